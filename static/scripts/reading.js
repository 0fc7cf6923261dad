/* Read a lesson aloud with the voice of the device, sentence by sentence; and print it. Without either the buttons stay away. */
"use strict";

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;

const speech = window.speechSynthesis;
const bar = document.querySelector("[data-reader]");

if (speech && bar) {
  const [read, stop, state] = ["[data-read]", "[data-stop]", "[data-read-state]"].map((name) => bar.querySelector(name));
  const text = document.querySelector("[data-read-text]");
  const PARTS = "h2, p, li, th, td, summary, figcaption";
  let sentences = [];

  /* What is folded is not read: an answer that nobody chose gives nothing away. */
  const isRead = (part) => !part.querySelector(PARTS) && (part.tagName === "SUMMARY" || part.closest("details:not([open])") === null);
  /* The numbers that lead to the law are for the eye. */
  const words = (part) => {
    const copy = part.cloneNode(true);
    for (const note of copy.querySelectorAll(".law-note")) note.remove();
    return copy.textContent;
  };
  const inSentences = () => [...text.querySelectorAll(PARTS)].filter(isRead)
    .flatMap((part) => words(part).replace(/\s+/g, " ").match(/[^.!?]+[.!?”"]*/g) ?? [])
    .map((sentence) => sentence.trim()).filter(Boolean);
  const voice = () => speech.getVoices().find((candidate) => candidate.lang.toLowerCase().startsWith("nl"));

  const show = (reading) => {
    read.hidden = reading;
    stop.hidden = !reading;
  };
  const end = () => {
    sentences = [];
    speech.cancel();
    show(false);
  };
  const next = () => {
    const sentence = sentences.shift();
    if (!sentence) return end();
    const spoken = new SpeechSynthesisUtterance(sentence);
    spoken.lang = "nl-NL";
    spoken.voice = voice() ?? null;
    spoken.addEventListener("end", () => { if (!stop.hidden) next(); });
    spoken.addEventListener("error", end);
    return speech.speak(spoken);
  };

  bar.hidden = false;
  read.addEventListener("click", () => {
    state.textContent = speech.getVoices().length && !voice() ? state.dataset.silent : "";
    sentences = inSentences();
    show(true);
    next();
  });
  stop.addEventListener("click", end);
  window.addEventListener("pagehide", () => speech.cancel());
}
