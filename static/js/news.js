// Says that families have written since the list was shown, without moving what one
// reads; and takes the offer to undo away when its time is over.
const news = document.querySelector("[data-news]");
const EVERY_MINUTE = 60_000;

async function ask() {
  if (document.hidden) return;
  const query = new URLSearchParams({ since: news.dataset.since });
  const answer = await fetch(`${news.dataset.news}?${query}`);
  if (!answer.ok || answer.redirected) return clearInterval(asking);
  const { count } = await answer.json();
  news.querySelector("a").hidden = !count;
}

const asking = news && setInterval(() => ask().catch(() => {}), EVERY_MINUTE);

const offer = document.querySelector("[data-seconds] form");
if (offer) {
  const seconds = Number(offer.parentElement.dataset.seconds);
  setTimeout(() => offer.remove(), seconds * 1000);
}

document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-all]")) return;
  for (const box of target.form.querySelectorAll("[name=chosen]")) {
    box.checked = target.checked;
  }
});
