// Saves a section while it is written: five seconds after the last key, at most every five seconds. The server says what
// became of it; without a signal the text stays in the form.

const PAUSE = 5000;

/** @param {HTMLFormElement} form @param {HTMLElement} state */
function enhance(form, state) {
  let timer = 0;
  let busy = false;
  let left = false;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    left = true;
    clearTimeout(timer);
  });

  async function save() {
    if (busy || left) return;
    busy = true;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } });
      if (left) return;
      if (answer.ok) {
        const { version } = await answer.json();
        const field = form.elements.namedItem("versi");
        if (field instanceof HTMLInputElement) field.value = version;
        tell(form.dataset.saved);
      } else {
        tell(answer.status === 409 ? form.dataset.changed : form.dataset.refused);
      }
    } catch {
      tell(form.dataset.offline);
    } finally {
      busy = false;
    }
  }

  /** @param {string | undefined} words */
  function tell(words) {
    state.textContent = words ?? "";
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const state = form.querySelector("[data-autosave-state]");
  if (form instanceof HTMLFormElement && state instanceof HTMLElement) enhance(form, state);
}
