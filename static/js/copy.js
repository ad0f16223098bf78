// Copies a secret link, or hands it to the telephone's own way of sending; without this
// script, or where the browser has neither, the link stands there to be selected.
for (const box of document.querySelectorAll(".pass-on")) {
  const link = box.querySelector(".secret").textContent.trim();
  const status = box.querySelector("[role=status]");
  const copy = box.querySelector("[data-copy]");
  const send = box.querySelector("[data-send]");
  copy.hidden = !navigator.clipboard?.writeText;
  copy.addEventListener("click", async () => {
    const said = navigator.clipboard.writeText(link);
    status.textContent = await said.then(() => box.dataset.copied, () => box.dataset.refused);
  });
  send.hidden = !navigator.share;
  // Whoever changes their mind closes the telephone's own window: nothing to say.
  send.addEventListener("click", () => navigator.share({ url: link }).catch(() => {}));
}
