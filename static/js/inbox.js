// Filters act while one types, and say how many they found; the form works without.
const form = document.querySelector("form[data-live]");
const results = document.getElementById(form?.dataset.live);
const found = document.getElementById("found");
let asked = 0;

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
  results.innerHTML = page.getElementById(results.id).innerHTML;
  history.replaceState(null, "", `?${query}`);
}

let pause;
form?.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(refresh, 250);
});
