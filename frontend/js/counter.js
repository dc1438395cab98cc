// The counter: − and + beside a number, a list that narrows while a name is typed, and sales that wait on the telephone
// while there is no signal. A draft holds codes of lots, numbers, the time and the key of its form: sent twice, it is one
// sale. On a shared telephone it goes with the tab. Without this script the list is an ordinary form.

/** @typedef {{ key: string, at: number, day: string, lines: [string, string][] }} Draft */

/** @param {Element} box */
function step(box) {
  const field = box.querySelector("input");
  if (!field) return;
  for (const button of box.querySelectorAll("button")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const number = Math.max(0, (parseInt(field.value, 10) || 0) + Number(button.dataset.by));
      field.value = number ? String(number) : "";
    });
  }
}

/** @param {HTMLFormElement} form */
function find(form) {
  const field = form.querySelector("input");
  if (!field) return;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => {
    const sought = field.value.trim().toLowerCase();
    for (const group of document.querySelectorAll("[data-group]")) {
      let shown = 0;
      for (const row of group.querySelectorAll("[data-row]")) {
        if (!(row instanceof HTMLElement)) continue;
        row.hidden = !(row.dataset.row || "").includes(sought);
        shown += Number(!row.hidden);
      }
      if (group instanceof HTMLElement) group.hidden = shown === 0;
    }
  });
}

/** @param {HTMLFormElement} form @param {HTMLElement} box */
function keep(form, box) {
  const store = box.hasAttribute("data-shared") ? sessionStorage : localStorage;
  const name = `jual-${box.dataset.drafts}`;
  const list = box.querySelector("[data-drafts-list]");
  const count = box.querySelector("[data-drafts-count]");
  const state = box.querySelector("[data-drafts-state]");
  const pattern = box.querySelector("template");
  if (!list || !count || !(state instanceof HTMLElement) || !pattern) return;

  /** @returns {Draft[]} */
  const drafts = () => {
    try {
      return JSON.parse(store.getItem(name) || "[]");
    } catch {
      return [];
    }
  };
  /** @param {Draft[]} all */
  const write = (all) => {
    if (all.length) store.setItem(name, JSON.stringify(all));
    else store.removeItem(name);
    show();
  };
  /** @param {string} key */
  const drop = (key) => write(drafts().filter((draft) => draft.key !== key));

  /** The fields of a draft; with the time it was written, once it has waited. @param {Draft} draft @param {boolean} late */
  const fields = (draft, late) => {
    /** @type {[string, string][]} */
    const typed = [["kunci", draft.key], ["hari", draft.day], ...draft.lines];
    if (late) typed.push(["waktu", String(draft.at)]);
    return typed;
  };

  /** Sends a draft. What the server does not take is shown on its page, with what was typed. @param {Draft} draft @param {boolean} late */
  const send = async (draft, late) => {
    state.textContent = state.dataset.sends || "";
    /** @type {Response} */
    let answer;
    try {
      answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(fields(draft, late)) });
    } catch {
      state.textContent = state.dataset.fails || "";
      return;
    }
    if (answer.redirected && answer.url.includes("/penjualan/")) {
      drop(draft.key);
      location.assign(answer.url);
    } else if (answer.status === 422) {
      drop(draft.key);
      fill(fields(draft, late));
      HTMLFormElement.prototype.submit.call(form);
    } else {
      state.textContent = state.dataset.fails || "";
    }
  };

  /** Puts a draft back into the form. @param {[string, string][]} typed */
  const fill = (typed) => {
    for (const field of form.querySelectorAll("input[name^='n-']")) if (field instanceof HTMLInputElement) field.value = "";
    for (const [name, value] of typed) {
      const known = form.elements.namedItem(name);
      if (known instanceof HTMLInputElement || known instanceof HTMLSelectElement) {
        known.value = value;
        continue;
      }
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = value;
      form.append(field);
    }
  };

  const show = () => {
    const all = drafts();
    list.replaceChildren(...all.map((draft) => {
      const row = /** @type {DocumentFragment} */ (pattern.content.cloneNode(true));
      const when = row.querySelector("[data-draft-when]");
      const sum = row.querySelector("[data-draft-sum]");
      if (when) when.textContent = draft.day || new Date(draft.at).toLocaleString(document.documentElement.lang);
      const pieces = draft.lines.reduce((all, [, number]) => all + (parseInt(number, 10) || 0), 0);
      if (sum instanceof HTMLElement) sum.textContent = `${pieces} ${sum.dataset.words}`;
      row.querySelector("[data-draft-send]")?.addEventListener("click", () => send(draft, true));
      row.querySelector("[data-draft-drop]")?.addEventListener("click", () => drop(draft.key));
      return row;
    }));
    count.textContent = String(all.length);
    box.hidden = all.length === 0;
  };

  form.addEventListener("submit", (event) => {
    /** @type {Draft} */
    const draft = { key: "", at: Date.now(), day: "", lines: [] };
    for (const [field, value] of new FormData(form)) {
      if (field === "kunci") draft.key = String(value);
      if (field === "hari") draft.day = String(value);
      if (field.startsWith("n-") && String(value).trim()) draft.lines.push([field, String(value).trim()]);
    }
    if (!draft.lines.length) return;
    // Kept first, sent then: whatever becomes of the signal, nothing that was typed is lost.
    event.preventDefault();
    write([...drafts().filter((known) => known.key !== draft.key), draft]);
    form.reset();
    const key = form.elements.namedItem("kunci");
    if (key instanceof HTMLInputElement) key.value = crypto.randomUUID().replaceAll("-", "");
    box.scrollIntoView();
    send(draft, false);
  });
  show();
}

for (const box of document.querySelectorAll("[data-stepper]")) step(box);
for (const form of document.querySelectorAll("form[data-find]")) if (form instanceof HTMLFormElement) find(form);
const sell = document.querySelector("form[data-sell]");
const box = document.querySelector("[data-drafts]");
if (sell instanceof HTMLFormElement && box instanceof HTMLElement) keep(sell, box);
