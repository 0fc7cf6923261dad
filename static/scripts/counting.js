/* Counts the words of a text while one types. Without this script the number is that of the last time it was saved.
   <form data-counts="words"> holds the parts; <output id="words" data-allowed="900" data-over="..."> shows the sum. */
"use strict";

const WORD = /[\p{L}\p{N}_][\p{L}\p{N}_'’.,/-]*/gu; /* as `count_words` of the rules of sections */

for (const form of document.querySelectorAll("form[data-counts]")) {
  const shown = document.getElementById(form.dataset.counts);
  const warning = document.getElementById(`${form.dataset.counts}-over`);
  if (!shown) continue;
  const allowed = Number(shown.dataset.allowed || 0);
  const count = () => {
    let words = 0;
    for (const field of form.querySelectorAll("textarea")) words += (field.value.match(WORD) ?? []).length;
    shown.textContent = words.toLocaleString(document.documentElement.lang);
    if (warning) warning.hidden = !allowed || words <= allowed;
  };
  form.addEventListener("input", count);
  addEventListener("pageshow", count);
  count();
}
