// Trials side by side: a button for the printer. Without it the browser's own menu prints.
const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
