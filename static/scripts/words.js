/* A word of the glossary shows what it means where it stands: by pointing, by the keyboard and by a tap. Without this script, or in a
   browser without popovers, it stays a link to the explanation below the text. */
"use strict";

const explained = document.querySelector("[data-words]");
if (explained && "popover" in HTMLElement.prototype) {
  const GAP = 6;
  const LOWEST = 96; // a word at the edge of a small screen still shows a few lines
  const LEAVING = 250; // milliseconds in which a pointer can go from the word to its explanation
  const bubble = document.createElement("span");
  bubble.id = "word-explained";
  bubble.className = "word-explained";
  bubble.popover = "auto";
  bubble.setAttribute("role", "note");
  let leaving = 0;
  let shownFor = null;
  let silent = false; // closing gives the focus back to the word, which must not open again by that

  const silently = (act) => {
    silent = true;
    act();
    silent = false;
  };

  const fill = (entry) => {
    bubble.replaceChildren();
    for (const part of entry.children) {
      const line = document.createElement("span");
      line.className = part.className || (part.tagName === "DT" ? "word-name" : "");
      line.lang = part.lang;
      line.append(...[...part.childNodes].map((node) => node.cloneNode(true)));
      bubble.append(line);
    }
    const close = document.createElement("button");
    close.type = "button";
    close.className = "link-button";
    close.textContent = explained.dataset.close;
    close.addEventListener("click", () => {
      const word = shownFor;
      hide();
      silently(() => word.focus());
    });
    bubble.append(close);
  };

  const place = (word) => {
    bubble.style.maxHeight = "";
    const box = word.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const left = Math.max(GAP, Math.min(box.left, width - bubble.offsetWidth - GAP));
    const roomBelow = innerHeight - box.bottom - 2 * GAP;
    const roomAbove = box.top - 2 * GAP;
    // Never over the word itself: on the side with room for it, and no higher than that.
    const isBelow = bubble.offsetHeight <= roomBelow || roomBelow >= roomAbove;
    bubble.style.maxHeight = `${Math.max(LOWEST, isBelow ? roomBelow : roomAbove)}px`;
    const top = isBelow ? box.bottom + GAP : box.top - GAP - bubble.offsetHeight;
    bubble.style.left = `${left}px`;
    bubble.style.top = `${top}px`;
  };

  const show = (word) => {
    clearTimeout(leaving);
    if (shownFor === word && bubble.matches(":popover-open")) return;
    const entry = document.getElementById(decodeURIComponent(word.hash.slice(1)));
    if (!entry) return;
    hide();
    fill(entry);
    // Behind the word, so that the keyboard goes from the word into its explanation.
    word.after(bubble);
    silently(() => bubble.showPopover());
    place(word);
    shownFor = word;
    word.setAttribute("aria-describedby", bubble.id);
  };

  const forget = () => {
    if (shownFor) shownFor.removeAttribute("aria-describedby");
    shownFor = null;
  };
  const hide = () => {
    clearTimeout(leaving);
    forget();
    if (bubble.matches(":popover-open")) silently(() => bubble.hidePopover());
  };
  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => {
      if (!bubble.matches(":hover") && !bubble.contains(document.activeElement)) hide();
    }, LEAVING);
  };

  bubble.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "closed") return;
    silent = true; // Escape gives the focus back too
    setTimeout(() => {
      silent = false;
    });
  });
  bubble.addEventListener("toggle", (event) => {
    if (event.newState === "closed") forget();
  });
  bubble.addEventListener("mouseleave", leave);
  bubble.addEventListener("focusout", leave);
  addEventListener("scroll", () => shownFor && place(shownFor), { passive: true });

  for (const word of document.querySelectorAll('main a[href^="#woord-"]')) {
    word.classList.add("word");
    word.addEventListener("mouseenter", () => show(word));
    word.addEventListener("mouseleave", leave);
    word.addEventListener("focus", () => silent || show(word));
    word.addEventListener("blur", leave);
    word.addEventListener("click", (event) => {
      event.preventDefault();
      show(word);
    });
  }
}
