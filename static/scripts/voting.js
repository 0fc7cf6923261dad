/* Voting with a bad connection. The same vote is sent until the server has answered: it carries a mark by which it counts once. */
"use strict";

const ATTEMPTS = 30;
const PAUSE = 2000;

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/* The answer of the server, whatever it says; nothing after so many attempts without a connection. */
const answer = async (form, body, say) => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (response.status < 500) return response;
    } catch {
      /* No connection: again below. */
    }
    say(form.dataset.trying);
    await wait(PAUSE);
  }
  return null;
};

for (const form of document.querySelectorAll("form[data-vote]")) {
  const status = form.querySelector("[data-vote-status]");
  const button = form.querySelector("button[type=submit]");
  const say = (words) => {
    status.textContent = words;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    say(form.dataset.sending);
    const response = await answer(form, new FormData(form), say);
    const result = response && response.headers.get("Content-Type").includes("json") ? await response.json() : null;
    if (result && result.stored) {
      location.assign(result.next);
      return;
    }
    button.disabled = false;
    say((result && (result.words || result.error)) || form.dataset.failed);
    status.classList.add("field-error");
  });
}

/* Who waits for a vote sees it by itself. */
const waiting = document.querySelector("[data-refresh]");
if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.refresh) * 1000);
