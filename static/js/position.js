// Uses the browser's position when asked to. It goes to this portal alone, rounded to
// about a kilometre, and is not kept.
document.querySelector("[data-focus]")?.focus();

const button = document.querySelector("[data-position]");
const failed = document.querySelector("[data-position-error]");

if (button && "geolocation" in navigator) {
  button.hidden = false;
  button.addEventListener("click", () => {
    failed.hidden = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const form = button.form;
        form.elements.latitude.value = coords.latitude.toFixed(2);
        form.elements.longitude.value = coords.longitude.toFixed(2);
        form.submit();
      },
      () => {
        failed.hidden = false;
      },
      { timeout: 10000, maximumAge: 600000 },
    );
  });
}
