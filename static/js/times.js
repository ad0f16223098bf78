// Times in the reader's own zone and language; without scripts they stand in UTC.
// What another script puts onto the page later is written anew as well.
const { lang, dataset } = document.documentElement;
const form = new Intl.DateTimeFormat(lang, {
  // From right to left the page says whose digits; a browser's choice could mix two.
  numberingSystem: dataset.numbers,
  dateStyle: "long",
  timeStyle: "short",
});

function rewrite(part) {
  for (const time of part.querySelectorAll("time[datetime*='T']")) {
    const moment = new Date(time.dateTime);
    if (!Number.isNaN(moment.getTime())) time.textContent = form.format(moment);
  }
}

rewrite(document);
new MutationObserver((changes) => {
  for (const node of changes.flatMap((change) => [...change.addedNodes])) {
    if (node.nodeType === Node.ELEMENT_NODE) rewrite(node);
  }
}).observe(document.body, { childList: true, subtree: true });
