/* The board of bids: drag a card to another column. Without this script the list and the button of each card do the same. */
"use strict";

const wide = window.matchMedia("(min-width: 60rem)");
const openColumns = () => {
  /* Side by side there is room for all of them; on a phone a column is a folded section. */
  if (wide.matches) for (const column of document.querySelectorAll("[data-board] details")) column.open = true;
};
const announce = (sentence) => {
  const place = document.querySelector("[data-announce]");
  if (!place) return;
  place.textContent = sentence;
  place.classList.add("visually-hidden");
};
/* Who drags sees the card stay where it was, and reads why. */
const refuse = () => {
  const place = document.querySelector("[data-announce]");
  if (!place) return;
  place.textContent = place.dataset.refused;
  place.classList.remove("visually-hidden");
};

/* The page that comes back is the board as it is now, or another page that asks more: then we go there. */
const send = async (form) => {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
  const board = document.querySelector("[data-board]");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-board]");
  if (!answer.ok || !fresh) {
    window.location.href = answer.redirected ? answer.url : window.location.href;
    return;
  }
  board.replaceWith(fresh);
  openColumns();
  prepare();
  const sentence = page.querySelector("main [role=status] .alert");
  announce(sentence ? sentence.textContent.trim() : "");
  const field = document.getElementById(form.querySelector("select").id);
  if (field) field.closest("details").open = true;
  /* A card that is not in sight, such as the third of a stage on a phone: then the stage where it went. */
  const stage = form.querySelector("select").value;
  const place = field && field.offsetParent ? field : document.querySelector(`[data-board] [data-stage="${stage}"] > summary`);
  if (place) place.focus();
};

const prepare = () => {
  for (const card of document.querySelectorAll("[data-board] [data-bid]")) {
    const form = card.querySelector("form");
    if (!form) continue;
    card.draggable = true;
    card.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData("text/plain", card.id);
      event.dataTransfer.effectAllowed = "move";
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form).catch(() => form.submit());
    });
  }
  for (const column of document.querySelectorAll("[data-board] [data-stage]")) {
    column.addEventListener("dragover", (event) => {
      event.preventDefault();
      column.classList.add("bid-column--over");
    });
    column.addEventListener("dragleave", () => column.classList.remove("bid-column--over"));
    column.addEventListener("drop", (event) => {
      event.preventDefault();
      column.classList.remove("bid-column--over");
      const card = document.getElementById(event.dataTransfer.getData("text/plain"));
      const field = card ? card.querySelector("select") : null;
      if (!field || card.closest("[data-stage]") === column) return;
      field.value = column.dataset.stage;
      /* A column that this bid cannot go to is no choice of its list. */
      if (field.selectedIndex >= 0) field.form.requestSubmit();
      else {
        field.selectedIndex = 0;
        refuse();
      }
    });
  }
};

openColumns();
wide.addEventListener("change", openColumns);
prepare();
