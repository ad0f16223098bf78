// Moves to what is wrong, asks for an age only where one is needed, and keeps a second
// press of the button from looking as if nothing happened. All of it works without.
document.querySelector("[data-focus]")?.focus();

const age = document.getElementById("div_id_person_age");
function showAge() {
  const chosen = document.querySelector("input[name=relationship]:checked");
  if (age) age.hidden = !chosen || chosen.value === "MYSELF";
}
for (const choice of document.querySelectorAll("input[name=relationship]")) {
  choice.addEventListener("change", showAge);
}
showAge();

const form = document.querySelector("form[data-once]");
form?.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  form.querySelector("button[type=submit]").setAttribute("aria-disabled", "true");
});
// Back brings the page as it was left; the button must work again.
addEventListener("pageshow", () => {
  if (!form) return;
  delete form.dataset.sent;
  form.querySelector("button[type=submit]").removeAttribute("aria-disabled");
  showAge();
});
