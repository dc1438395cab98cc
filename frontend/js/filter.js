// Applies a filter as soon as it is chosen with a finger or a mouse, and keeps empty fields out of the address.
// The keyboard keeps the button: a page that changes under the arrow keys would throw its user out of the list.

/** @param {HTMLFormElement} form */
function enhance(form) {
  let byPointer = false;
  form.addEventListener("pointerdown", () => (byPointer = true));
  form.addEventListener("keydown", () => (byPointer = false));
  form.addEventListener("change", (event) => {
    if (byPointer && isChoice(event.target)) send(form);
  });
  form.addEventListener("submit", () => setEmptyFields(form, true));
  window.addEventListener("pageshow", () => setEmptyFields(form, false));
}

/** @param {EventTarget | null} target */
function isChoice(target) {
  return target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type));
}

/** @param {HTMLFormElement} form */
function send(form) {
  if (form.requestSubmit) form.requestSubmit();
  else form.submit();
}

/** @param {HTMLFormElement} form @param {boolean} disabled */
function setEmptyFields(form, disabled) {
  for (const field of form.elements) {
    if ((field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && field.value === "") field.disabled = disabled;
  }
}

for (const form of document.querySelectorAll("form[data-filter]")) {
  if (form instanceof HTMLFormElement) enhance(form);
}
