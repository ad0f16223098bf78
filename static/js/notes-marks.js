// Shows where the visitor's notes are: highlights that change nothing in the page where
// the browser has them, <mark> elsewhere; and a button that opens the notes of a block.
import { PartText } from "./notes-text.js";

const BLOCKS = "p, li, summary, h2, h3, h4, dd, dt";
const texts = new Map();

export function textOf(name) {
  const part = document.querySelector(`[data-part="${CSS.escape(name)}"]`);
  if (part && !texts.has(part)) texts.set(part, new PartText(part));
  return part && texts.get(part);
}

// The server says how the noted words are written today. Where they read otherwise, this
// page is older or newer than the notes: nothing is marked rather than the wrong.
function placed(notes) {
  const found = [];
  for (const note of notes) {
    const text = textOf(note.part);
    if (!text || text.slice(note.start, note.end) !== note.words) continue;
    const range = text.range(note.start, note.end);
    if (range) found.push({ note, range });
  }
  return found;
}

function wrap(range) {
  const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let node = range.commonAncestorContainer;
  if (node.nodeType !== Node.TEXT_NODE) node = walker.nextNode();
  for (; node; node = walker.nextNode()) {
    const isMarked = node.parentElement.closest("mark");
    if (range.intersectsNode(node) && node.data.trim() && !isMarked) nodes.push(node);
  }
  const { startContainer, startOffset, endContainer, endOffset } = range;
  for (const one of nodes) {
    const piece = document.createRange();
    piece.setStart(one, one === startContainer ? startOffset : 0);
    piece.setEnd(one, one === endContainer ? endOffset : one.length);
    if (!piece.collapsed) piece.surroundContents(document.createElement("mark"));
  }
}

function highlight(found) {
  if (globalThis.Highlight && CSS.highlights) {
    CSS.highlights.set("my-notes", new Highlight(...found.map(({ range }) => range)));
    return;
  }
  for (const mark of document.querySelectorAll("[data-part] mark")) {
    mark.replaceWith(...mark.childNodes);
  }
  // From the end, so that what is wrapped moves no place before it.
  for (const { part, start, end } of stretches(found).reverse()) {
    wrap(textOf(part).range(start, end));
  }
  texts.clear();
}

// Notes on the same words are one stretch of the text; the order is that of the text.
function stretches(found) {
  const joined = [];
  const places = found.map(({ note }) => ({ part: note.part, start: note.start, end: note.end }));
  places.sort((a, b) => a.part.localeCompare(b.part) || a.start - b.start);
  for (const place of places) {
    const last = joined[joined.length - 1];
    if (last?.part === place.part && place.start <= last.end) {
      last.end = Math.max(last.end, place.end);
    } else joined.push(place);
  }
  return joined;
}

function blockOf(range) {
  const node = range.endContainer;
  const inner = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  return inner.closest(".site") ?? inner.closest(BLOCKS) ?? inner.closest("[data-part]");
}

function linkOf(block) {
  if (block.localName === "summary") return block.nextElementSibling;
  return block.querySelector(":scope > .add-note") ?? block.querySelector(".add-note");
}

// Marks all notes; `open` is called with a block's notes when its button is pressed.
export function paint(notes, words, open) {
  const began = performance.now();
  const found = placed(notes);
  const blocks = new Map();
  for (const { note, range } of found) {
    const block = blockOf(range);
    blocks.set(block, [...(blocks.get(block) ?? []), note]);
  }
  highlight(found);
  for (const old of document.querySelectorAll(".my-note")) old.remove();
  for (const [block, own] of blocks) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "my-note";
    button.textContent = String(own.length);
    button.setAttribute("aria-label", `${words.here} ${own.length}`);
    button.setAttribute("aria-haspopup", "dialog");
    button.dataset.keys = own.map((note) => note.key).join(" ");
    button.addEventListener("click", () => open(own));
    const link = linkOf(block);
    if (link) link.after(button);
    else block.append(button);
  }
  performance.measure("notes", { start: began, end: performance.now() });
  return found.length;
}
