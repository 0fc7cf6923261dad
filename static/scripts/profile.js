/* The page of a profile: what it would give follows while one types. Without this script the same buttons show the same parts.

   <form data-look>: is sent to its own address with the name of a button (look), which saves nothing; of the page that comes back
   only the parts [data-part] are taken over. An older question is stopped when a newer one begins. */
"use strict";

const form = document.querySelector("form[data-look]");
if (form) {
  const QUIET = 700; /* milliseconds without typing before we look */
  const HANDED_ON = ["offered", "dropped", "opened", "seen"];
  const preview = form.querySelector(".preview");
  const bar = form.querySelector(".preview-bar");
  let asking = null;
  let timer = 0;

  const foldsThat = (are) => new Set([...form.querySelectorAll(`details[id]${are}`)].map((fold) => fold.id));

  /* A part in which someone is typing at this moment stays as it is; a box that was ticked keeps the focus. */
  const takeOver = (fresh, what) => {
    const opened = foldsThat("[open]");
    const closed = foldsThat(":not([open])");
    const focused = document.activeElement;
    const typing = focused?.matches("textarea, input:not([type=checkbox], [type=radio], [type=search])");
    for (const part of form.querySelectorAll("[data-part]")) {
      const other = fresh.getElementById(part.id);
      if (!other || (typing && part.contains(focused))) continue;
      if (part.id === "part-preview" && what !== "preview") continue;
      const mark = part.contains(focused) ? [focused.id, focused.getAttribute("name"), focused.value] : null;
      if (part.innerHTML !== other.innerHTML) part.innerHTML = other.innerHTML;
      if (mark) focusAgain(part, ...mark);
    }
    for (const fold of form.querySelectorAll("details[id]")) {
      if (opened.has(fold.id)) fold.open = true;
      if (closed.has(fold.id)) fold.open = false;
    }
    for (const name of HANDED_ON) {
      const field = fresh.querySelector(`form[data-look] input[name=${name}]`);
      if (field) form.elements[name].value = field.value;
    }
  };

  const focusAgain = (part, id, name, value) => {
    const alike = [...part.querySelectorAll(`[name="${name}"]`)];
    const same = (id && document.getElementById(id)) || alike.find((field) => field.value === value);
    same?.focus();
  };

  /* On a phone this line stays in sight; it leads to the whole preview. */
  const say = (text) => {
    bar.replaceChildren(Object.assign(document.createElement("a"), { href: "#preview", textContent: text }));
  };

  /* The number and what the last change did, read out when it is there. */
  const tell = () => {
    const parts = form.querySelectorAll("#preview-number, .preview-changes strong");
    say([...parts].map((part) => part.textContent.trim()).join(" "));
  };

  const look = async (what) => {
    clearTimeout(timer);
    asking?.abort();
    const mine = asking = new AbortController();
    const sent = new URLSearchParams(new FormData(form));
    sent.set("look", what);
    preview.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(location.pathname, {
        method: "POST",
        body: sent,
        redirect: "manual",
        signal: mine.signal,
        headers: { "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content },
      });
      if (answer.status === 429) { say(bar.dataset.often); return; }
      if (!answer.ok) { say(bar.dataset.failed); return; }
      takeOver(new DOMParser().parseFromString(await answer.text(), "text/html"), what);
      if (what === "preview") tell();
    } catch (trouble) {
      if (trouble.name !== "AbortError") say(bar.dataset.failed);
    } finally {
      if (asking === mine) preview.removeAttribute("aria-busy");
    }
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => look("preview"), QUIET);
  };
  const isSearch = (field) => ["code_words", "name", "version"].includes(field.name) || !field.name;

  form.addEventListener("input", (event) => { if (!isSearch(event.target)) soon(); });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=look]");
    if (!button) return;
    event.preventDefault();
    look(button.value);
  });
  /* Enter in the box of the tree looks there; elsewhere it saves, as without a button before it. */
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT" || event.isComposing) return;
    event.preventDefault();
    if (event.target.name === "code_words") look("codes");
    else form.requestSubmit(form.querySelector(".form-actions button"));
  });
  look("preview");
}
