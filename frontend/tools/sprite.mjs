// Writes icons/sprite.svg from the lucide sources. Run by hand; the result is committed.
//
//   npm pack lucide-static && tar xf lucide-static-*.tgz
//   node frontend/tools/sprite.mjs package/icons
//
// Our ids are on the left and lucide's file names on the right, because lucide renames icons between releases.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ICONS = {
  "alert-triangle": "triangle-alert",
  "arrow-left": "arrow-left",
  basket: "shopping-basket",
  briefcase: "briefcase",
  building: "building-2",
  calendar: "calendar",
  camera: "camera",
  check: "check",
  "chevron-down": "chevron-down",
  "chevron-right": "chevron-right",
  clock: "clock",
  copy: "copy",
  door: "door-open",
  download: "download",
  eye: "eye",
  "file-text": "file-text",
  filter: "sliders-horizontal",
  funding: "hand-coins",
  globe: "globe",
  image: "image",
  info: "info",
  key: "key-round",
  "list-checks": "list-checks",
  lock: "lock",
  "log-in": "log-in",
  "log-out": "log-out",
  mail: "mail",
  "map-pin": "map-pin",
  match: "sparkles",
  message: "message-circle",
  minus: "minus",
  money: "banknote",
  package: "package",
  phone: "phone",
  plus: "plus",
  printer: "printer",
  rss: "rss",
  search: "search",
  settings: "settings",
  share: "share-2",
  shield: "shield-check",
  smartphone: "smartphone",
  store: "store",
  tag: "tag",
  training: "graduation-cap",
  trash: "trash-2",
  truck: "truck",
  user: "user",
  users: "users",
  x: "x",
};

const source = process.argv[2];
if (!source) {
  console.error("usage: node frontend/tools/sprite.mjs <folder with the lucide svg files>");
  process.exit(2);
}

const STROKE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';

/** @param {[string, string]} entry our id and lucide's file name */
function symbol([id, file]) {
  const svg = readFileSync(join(source, `${file}.svg`), "utf8");
  const inner = svg.replace(/<!--[^]*?-->/g, "").replace(/^[^]*?<svg[^]*?>/, "").replace(/<\/svg>[^]*$/, "");
  const shapes = inner.replace(/\s*\n\s*/g, "").replace(/\s+\/>/g, "/>").trim();
  return `<symbol id="${id}" viewBox="0 0 24 24" ${STROKE}>${shapes}</symbol>`;
}

/** The hat of the mark with a finer weave, for large ornaments: strokes take `color`, the ground takes `fill`. */
const RINGS = [25.4, 22, 18.6, 15.2, 11.8, 8.4];
const HAT =
  '<symbol id="hat" viewBox="0 0 64 64" stroke="currentColor"><circle cx="32" cy="32" r="31" stroke="none"/>' +
  '<g fill="none" stroke-width="3.4"><circle cx="32" cy="32" r="29.4"/>' +
  RINGS.map((radius, index) => {
    const shift = index % 2 ? ' stroke-dashoffset="1"' : "";
    return `<circle cx="32" cy="32" r="${radius}" pathLength="48" stroke-dasharray="1 1"${shift}/>`;
  }).join("") +
  '</g><circle cx="32" cy="32" r="4" fill="currentColor" stroke="none"/></symbol>';

const lines = [...Object.entries(ICONS).map(symbol), HAT];
const target = fileURLToPath(new URL("../icons/sprite.svg", import.meta.url));
writeFileSync(target, `<svg xmlns="http://www.w3.org/2000/svg">\n${lines.join("\n")}\n</svg>\n`);
console.log(`${lines.length} symbols written`);
