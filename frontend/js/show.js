// Shows what was typed into a password field, and hides it again before it is sent. Enter in such a field presses the
// button of its own fold, where there is one, and not the first button of the form.

/** @param {HTMLElement} box */
function enhance(box) {
  const field = box.querySelector("input");
  const button = box.querySelector("button");
  if (!field || !button) return;

  /** @param {boolean} shown */
  const show = (shown) => {
    field.type = shown ? "text" : "password";
    button.textContent = (shown ? button.dataset.hide : button.dataset.show) || "";
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    show(field.type === "password");
    field.focus();
  });
  field.addEventListener("keydown", (event) => {
    const own = box.closest("details")?.querySelector("button[type=submit]");
    if (event.key !== "Enter" || !(own instanceof HTMLButtonElement)) return;
    event.preventDefault();
    own.click();
  });
  if (field.form) field.form.addEventListener("submit", () => show(false));
}

for (const box of document.querySelectorAll("[data-secret]")) {
  if (box instanceof HTMLElement) enhance(box);
}
