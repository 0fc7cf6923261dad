/* The interview: while one answers, the clause beside the question and what the check finds follow. Without this script they follow
   after saving. <form data-live="address"> is sent there as it is, and what comes back is shown in [data-live-part]. */
"use strict";

for (const form of document.querySelectorAll("form[data-live]")) {
  const part = document.querySelector("[data-live-part]");
  let timer = 0;
  let newest = 0;

  const follow = async () => {
    const mine = ++newest;
    try {
      const answer = await fetch(form.dataset.live, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        redirect: "manual",
        headers: { "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content, Accept: "application/json" },
      });
      /* An older answer that comes late says nothing about what stands there now. */
      const content = answer.ok ? await answer.json() : {};
      if (content.part !== undefined && mine === newest) part.innerHTML = content.part;
    } catch { /* away from the network: the clause stays as it was, and the form says whether it was saved */ }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(follow, 500);
  });

  /* Who writes in own words has chosen to do so. */
  for (const own of form.querySelectorAll(".own-words input, .own-words textarea")) {
    own.addEventListener("input", () => {
      const choice = own.closest("fieldset").querySelector("input[type=radio][value=own]");
      if (choice) choice.checked = own.value.trim() !== "" || choice.checked;
    });
  }
}
