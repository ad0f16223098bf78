// Private notes on the study's page. The page is the same for everybody; notes come from
// an address of their own, and only where a cookie says that there are some. Without
// this script every button beside a text opens a page that does the same.
import { paint, textOf } from "./notes-marks.js";
import { roam } from "./notes-mode.js";

const source = document.getElementById("notes");
document.body.append(source.content.cloneNode(true));

const writer = document.getElementById("note-writer");
const reader = document.getElementById("note-reader");
const selected = document.getElementById("note-selected");
const status = document.getElementById("note-status");
const form = writer.querySelector("form");
const words = source.dataset;
// A first note that is sent twice begins one notebook.
const begin = crypto.randomUUID?.() ?? "";
let notes = [];
let about = null;
let chosen = null;

function selection() {
  const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
  if (!range || range.collapsed) return null;
  for (const part of document.querySelectorAll("[data-part]")) {
    if (!range.intersectsNode(part)) continue;
    const inside = range.cloneRange();
    // What is selected before the first part or beyond it is not meant by a note on it.
    if (!part.contains(range.startContainer)) inside.setStart(part, 0);
    if (!part.contains(range.endContainer)) inside.setEnd(part, part.childNodes.length);
    const place = textOf(part.dataset.part).selector(inside);
    if (place) return { ...place, range };
  }
  return null;
}

function passage(link) {
  const range = document.createRange();
  const block = link.previousElementSibling?.localName === "summary"
    ? link.previousElementSibling
    : link.parentElement;
  range.selectNodeContents(block);
  if (block.contains(link)) range.setEndBefore(link);
  return textOf(link.closest("[data-part]").dataset.part).selector(range);
}

roam((link) => passage(link)?.exact ?? "", words.add);

function write(place) {
  about = { ...place, key: crypto.randomUUID?.() ?? "", begin };
  // What was typed for one passage is no draft for another.
  if (form.dataset.about !== `${place.part} ${place.start} ${place.exact}`) form.reset();
  form.dataset.about = `${place.part} ${place.start} ${place.exact}`;
  writer.querySelector("blockquote").textContent = place.exact;
  writer.querySelector("[role=alert]").textContent = "";
  writer.showModal();
  form.elements.body.focus();
}

function read(own) {
  const list = reader.querySelector("ul");
  const item = reader.querySelector("template");
  list.replaceChildren();
  for (const note of own) {
    const row = item.content.cloneNode(true);
    row.querySelector("blockquote").textContent = note.exact;
    row.querySelector(".note-body").textContent = note.body;
    for (const link of row.querySelectorAll("a")) {
      link.href = link.getAttribute("href").replace(words.none, note.key);
    }
    list.append(row);
  }
  reader.showModal();
}

async function save() {
  const body = new URLSearchParams({ study: words.study, body: form.elements.body.value });
  for (const name of ["part", "start", "exact", "before", "after", "key", "begin"]) body.set(name, about[name]);
  const answer = await fetch(words.new, {
    method: "POST",
    headers: { Accept: "application/json" },
    body,
  });
  const said = await answer.json();
  if (!answer.ok) return said.errors.join(" ");
  notes.push(said);
  paint(notes, words, read);
  return "";
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (form.dataset.sent) return;
  form.dataset.sent = "yes";
  const error = await save().catch(() => words.failed);
  delete form.dataset.sent;
  writer.querySelector("[role=alert]").textContent = error;
  if (error) return;
  const isSelected = about.range;
  form.reset();
  writer.close();
  getSelection().removeAllRanges();
  // The button that was pressed for selected words is gone; the note's own is there.
  const saved = notes[notes.length - 1].key;
  if (isSelected) document.querySelector(`.my-note[data-keys~="${saved}"]`)?.focus();
  status.textContent = words.saved;
});

for (const dialog of [writer, reader]) {
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.add-note");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!writer.showModal) return;
  const now = selection();
  const isHere = now?.range.intersectsNode(link.parentElement);
  const place = isHere ? now : passage(link);
  if (!place) return;
  event.preventDefault();
  write(place);
});

// Selected words: a button beside them, or at the lower edge where one selects by touch.
function offer() {
  chosen = writer.open || reader.open ? null : selection();
  selected.hidden = !chosen;
  if (!chosen) return;
  const box = chosen.range.getBoundingClientRect();
  const top = Math.min(box.bottom + 8, innerHeight - 64);
  selected.style.top = `${Math.max(top, 8)}px`;
  selected.style.left = `${Math.max(8, Math.min(box.left, innerWidth - 260))}px`;
  if (status.textContent !== words.hint) status.textContent = words.hint;
}

let waiting = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(offer, 250);
});
addEventListener("scroll", () => selected.hidden || offer(), { passive: true });
// With a keyboard the button comes next after what is selected, wherever it stands.
addEventListener("keydown", (event) => {
  if (selected.hidden || document.activeElement === selected) return;
  if (event.key === "Escape") getSelection().removeAllRanges();
  if (event.key !== "Tab" || event.shiftKey) return;
  event.preventDefault();
  selected.focus();
});
selected.addEventListener("pointerdown", (event) => event.preventDefault());
selected.addEventListener("click", () => {
  selected.hidden = true;
  if (chosen) write(chosen);
});

async function load() {
  if (!/(^|; )notes-here=1/.test(document.cookie)) return;
  const answer = await fetch(words.on, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const said = await answer.json();
  notes = said.notes;
  const shown = paint(notes, words, read);
  const missing = said.changed + notes.length - shown;
  const summary = document.getElementById("note-summary");
  summary.hidden = !(notes.length + said.changed);
  summary.querySelector("[data-changed]").hidden = !missing;
}

// Away from the network the page is as it is for everybody.
const quietly = () => load().catch(() => {});
quietly();
addEventListener("pageshow", (event) => event.persisted && quietly());
