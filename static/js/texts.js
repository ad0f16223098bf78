// Shows how typed words will look, what the lint finds in them and how hard they are;
// without this script the page says the same after saving.
const REST = 600;

const form = document.querySelector("form[data-check]");
const shown = document.getElementById("checked");
let waiting = 0;
let asked = 0;

async function check() {
  const mine = ++asked;
  const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form) });
  const told = await answer.json();
  // An answer that comes late says nothing of what stands there now.
  if (mine === asked && told.html) shown.innerHTML = told.html;
}

function checkSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => check().catch(() => {}), REST);
}

form?.addEventListener("input", checkSoon);
// Somebody typed before this script came, or the browser brought back what was typed.
const typed = (field) => "defaultValue" in field && field.value !== field.defaultValue;
if (form && [...form.elements].some(typed)) checkSoon();
