// Suggests while somebody types: conditions and drugs, or places. The field is a combobox with
// a list (ARIA 1.2): arrows choose, Enter takes, Escape closes. Without this file one types.
const WAIT = 120;
document.querySelector("[data-focus]")?.focus();

class Suggesting {
  constructor(input) {
    this.input = input;
    this.list = document.createElement("ul");
    this.list.id = `${input.id}_list`;
    this.list.className = "suggested";
    this.list.role = "listbox";
    this.list.hidden = true;
    this.list.setAttribute("aria-label", input.labels[0].textContent.trim());
    input.after(this.list);
    input.parentElement.classList.add("suggests");
    input.role = "combobox";
    input.autocomplete = "off";
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    // The field keeps the focus while an entry is pressed.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(option);
    });
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask().catch(() => this.close()), WAIT);
  }

  async ask() {
    const typed = this.input.value.trim();
    const country = this.input.form.elements.country?.value ?? "";
    const address = new URL(this.input.dataset.suggest, location);
    address.searchParams.set("text", typed);
    if (country) address.searchParams.set("country", country);
    const answer = typed && (await fetch(address));
    // Somebody typed on meanwhile, or left.
    if (typed !== this.input.value.trim() || document.activeElement !== this.input) return;
    this.show(answer?.ok ? (await answer.json()).names : []);
  }

  show(names) {
    this.list.replaceChildren(...names.map((one, at) => this.option(one, at)));
    this.mark(-1);
    this.list.hidden = names.length === 0;
    this.input.setAttribute("aria-expanded", String(names.length > 0));
  }

  option({ name, hint }, at) {
    const item = document.createElement("li");
    item.id = `${this.list.id}_${at}`;
    item.role = "option";
    item.dataset.value = name;
    const words = document.createElement("span");
    words.textContent = name;
    item.append(words);
    if (hint) {
      const small = document.createElement("small");
      small.textContent = hint;
      item.append(" ", small);
    }
    return item;
  }

  close() {
    clearTimeout(this.waiting);
    this.show([]);
  }

  mark(at) {
    this.at = at;
    for (const [index, item] of [...this.list.children].entries()) {
      item.setAttribute("aria-selected", String(index === at));
    }
    const marked = this.list.children[at];
    if (marked) {
      this.input.setAttribute("aria-activedescendant", marked.id);
      marked.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  take(option) {
    this.input.value = option.dataset.value;
    this.close();
  }

  key(event) {
    const last = this.list.children.length - 1;
    if (event.isComposing || last < 0) return;
    if (event.key === "ArrowDown") this.mark(this.at >= last ? 0 : this.at + 1);
    else if (event.key === "ArrowUp") this.mark(this.at <= 0 ? last : this.at - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.at >= 0) this.take(this.list.children[this.at]);
    else return;
    event.preventDefault();
  }
}

for (const input of document.querySelectorAll("input[data-suggest]")) new Suggesting(input);
