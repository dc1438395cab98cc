// Asks every now and then how far the work in the background has got, and shows it in place. Without this script a
// link asks once more.

const PAUSE = 1500;

function look() {
  const request = new XMLHttpRequest();
  request.open("GET", location.pathname);
  request.responseType = "document";
  request.onload = () => {
    const now = request.response && request.response.querySelector("[data-progress]");
    if (!now && request.status === 200) return location.reload();
    const shown = document.querySelector("[data-progress]");
    if (now && shown) shown.replaceWith(now);
    later();
  };
  request.onerror = later;
  request.send();
}

function later() {
  setTimeout(look, PAUSE);
}

later();
