// Trials that somebody keeps for comparing: in this browser and nowhere else. Without
// storage, or without this script, the page of comparing takes their numbers.
const PLACE = "kept-trials";
const MOST = 4;

function keptTrials() {
  try {
    const found = JSON.parse(localStorage.getItem(PLACE) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => /^[A-Z]{3}\d+$/.test(one)) : [];
  } catch {
    return [];
  }
}

function showKept(box, button, open) {
  const kept = keptTrials();
  button.setAttribute("aria-pressed", String(kept.includes(box.dataset.kept)));
  open.hidden = kept.length === 0;
  open.href = `${box.dataset.compare}?ids=${kept.join(",")}`;
  open.querySelector("[data-count]").textContent = String(kept.length);
}

function turnKept(box) {
  const kept = keptTrials();
  const own = box.dataset.kept;
  const others = kept.filter((one) => one !== own);
  if (others.length >= MOST) return box.dataset.full;
  localStorage.setItem(PLACE, JSON.stringify(kept.includes(own) ? others : [...kept, own]));
  return "";
}

for (const box of document.querySelectorAll("[data-kept]")) {
  const button = box.querySelector("[data-keep]");
  const open = box.querySelector("[data-open]");
  const status = box.querySelector("[role=status]");
  button.addEventListener("click", () => {
    status.textContent = turnKept(box);
    showKept(box, button, open);
  });
  showKept(box, button, open);
  box.hidden = false;
  box.nextElementSibling.hidden = false;
}

const send = document.querySelector("[data-share]");
if (send && navigator.share) {
  send.hidden = false;
  // Whoever changes their mind closes the telephone's own window: nothing to say.
  send.addEventListener("click", () =>
    navigator.share({ title: document.title, url: location.href.split(/[?#]/)[0] }).catch(() => {}),
  );
}

document.querySelector("[data-print-whole]")?.addEventListener("click", () => {
  setTimeout(() => window.print());
});
