// Filters act while one types, and say how many they found; the form works without.
const form = document.querySelector("form[data-live]");
const results = document.getElementById(form?.dataset.live);
const found = document.getElementById("found");
let asked = 0;

// Whoever stands on a line, or has ticked one, keeps both when the lines are drawn anew:
// a line that has changed meanwhile has another value and is not ticked for them.
const namesOf = (one) =>
  one?.name === "chosen" ? `[name=chosen][value="${CSS.escape(one.value)}"]`
  : one?.href ? `a[href="${CSS.escape(one.getAttribute("href"))}"]` : null;

function replaceLines(lines) {
  const active = results.contains(document.activeElement) ? document.activeElement : null;
  const ticked = [...results.querySelectorAll("[name=chosen]:checked")].map(namesOf);
  const stood = namesOf(active);
  results.innerHTML = lines;
  for (const one of ticked) {
    const again = results.querySelector(one);
    if (again) again.checked = true;
  }
  if (stood) results.querySelector(stood)?.focus();
}

async function refresh() {
  const mine = (asked += 1);
  const query = new URLSearchParams(new FormData(form)).toString();
  const answer = await fetch(`?${query}`, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // An older answer that comes late must not replace a newer one.
  if (mine !== asked) return;
  // Beside the list: what is replaced itself is not read out.
  found.textContent = page.querySelector("[data-count]").textContent.trim();
  replaceLines(page.getElementById(results.id).innerHTML);
  history.replaceState(null, "", `?${query}`);
}

let pause;
form?.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(refresh, 250);
});
