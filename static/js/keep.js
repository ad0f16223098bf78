// Keeps what is typed in the tab's own storage, so that a reload or a crash loses
// nothing; it goes when the form is sent or the tab is closed. Consent is given anew.
const NEVER = new Set(["consent", "consent_transfer", "guardian", "they_know", "send_answers", "answers_shown", "homepage", "key", "proof"]);
const SENT = "kept-sent";
const form = document.querySelector("form[data-keep]");
const name = `kept:${location.pathname}`;

// A browser may refuse its storage; then the form works as it does without.
function storage(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null;
  }
}

function fields() {
  return [...form.elements].filter(
    (one) => one.name && !NEVER.has(one.name) && !["hidden", "submit"].includes(one.type),
  );
}

const isTick = (field) => field.type === "checkbox" || field.type === "radio";
const said = (field) => (isTick(field) ? field.checked : field.value);
const first = (field) => {
  if (isTick(field)) return field.defaultChecked;
  if (field.tagName !== "SELECT") return field.defaultValue;
  return ([...field.options].find((one) => one.defaultSelected) ?? field.options[0])?.value;
};
const label = (field) => (isTick(field) ? `${field.name}=${field.value}` : field.name);

function keep() {
  const typed = fields().filter((field) => said(field) !== first(field) || form.dataset.keep !== "restore");
  const values = Object.fromEntries(typed.map((field) => [label(field), said(field)]));
  storage((store) => {
    // A page that shows only some of the form adds to what the whole form left here.
    const before = form.dataset.keep === "beside" ? JSON.parse(store.getItem(name)) : {};
    if (typed.length) store.setItem(name, JSON.stringify({ ...before, ...values }));
    else store.removeItem(name);
  });
}

function bringBack() {
  const kept = storage((store) => JSON.parse(store.getItem(name) ?? "null"));
  let some = false;
  for (const field of kept ? fields() : []) {
    const value = kept[label(field)];
    if (value === undefined || value === said(field)) continue;
    if (isTick(field)) field.checked = value;
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    some = true;
  }
  return some;
}

if (form) {
  const box = form.querySelector("[data-kept]");
  const back = form.querySelector("[data-kept-back]");
  if (box) box.hidden = false;
  storage((store) => store.removeItem(SENT));
  // What the server shows again is newer than what the tab remembers.
  if (form.dataset.keep === "restore") back.hidden = !bringBack();
  else keep();
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", () => storage((store) => store.setItem(SENT, name)));
  form.querySelector("[data-kept-forget]")?.addEventListener("click", () => {
    form.reset();
    storage((store) => store.removeItem(name));
    back.hidden = true;
    form.querySelector("input:not([type=hidden]), select, textarea").focus();
  });
} else {
  // The receipt: what was sent is kept no longer.
  storage((store) => {
    const sent = store.getItem(SENT);
    if (sent) store.removeItem(sent);
    store.removeItem(SENT);
  });
}
