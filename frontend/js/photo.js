// Makes a photo smaller before it is sent, shows how far it has got, and offers to try again. Without this script the
// form sends the photo as it is; the server makes every file anew in any case.

const LONGEST = 1600;
const SHORTEST = 600;

/** @param {HTMLFormElement} form */
function enhance(form) {
  const field = form.querySelector("input[type=file]");
  const button = form.querySelector("button:not([type=button])");
  if (!(field instanceof HTMLInputElement) || !(button instanceof HTMLButtonElement)) return;
  const { sending = "", failed = "", retry = "" } = form.dataset;
  const bar = document.createElement("progress");
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  bar.hidden = true;
  button.before(bar, status);

  /** @param {boolean} busy @param {string} words */
  const show = (busy, words) => {
    button.disabled = busy;
    bar.hidden = !busy;
    status.textContent = words;
  };
  form.addEventListener("submit", async (event) => {
    const file = field.files && field.files[0];
    if (!file) return;
    event.preventDefault();
    const data = new FormData(form);
    show(true, sending);
    bar.removeAttribute("value");
    data.set(field.name, await shrink(file).catch(() => file), "foto");
    send(form, data, bar, () => {
      show(false, failed);
      button.textContent = retry;
    });
  });
}

/** The photo as a smaller JPEG, or as it is. @param {File} file @returns {Promise<Blob>} */
async function shrink(file) {
  const photo = await createImageBitmap(file);
  const { width, height } = photo;
  const scale = Math.min(1, Math.max(LONGEST / Math.max(width, height), SHORTEST / Math.min(width, height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const paper = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(photo, 0, 0, canvas.width, canvas.height);
  photo.close();
  /** @type {Blob | null} */
  const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  // Some browsers give another kind than the one they were asked for.
  return small && small.type === "image/jpeg" && small.size < file.size ? small : file;
}

/** @param {HTMLFormElement} form @param {FormData} data @param {HTMLProgressElement} bar @param {() => void} fail */
function send(form, data, bar, fail) {
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.responseType = "document";
  request.upload.onprogress = ({ loaded, total }) => (bar.value = loaded / total);
  request.onerror = fail;
  request.onload = () => {
    if (request.status < 400) return location.assign(request.responseURL);
    // The same form once more, with what has to be mended. Any other page only says that it did not work.
    const main = request.response && request.response.querySelector("main");
    if (!main || !main.querySelector("form[data-photo]")) return fail();
    document.title = request.response.title;
    /** @type {HTMLElement} */ (document.querySelector("main")).replaceWith(main);
    start();
    const summary = main.querySelector("[tabindex]");
    if (summary instanceof HTMLElement) summary.focus();
  };
  request.send(data);
}

function start() {
  for (const form of document.querySelectorAll("form[data-photo]")) {
    if (form instanceof HTMLFormElement) enhance(form);
  }
}

start();
