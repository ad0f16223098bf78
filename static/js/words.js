// A word's meaning opens where the word stands; without this script its link leads to
// the list of words at the end of the page.
function meaning(link) {
  return document.querySelector(link.hash)?.querySelector("dd")?.textContent;
}

function toggle(link) {
  const open = link.getAttribute("aria-expanded") === "true";
  link.setAttribute("aria-expanded", String(!open));
  if (open) {
    link.parentElement.querySelector(`[data-note="${link.hash}"]`)?.remove();
    return;
  }
  const note = document.createElement("span");
  note.className = "word-note";
  note.dataset.note = link.hash;
  note.lang = document.documentElement.lang;
  note.setAttribute("role", "status");
  link.after(note);
  note.textContent = meaning(link);
}

for (const link of document.querySelectorAll("a.word")) {
  if (!meaning(link)) continue;
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    toggle(link);
  });
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      toggle(link);
    }
  });
}
