/* Small things that only add: pages work without. */
"use strict";

/* What is wrong is read out first; also when the address still says #main, where the browser would go once all is loaded. */
for (const wrong of document.querySelectorAll("[data-focus]")) {
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  wrong.focus();
}

/* Filter a list as one types: <input data-filter="#list"> hides the children that do not hold the words. */
for (const box of document.querySelectorAll("input[data-filter]")) {
  const rows = [...document.querySelector(box.dataset.filter).children];
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
  });
}

/* Autosave: <form data-autosave="address" data-saved="..." data-failed="..." data-conflict="...">. What is not saved yet stays
   in this browser until it is; signing out clears it. */
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const state = form.querySelector(".autosave-state");
  const key = `draft:${form.dataset.autosave}`;
  const say = (text) => { if (state) state.textContent = text; };
  const fields = () => new URLSearchParams(new FormData(form));
  let timer = 0;
  let saving = false;
  let again = false;

  const keepHere = () => { try { localStorage.setItem(key, fields().toString()); } catch { /* full or forbidden: saving goes on */ } };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* nothing to forget */ } };

  const save = async () => {
    if (saving) { again = true; return; }
    saving = true;
    try {
      const token = document.querySelector("meta[name=csrf-token]").content;
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: fields(), headers: { "X-CSRFToken": token, Accept: "application/json" } });
      const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
      if (answer.status === 409) { say(form.dataset.conflict); return; }
      if (!answer.ok) { say(form.dataset.failed); return; }
      if (told.version !== undefined && form.elements.version) form.elements.version.value = told.version;
      forget();
      const now = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      say(`${form.dataset.saved} ${now}`);
    } catch {
      say(form.dataset.failed);
    } finally {
      saving = false;
      if (again) { again = false; save(); }
    }
  };

  const soon = () => { keepHere(); clearTimeout(timer); timer = setTimeout(save, 800); };
  const changed = (field) => field.type === "checkbox" || field.type === "radio"
    ? field.checked !== field.defaultChecked
    : field.defaultValue !== undefined && field.type !== "hidden" && field.value !== field.defaultValue;

  form.addEventListener("input", soon);
  if ([...form.elements].some(changed)) soon(); /* typed before this script was there, or put back by the browser */
  form.addEventListener("submit", () => { clearTimeout(timer); forget(); });
}

for (const form of document.querySelectorAll("form[action$='/uitloggen']")) {
  form.addEventListener("submit", () => {
    try { for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key); } catch { /* nothing kept */ }
  });
}
