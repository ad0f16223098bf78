// Past an allowance: solves the page's challenge in a worker, and puts the solution
// where the ticket of those without scripts stands. A press of the button meanwhile
// waits for it. Whatever fails, the ticket still works after its minute.
const box = document.querySelector("[data-proof]");

function solve(challenge, address) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(address);
    worker.onerror = () => reject(new Error("the worker did not start"));
    worker.onmessage = ({ data }) => {
      worker.terminate();
      if (data?.derivedKey) resolve(data);
      else reject(new Error("no solution was found"));
    };
    worker.postMessage({ type: "work", challenge });
  });
}

async function prove(challenge) {
  const status = box.querySelector("[role=status]");
  const progress = box.querySelector("progress");
  const wait = box.querySelector(".proof-wait");
  wait.hidden = true;
  progress.hidden = false;
  status.textContent = box.dataset.working;
  try {
    const solution = await solve(challenge, box.dataset.worker);
    const proof = JSON.stringify({ challenge, solution });
    box.querySelector("[name=proof]").value = btoa(proof);
    status.textContent = box.dataset.ready;
  } catch {
    wait.hidden = false;
    status.textContent = "";
  } finally {
    progress.hidden = true;
  }
}

if (box?.dataset.challenge && globalThis.Worker && globalThis.crypto?.subtle) {
  const form = box.closest("form");
  let isReady = false;
  let pressed = null;
  form.addEventListener("submit", (event) => {
    if (isReady) return;
    event.preventDefault();
    pressed = event.submitter;
  });
  prove(JSON.parse(box.dataset.challenge)).then(() => {
    isReady = true;
    delete form.dataset.sent;
    form.querySelector("button[type=submit]").removeAttribute("aria-disabled");
    // Without a solution too: the answer says how long the ticket still takes.
    if (pressed) form.requestSubmit(pressed);
  });
}
