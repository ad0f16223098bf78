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

const forms = document.querySelectorAll("form[data-once]");
const buttonOf = (form) => form.querySelector("button[type=submit]:not(.first-button)");
for (const form of forms) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    buttonOf(form).setAttribute("aria-disabled", "true");
  });
}
// Back brings the page as it was left; the button must work again.
addEventListener("pageshow", () => {
  for (const form of forms) {
    delete form.dataset.sent;
    buttonOf(form).removeAttribute("aria-disabled");
  }
  showAge();
});
