// Moves to what is wrong, and keeps a second press of the button from looking as if
// nothing happened. All of it works without.
document.querySelector("[data-focus]")?.focus();

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
});
