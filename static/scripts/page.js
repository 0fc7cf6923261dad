/* Small things that only add: pages work without. */
"use strict";

/* What is wrong is read out first; also when the address still says #main, where the browser would go once all is loaded. */
for (const wrong of document.querySelectorAll("[data-focus]")) {
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  wrong.focus();
}

/* Who follows a link to a folded part finds it open; not every browser does that by itself. */
const unfold = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  let folded = target && target.closest("details:not([open])");
  if (!folded) return;
  /* What is folded may stand in something that is folded too. */
  for (; folded; folded = target.closest("details:not([open])")) folded.open = true;
  target.scrollIntoView();
};
unfold();
addEventListener("hashchange", unfold);

/* What is folded on a phone stands open where there is room. */
const roomy = window.matchMedia("(min-width: 60rem)");
const openWide = () => {
  if (roomy.matches) for (const part of document.querySelectorAll("details[data-wide-open]")) part.open = true;
};
openWide();
roomy.addEventListener("change", openWide);

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
