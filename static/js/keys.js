// The console by keyboard: letters act only where nothing is typed and no other key is
// held, so that no screen reader's key is taken; "?" shows them and turns them off.
const sheet = document.getElementById("keys");
const OFF = "keys-off";
const switched = sheet?.querySelector("input");

function isOff() {
  try {
    return localStorage.getItem(OFF) === "yes";
  } catch {
    return false;
  }
}

const typesIn = (one) =>
  one.isContentEditable || one.matches("textarea, select, input:not([type=checkbox])");
const stops = () => [...document.querySelectorAll(".line a")];

function move(step) {
  const lines = stops();
  const at = lines.findIndex((one) => one.closest(".line").contains(document.activeElement));
  lines[Math.min(Math.max(at + step, 0), lines.length - 1)]?.focus();
}

const ACTS = {
  "?": () => sheet.showModal(),
  j: () => move(1),
  k: () => move(-1),
  x: () => document.activeElement.closest(".line")?.querySelector("[name=chosen]").click(),
  a: () => document.getElementById("id_text")?.focus(),
  "/": () => document.getElementById("id_q")?.focus(),
};

function press(event) {
  const isFree = !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing;
  if (!isFree || typesIn(event.target) || document.querySelector("dialog[open]")) return;
  if (isOff() && event.key !== "?") return;
  const marked = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  const act = ACTS[event.key] ?? (marked && (() => marked.click()));
  if (!act) return;
  event.preventDefault();
  act();
}

if (sheet) {
  switched.checked = !isOff();
  switched.addEventListener("change", () => {
    try {
      localStorage.setItem(OFF, switched.checked ? "no" : "yes");
    } catch {
      // A browser may refuse its storage; then the keys stay on.
    }
  });
  document.addEventListener("keydown", press);
}
