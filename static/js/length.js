// Says how much room is left in a long text, near its end and rarely; the field takes
// any length, and without this script the server says what is too long.
const NEAR = 500;
// What a screen reader is told on the way: each of these once.
const STEPS = [500, 200, 100, 50, 0];

// Numbers as the page has them.
const { lang, dataset } = document.documentElement;
const digits = new Intl.NumberFormat(lang, { numberingSystem: dataset.numbers, useGrouping: false });

function lengthOf(text) {
  // As the server counts: letters, not the halves that some of them are stored in.
  return [...text.normalize("NFC").trim()].length;
}

for (const note of document.querySelectorAll("[data-length-of]")) {
  const field = document.getElementById(note.dataset.lengthOf);
  const limit = Number(field?.dataset.limit);
  if (!limit) continue;
  const seen = document.createElement("span");
  seen.setAttribute("aria-hidden", "true");
  const heard = document.createElement("span");
  heard.className = "hidden";
  note.removeAttribute("role");
  heard.setAttribute("role", "status");
  note.append(seen, heard);
  let step = "";
  const tell = () => {
    const left = limit - lengthOf(field.value);
    const words = left < 0 ? field.dataset.over : field.dataset.left;
    seen.textContent = left > NEAR ? "" : words.replace("%(count)s", digits.format(Math.abs(left)));
    note.classList.toggle("too-long", left < 0);
    const next = left < 0 ? "over" : String(STEPS.filter((one) => left <= one).pop() ?? "");
    if (next !== step) heard.textContent = next && seen.textContent;
    step = next;
  };
  field.addEventListener("input", tell);
  addEventListener("pageshow", tell);
  tell();
}
