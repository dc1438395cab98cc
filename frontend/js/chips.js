// Turns suggested words into buttons that add the word to a text field or take it out again.

/** @param {HTMLElement} list @param {HTMLTextAreaElement} field */
function enhance(list, field) {
  const buttons = [...list.querySelectorAll("[data-chip]")].map((chip) => toButton(chip));
  const show = () => {
    const words = wordsOf(field);
    for (const button of buttons) button.setAttribute("aria-pressed", String(words.includes(wordOf(button))));
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      toggle(field, wordOf(button));
      show();
    });
  }
  field.addEventListener("input", show);
  show();
}

/** @param {Element} chip */
function toButton(chip) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = chip.className;
  button.textContent = chip.textContent;
  chip.replaceWith(button);
  return button;
}

/** @param {HTMLElement} button */
function wordOf(button) {
  return (button.textContent || "").trim().toLowerCase();
}

/** @param {HTMLTextAreaElement} field */
function wordsOf(field) {
  return field.value.toLowerCase().split(/[,;\n]/).map((word) => word.trim()).filter(Boolean);
}

/** @param {HTMLTextAreaElement} field @param {string} word */
function toggle(field, word) {
  const kept = field.value.split(/[,;\n]/).map((part) => part.trim()).filter(Boolean);
  const without = kept.filter((part) => part.toLowerCase() !== word);
  field.value = (without.length < kept.length ? without : [...kept, word]).join(", ");
}

for (const list of document.querySelectorAll("[data-chips]")) {
  const field = list instanceof HTMLElement && document.getElementById(list.dataset.chips || "");
  if (field instanceof HTMLTextAreaElement) enhance(/** @type {HTMLElement} */ (list), field);
}
