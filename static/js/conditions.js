// Suggests names of conditions while somebody types. Without it, the list that can be
// opened below the inputs offers the commonest ones, and any name can be typed.
document.querySelector("[data-focus]")?.focus();

const list = document.querySelector("datalist[data-names]");
const inputs = document.querySelectorAll(`input[list="${list?.id}"]`);
let waiting = 0;
let asked = "";

async function suggest(text) {
  if (text.length < 2 || text === asked) return;
  asked = text;
  const answer = await fetch(`${list.dataset.names}?q=${encodeURIComponent(text)}`);
  if (!answer.ok || text !== asked) return;
  const { names } = await answer.json();
  list.replaceChildren(...names.map((name) => new Option(name, name)));
}

for (const input of inputs) {
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => suggest(input.value.trim()).catch(() => {}), 150);
  });
}
