// Keeps the lines above "Send" true while somebody fills in: to whom, which way the answer
// comes, what goes along. Without this script they say where each of it is chosen.
const lines = document.querySelector("[data-to-go]");
const asked = lines?.closest("form");
const site = lines?.querySelector("[data-site]");
const answer = lines?.querySelector("[data-answer]");
const along = lines?.querySelector("[data-answers]");
const anySite = site?.textContent;
const typed = (name) => asked.elements[name].value.trim();

function wayOfAnswer() {
  const way = asked.querySelector("[name=channel]:checked");
  const places = [way?.value !== "PHONE" && typed("email"), way?.value !== "EMAIL" && typed("phone")];
  const label = way?.closest("label").textContent.trim();
  return [label, places.filter(Boolean).join(", ")].filter(Boolean).join(": ");
}

function tell() {
  const place = asked.elements.site.selectedOptions?.[0];
  if (site) site.textContent = place?.value ? place.textContent : anySite;
  answer.textContent = wayOfAnswer();
  if (along) along.textContent = asked.elements.send_answers.checked ? along.dataset.on : along.dataset.off;
}

if (lines) {
  asked.addEventListener("input", tell);
  addEventListener("pageshow", tell);
  tell();
}
