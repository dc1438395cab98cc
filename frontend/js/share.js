// Shows the buttons "Bagikan" and "Salin tautan" where the browser can do it. The WhatsApp link needs none of this.

/** @param {HTMLElement} row */
function enhance(row) {
  const { url = location.href, text = document.title } = row.dataset;
  offer(row, "[data-share-native]", "share" in navigator, () => navigator.share({ title: text, text, url }));
  offer(row, "[data-share-copy]", Boolean(navigator.clipboard), () => navigator.clipboard.writeText(url).then(() => say(row)));
}

/** @param {HTMLElement} row @param {string} selector @param {boolean} possible @param {() => Promise<void>} act */
function offer(row, selector, possible, act) {
  const button = row.querySelector(selector);
  if (!possible || !(button instanceof HTMLButtonElement)) return;
  button.hidden = false;
  // Closing the share sheet is an answer too, and nothing the page has to speak of.
  button.addEventListener("click", () => act().catch(() => {}));
}

/** @param {HTMLElement} row */
function say(row) {
  const status = row.querySelector("[data-done]");
  if (status instanceof HTMLElement) status.textContent = status.dataset.done || "";
}

for (const row of document.querySelectorAll("[data-share]")) {
  if (row instanceof HTMLElement) enhance(row);
}
