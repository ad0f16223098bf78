// Keeps an answer while it is typed, whichever way one leaves, and puts prepared answers
// in where the cursor stands, never over own words.
const form = document.querySelector("form[data-draft]");
const field = form?.elements.text;
const note = document.getElementById("kept");
const PAUSE = 1000;
let kept = field?.value;
let pause;
let isSent = false;

async function keep() {
  clearTimeout(pause);
  if (isSent || field.value === kept) return;
  const typed = field.value;
  const data = new FormData(form);
  try {
    const answer = await fetch(form.dataset.draft, {
      method: "POST",
      body: new URLSearchParams(data),
      headers: { Accept: "application/json" },
      // Also when the page is left meanwhile.
      keepalive: true,
    });
    if (answer.status === 409) return void (note.textContent = note.dataset.other);
    if (!answer.ok || answer.redirected) throw new Error("not kept");
    form.elements.version.value = (await answer.json()).version;
    kept = typed;
    note.textContent = note.dataset.kept;
  } catch {
    note.textContent = note.dataset.failed;
  }
}

function putIn(text) {
  const at = field.selectionEnd;
  const before = field.value.slice(0, at);
  const after = field.value.slice(at);
  const gap = (words) => (words && !words.endsWith("\n\n") ? "\n\n" : "");
  field.focus();
  field.setSelectionRange(at, at);
  const words = gap(before) + text + (after.trim() ? "\n\n" : "");
  // As if it were typed, so that the browser can take it back.
  if (!document.execCommand("insertText", false, words)) {
    field.setRangeText(words, at, at, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function showOriginal(text) {
  const original = document.getElementById("original");
  original.hidden = !text;
  original.querySelector("blockquote").textContent = text;
}

if (form) {
  // Until somebody says where, below what stands there.
  field.setSelectionRange(field.value.length, field.value.length);
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(keep, PAUSE);
  });
  field.addEventListener("blur", keep);
  document.addEventListener("visibilitychange", keep);
  addEventListener("pagehide", keep);
  form.addEventListener("submit", () => (isSent = true));
  addEventListener("pageshow", () => (isSent = false));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    form.requestSubmit(event.shiftKey ? form.querySelector("[data-go]") : null);
  });
  form.querySelector("[data-keep]").hidden = true;
}
for (const plain of document.querySelectorAll("[data-plain]")) plain.hidden = true;
for (const chips of document.querySelectorAll(".prepared")) {
  chips.hidden = false;
  chips.addEventListener("click", ({ target }) => {
    const chip = target.closest("[data-prepared]");
    if (!chip) return;
    putIn(chip.dataset.prepared);
    showOriginal(chip.dataset.original);
  });
}
