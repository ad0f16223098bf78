// The same pages without a full reload: the answer is sent in the background and only
// the middle of the page changes. Whatever goes wrong, the browser does it itself.
const main = document.getElementById("main");

function arrive() {
  const target = main.querySelector("[data-focus]") ?? main;
  target.focus();
  scrollTo(0, 0);
  const print = main.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
}

async function show(address, options, remember) {
  const answer = await fetch(address, { credentials: "same-origin", ...options });
  const text = await answer.text();
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.getElementById("main");
  if (!fresh || (!answer.ok && answer.status !== 422)) throw new Error("no page");
  main.replaceChildren(...fresh.childNodes);
  document.title = page.title;
  if (remember && answer.url !== location.href) history.pushState({}, "", answer.url);
  arrive();
}

main.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.hasAttribute("data-whole")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  show(form.action, { method: "POST", body }, true).catch(() => form.submit());
});

main.addEventListener("click", (event) => {
  const link = event.target.closest('a[href*="/self-check/q/"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.href, {}, true).catch(() => location.assign(link.href));
});

addEventListener("popstate", () => {
  show(location.href, {}, false).catch(() => location.reload());
});

// On paper everything is open: a sheet to take to one's doctor.
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details")) part.open = true;
});

arrive();
