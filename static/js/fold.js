// On a telephone, long parts begin closed; without this script they begin open. A part
// that the address names is opened, and so is everything before printing.
const phone = window.matchMedia("(max-width: 40rem)");

if (phone.matches) {
  for (const part of document.querySelectorAll("details:is(.criteria, .filters, .ten)[open]")) {
    if (part.querySelectorAll("li").length > 4) part.open = false;
  }
}

function reveal() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  for (let part = target; part; part = part.parentElement) {
    if (part.localName === "details") part.open = true;
  }
}

reveal();
addEventListener("hashchange", reveal);
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details")) part.open = true;
});
