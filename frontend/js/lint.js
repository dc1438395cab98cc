// Tells while typing which demands have no place in an opening. The server judges; this only asks it and shows the answer.

const PAUSE = 800;

/** @typedef {{ field: string, passage: string, words: string, strong: boolean }} Note */

/** @param {HTMLFormElement} form @param {HTMLElement} place */
function enhance(form, place) {
  let timer = 0;
  let last = "";
  let round = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, PAUSE);
  });

  async function ask() {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    if (body.toString() === last) return;
    last = body.toString();
    const mine = ++round;
    try {
      const answer = await fetch(form.dataset.lint ?? "", { method: "POST", body });
      if (!answer.ok || mine !== round) return;
      const { notes, reason } = await answer.json();
      draw(notes);
      const fold = form.querySelector("details");
      if (reason && fold) fold.open = true;
    } catch {
      // Without a signal the server judges when the form is sent.
    }
  }

  /** @param {Note[]} notes */
  function draw(notes) {
    place.replaceChildren();
    if (notes.length === 0) return;
    const box = element("div", "notice notice--warning");
    const body = element("div", "notice-body");
    body.append(element("p", "notice-title", form.dataset.title));
    const list = element("ul", "");
    for (const note of notes) {
      const line = element("li", "");
      const link = element("a", "break-anywhere", `“${note.passage}”`);
      link.setAttribute("href", `#f-${note.field}`);
      line.append(link, `: ${note.words}${note.strong ? "" : ` ${form.dataset.advice}`}`);
      list.append(line);
    }
    body.append(list);
    box.append(body);
    place.append(box);
  }
}

/** @param {string} tag @param {string} look @param {string | undefined} [words] */
function element(tag, look, words) {
  const made = document.createElement(tag);
  if (look) made.className = look;
  if (words) made.textContent = words;
  return made;
}

for (const form of document.querySelectorAll("form[data-lint]")) {
  const place = document.querySelector("[data-notes]");
  if (form instanceof HTMLFormElement && place instanceof HTMLElement) {
    place.setAttribute("aria-live", "polite");
    enhance(form, place);
  }
}
