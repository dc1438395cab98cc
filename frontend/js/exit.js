// Leaves at once: with the button, or with Shift pressed three times within five seconds. Covers the page in the same
// frame, ends the session in the background, forgets what the browser kept, and goes to another site. Without this
// script the button is an ordinary form, answered with an empty page that goes on by itself.

const WINDOW = 5000;
const PRESSES = 3;
const PATIENCE = 200;

const form = document.querySelector("form[data-exit]");
const others = "BroadcastChannel" in window ? new BroadcastChannel("exit") : null;

function cover() {
  document.documentElement.hidden = true;
}

/** @param {string} target */
async function leave(target) {
  cover();
  document.title = new URL(target, location.href).hostname;
  if (others) others.postMessage("leave");
  await Promise.race([Promise.allSettled([tell(), forget()]), wait(PATIENCE)]);
  location.replace(target);
}

/** Ends the session with a request that outlives the page. */
async function tell() {
  if ("keepalive" in Request.prototype) await fetch("/keluar-cepat", { method: "POST", keepalive: true });
  else navigator.sendBeacon("/keluar-cepat");
}

/** What the browser keeps besides the cookie. Databases cannot be listed everywhere; the server's answer clears them too. */
async function forget() {
  localStorage.clear();
  sessionStorage.clear();
  if ("caches" in window) for (const name of await caches.keys()) await caches.delete(name);
  if (!window.indexedDB || !indexedDB.databases) return;
  for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
}

/** @param {number} milliseconds @returns {Promise<void>} */
function wait(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** Counts Shift pressed and let go alone. @param {() => void} act @param {(presses: number) => void} show */
function listen(act, show) {
  let presses = 0;
  let alone = false;
  let timer = 0;

  const reset = () => {
    clearTimeout(timer);
    if (presses > 0) show(0);
    presses = 0;
    alone = false;
  };

  document.addEventListener("pointerdown", reset);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") reset();
    else if (!event.repeat) alone = true;
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    presses += 1;
    if (presses === 1) timer = setTimeout(reset, WINDOW);
    if (presses >= PRESSES) act();
    else show(presses);
  });
}

/** @param {HTMLFormElement} form */
function enhance(form) {
  const target = form.dataset.target || "/";
  const hint = form.querySelector("[data-exit-hint]");
  const count = form.querySelector("[data-exit-count]");
  if (!(hint instanceof HTMLElement) || !(count instanceof HTMLElement)) return;

  const go = () => {
    leave(target).catch(() => form.submit());
  };
  const texts = ["", count.dataset.one || "", count.dataset.two || ""];
  listen(go, (presses) => {
    count.textContent = texts[presses] || "";
    hint.hidden = presses > 0;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  if (others) others.addEventListener("message", () => {
    cover();
    location.replace(target);
  });
  hint.hidden = false;
}

// The Back button must never show what was on the screen: the copy the browser keeps is covered, then asked for anew.
// Asked for by its address, because a plain reload would offer to send a form once more.
window.addEventListener("pagehide", cover);
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  cover();
  location.replace(location.pathname + location.search);
});

if (form instanceof HTMLFormElement) enhance(form);
