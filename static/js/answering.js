// Says when a colleague or the family acted on the open enquiry, and keeps a second
// press of a button from sending twice.
document.querySelector("[data-focus]")?.focus();
const watched = document.querySelector("[data-watch]");
const news = document.getElementById("news");
const EVERY = 15_000;

async function look() {
  const answer = await fetch(watched.dataset.watch);
  if (!answer.ok || answer.redirected) {
    // It went to another site, was erased, or somebody signed out: asking ends.
    clearInterval(watching);
    news.hidden = false;
    return;
  }
  const { revision, owner, begun } = await answer.json();
  const others = document.getElementById("begun");
  if (others && others.textContent !== begun) others.textContent = begun;
  const isNew =
    String(revision) !== watched.dataset.revision || owner !== watched.dataset.owner;
  if (isNew) news.hidden = false;
}

const watching = watched && setInterval(() => look().catch(() => {}), EVERY);

for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
  }
});
