/* What people type stays in this browser until it is stored.

   <form data-keep>: what is typed is kept under the person and the page, comes back when the page is opened again, and is forgotten
   when the server says that it was stored. <form data-autosave="address"> is also saved while one types.
   <section data-leftover>: where what was typed is shown when the page no longer has the form.
   The sentences are in <template id="keeping">; a form can have a data-conflict of its own. */
"use strict";

const words = document.getElementById("keeping").dataset;
const person = `draft:${words.person}:`;
const page = `${location.pathname}:`;
const visit = Math.random().toString(36).slice(2); /* two tabs of one page each have a copy */
const WEEKS = 4 * 7 * 24 * 3600 * 1000; /* after which a copy that nobody came back for is forgotten */
/* What a page hands on about itself (which boxes it had, what was unfolded) belongs to that page, not to a copy of what was typed. */
const HIDDEN = new Set(["csrf_token", "kept", "offered", "dropped", "opened", "seen"]);

/* --- the copies: [address in the storage, {at, fields: [[name, value, label]]}] --- */

const copies = (prefix) => {
  const stored = [];
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix)) stored.push([key, JSON.parse(localStorage.getItem(key))]);
    }
  } catch { /* storage is forbidden, or holds something else */ }
  return stored.sort(([, a], [, b]) => b.at - a.at);
};

const forget = (key) => {
  try {
    localStorage.removeItem(key);
  } catch { /* nothing to forget */ }
};

for (const [key, copy] of copies("draft:")) {
  if (!(Date.now() - copy.at < WEEKS)) forget(key);
}
for (const stored of document.querySelectorAll("meta[name=stored]")) forget(person + stored.content);

/* Which copy went to the server from this tab: its answer may be the same form. */
const SENT = "sent-copy";
const rememberSent = (key) => {
  try {
    sessionStorage.setItem(SENT, key);
  } catch { /* then the copy is only forgotten when it is equal */ }
};
const lastSent = () => {
  try {
    return sessionStorage.getItem(SENT);
  } catch {
    return null;
  }
};

/* --- the fields of a form --- */

const kept = (field) => field.name && !HIDDEN.has(field.name) && !["file", "password", "submit", "button"].includes(field.type);
const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
const values = (form) => [...form.elements].filter((field) => kept(field) && (!isChoice(field) || field.checked))
  .map((field) => [field.name, field.value, field.labels?.[0]?.textContent.trim() ?? ""]);
const typed = (form, fields) => JSON.stringify(fields
  .filter(([name, value]) => value.trim() !== "" && form.elements[name]?.type !== "hidden")
  .map(([name, value]) => [name, value.replaceAll("\r\n", "\n").trim()]));

const fill = (form, fields) => {
  for (const field of form.elements) {
    if (!kept(field)) continue;
    const mine = fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (isChoice(field)) field.checked = mine.includes(field.value);
    else if (field.type === "select-multiple") for (const option of field.options) option.selected = mine.includes(option.value);
    else if (mine.length) {
      field.value = mine[0];
      if (mine[0] !== field.defaultValue) field.closest("details")?.setAttribute("open", ""); /* what came back is seen */
    }
  }
};

/* Rows that the page no longer has cannot be filled; they are shown beside the form. */
const withoutField = (form, fields) => fields.filter(([name, value]) => value.trim() && !form.elements[name]);

/* --- what is shown --- */

const element = (tag, text, className = "") => Object.assign(document.createElement(tag), { textContent: text, className });

const shown = (copyKey, fields) => {
  const box = element("div", "", "doubt");
  box.append(element("p", words.leftover));
  for (const [, value, label] of fields) {
    if (!value.trim()) continue;
    if (label) box.append(element("p", label, "source"));
    box.append(element("p", value, "pre"));
  }
  const button = Object.assign(element("button", words.forget, "btn btn-secondary"), { type: "button" });
  button.addEventListener("click", () => {
    if (copyKey) forget(copyKey);
    box.remove();
  });
  box.append(button);
  return box;
};

const long = (fields) => fields.filter(([name]) => !["version", "revision", "do", "wijzigen"].includes(name));

for (const section of document.querySelectorAll("[data-leftover]")) {
  for (const [key, copy] of copies(person + page)) section.append(shown(key, long(copy.fields)));
}

/* --- one form --- */

for (const form of document.querySelectorAll("form[data-keep], form[data-autosave]")) {
  const name = `${page}${form.dataset.keep ?? ""}:${visit}`;
  const key = person + name;
  let state = form.querySelector(".autosave-state");
  if (!state) {
    state = element("p", "", "autosave-state");
    state.setAttribute("role", "status");
    form.prepend(state);
  }

  const keepHere = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: values(form) }));
      return true;
    } catch {
      return false; /* full or forbidden */
    }
  };
  const say = (text) => { state.textContent = text; };
  const notSaved = (text) => say(keepHere() ? text : words.notkept);

  const restore = () => {
    const before = copies(`${person}${page}${form.dataset.keep ?? ""}:`);
    if (words.answered) { /* the page shows what was just sent: that is newer than any copy */
      keepHere();
      const sent = typed(form, values(form));
      /* What was sent from this tab came back, perhaps written in another way (1.100 as 1100): that copy is not needed any more. */
      const fromHere = lastSent();
      for (const [old, copy] of before) {
        const cameBack = old === fromHere && !withoutField(form, copy.fields).length;
        if (cameBack || typed(form, copy.fields) === sent) forget(old);
      }
      return false;
    }
    const differing = before.filter(([old, copy]) => {
      const same = typed(form, copy.fields) === typed(form, values(form));
      if (same) forget(old);
      return !same;
    });
    if (!differing.length) return false;
    const [[newest, copy], ...others] = differing;
    fill(form, copy.fields); /* with its version, so that what others stored since is not written over */
    for (const [old, other] of others) form.prepend(shown(old, long(other.fields)));
    const rows = withoutField(form, copy.fields);
    if (rows.length) form.prepend(shown(null, long(rows)));
    if (keepHere()) forget(newest);
    say(words.restored);
    return true;
  };

  const restored = restore();
  form.addEventListener("submit", () => {
    if (!keepHere()) return;
    rememberSent(key);
    const field = form.elements.kept ?? form.appendChild(Object.assign(element("input", ""), { type: "hidden", name: "kept" }));
    field.value = name;
  });

  if (!form.dataset.autosave) {
    form.addEventListener("input", keepHere);
    continue;
  }

  let timer = 0;
  let saving = false;
  let again = false;
  let stopped = false;

  /* After signing in again elsewhere this page has the token of the visit before. A new one is only for the same person. */
  const freshToken = async () => {
    const answer = await fetch(location.pathname, { redirect: "manual", headers: { Accept: "text/html" } });
    if (!answer.ok) return false;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (fresh.getElementById("keeping")?.dataset.person !== words.person) return false;
    const token = fresh.querySelector("meta[name=csrf-token]").content;
    document.querySelector("meta[name=csrf-token]").content = token;
    for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = token;
    return true;
  };

  const send = () => fetch(form.dataset.autosave, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    redirect: "manual", /* a page to go to is no answer: it was not stored */
    headers: { "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content, Accept: "application/json" },
  });

  const signedOut = () => {
    notSaved(words.signedout);
    const back = encodeURIComponent(location.pathname);
    const link = Object.assign(element("a", words.signin), { href: `${words.signinaddress}?next=${back}` });
    state.append(" ", link);
  };

  const refused = (status, answer) => {
    if (status === 401) signedOut();
    else if (status === 400) notSaved(words.expired);
    else if (status === 409) notSaved(answer.error ?? form.dataset.conflict);
    else notSaved(status === 422 && answer.error ? `${words.notsaved} ${answer.error}` : words.failed);
  };

  const save = async () => {
    if (saving) { again = true; return; }
    saving = true;
    const sent = typed(form, values(form));
    try {
      let answer = await send();
      if ((answer.status === 400 || answer.status === 401) && await freshToken()) answer = await send();
      const isJson = answer.headers.get("Content-Type")?.includes("json");
      const content = isJson ? await answer.json() : {};
      if (!answer.ok || content.version === undefined) { refused(answer.status, content); return; }
      const counter = form.elements.version ?? form.elements.revision;
      if (counter) counter.value = content.version;
      if (sent !== typed(form, values(form))) { keepHere(); return; } /* typed on meanwhile: that is saved next */
      forget(key);
      const now = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      say(`${words.saved} ${now}`);
    } catch {
      notSaved(words.failed);
    } finally {
      saving = false;
      if (again) { again = false; save(); }
    }
  };

  const soon = () => {
    if (stopped) return;
    keepHere();
    clearTimeout(timer);
    timer = setTimeout(save, 800);
  };
  const changed = (field) => isChoice(field)
    ? field.checked !== field.defaultChecked
    : field.defaultValue !== undefined && field.type !== "hidden" && field.value !== field.defaultValue;

  form.addEventListener("input", soon);
  addEventListener("online", () => { if (state.textContent === words.failed) soon(); });
  form.addEventListener("submit", () => { stopped = true; clearTimeout(timer); });
  addEventListener("pageshow", () => { stopped = false; });
  if (!restored && [...form.elements].some(changed)) soon(); /* typed before this script was there, or put back by the browser */
  if (restored) timer = setTimeout(save, 2500); /* long enough to read that it came back */
}

/* Who signs out on purpose leaves nothing behind. */
for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", () => { for (const [key] of copies(person)) forget(key); });
}
