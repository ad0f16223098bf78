// The buttons for notes beside a text stand there only while somebody makes notes, and are
// one Tab stop together: arrow keys or j and k go from text to text. Without this script
// the way to the mode is a link, and its target shows the same buttons.
const NEXT = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
const LONG = 40;
const mode = document.querySelector("[data-note-mode]");
const hint = document.getElementById("noting");
const all = [...document.querySelectorAll(".add-note")];
let here = null;
let naming = null;

// What lies in a closed fold, or is not of this width, is no stop on the way.
const inSight = () => all.filter((link) => link.checkVisibility?.() ?? link.offsetParent);

function stand(link) {
  if (here) here.tabIndex = -1;
  here = link;
  link.tabIndex = 0;
  link.focus();
  link.scrollIntoView({ block: "nearest" });
}

function turn(isOn) {
  document.documentElement.toggleAttribute("data-noting", isOn);
  mode.setAttribute("aria-pressed", String(isOn));
  if (!isOn) mode.focus();
  else {
    const links = inSight();
    links.forEach(naming);
    stand(links.includes(here) ? here : links[0]);
  }
}

// `wordsOf` says which words a button is about: they name it.
export function roam(wordsOf, words) {
  naming = (link) => {
    const about = wordsOf(link);
    const short = about.length > LONG ? `${about.slice(0, LONG - 1)}…` : about;
    link.setAttribute("aria-label", words.replace("…", short));
  };
}

for (const link of all) link.tabIndex = -1;
mode.setAttribute("role", "button");
mode.setAttribute("aria-pressed", "false");
mode.addEventListener("click", (event) => {
  event.preventDefault();
  turn(mode.getAttribute("aria-pressed") === "false");
});
mode.addEventListener("keydown", (event) => {
  if (event.key !== " ") return;
  event.preventDefault();
  mode.click();
});
hint.querySelector("a").addEventListener("click", (event) => {
  event.preventDefault();
  turn(false);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!event.target.matches?.(".add-note")) return;
  const links = inSight();
  const at = links.indexOf(event.target);
  const to = { Home: 0, End: links.length - 1 }[event.key] ?? at + NEXT[event.key];
  if (event.key === "Escape") turn(false);
  else if (links[to]) stand(links[to]);
  else return;
  event.preventDefault();
});
