/* Tables that people fill in: a row more or less at once. Without this script the same buttons ask the server. */
"use strict";

for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;

const number = (row) => Number(row.querySelector("input").name.match(/-(\d+)-/)[1]);
const renumber = (table) => table.querySelectorAll("[data-row]").forEach((row, place) => {
  for (const shown of row.querySelectorAll("[data-row-number]")) shown.textContent = place + 1;
});
const empty = (row) => {
  for (const field of row.querySelectorAll("input")) field.value = "";
  for (const field of row.querySelectorAll("select")) field.selectedIndex = 0;
};

const addRow = (table) => {
  const rows = [...table.querySelectorAll("[data-row]")];
  const next = Math.max(...rows.map(number)) + 1;
  const last = rows[rows.length - 1];
  const row = last.cloneNode(true);
  for (const part of row.querySelectorAll("[name], [for]")) {
    for (const name of ["name", "id", "for"]) {
      const value = part.getAttribute(name);
      if (value) part.setAttribute(name, value.replace(/-\d+-/, `-${next}-`));
    }
  }
  empty(row);
  last.after(row);
  renumber(table);
  row.querySelector("input").focus();
};

const dropRow = (table, row) => {
  const rows = [...table.querySelectorAll("[data-row]")];
  const place = rows.indexOf(row);
  if (rows.length === 1) empty(row);
  else row.remove();
  renumber(table);
  const left = rows.filter((other) => other.isConnected);
  left[Math.min(place, left.length - 1)].querySelector("input").focus();
  table.dispatchEvent(new Event("input", { bubbles: true })); /* so that the copy in this browser follows */
};

for (const table of document.querySelectorAll("[data-rows]")) {
  for (const button of table.querySelectorAll("[data-add-row], [data-drop-row]")) button.hidden = false;
  table.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-row], [data-drop-row]");
    if (!button) return;
    event.preventDefault();
    if (button.hasAttribute("data-add-row")) addRow(table);
    else dropRow(table, button.closest("[data-row]"));
  });
}
