// Makes regions.tsv from the two upper levels of the package named in NOTICE.md.
// Usage: node make.mjs <unpacked package> > regions.tsv

import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const provinces = rows("provinces.csv").map(([code, name]) => ({ code, name }));
const regencies = rows("regencies.csv").map(([code, , name]) => ({ code: code.replace(".", ""), name }));
if (provinces.length !== 38 || regencies.length !== 514) throw new Error("expected 38 provinces and 514 regencies");

const lines = [...provinces, ...regencies]
  .sort((one, other) => (one.code < other.code ? -1 : 1))
  .map(({ code, name }) => [code, usual(name), zone(code.slice(0, 2))].join("\t"));
process.stdout.write(["code\tname\tzone", ...lines].join("\n") + "\n");

function rows(file) {
  const [, ...lines] = readFileSync(join(folder, "data", file), "utf8").trim().split(/\r?\n/);
  return lines.map((line) => line.split(",").map((cell) => cell.trim()));
}

// The name as people write it in a sentence.
function usual(name) {
  const spellings = {
    "Daerah Khusus Ibukota Jakarta": "DKI Jakarta",
    "Daerah Istimewa Yogyakarta": "DI Yogyakarta",
    "Kota Palangkaraya": "Kota Palangka Raya",
    "Kota Lubuk Linggau": "Kota Lubuklinggau",
    "Kota Pangkal Pinang": "Kota Pangkalpinang",
    "Kota Tanjung Pinang": "Kota Tanjungpinang",
    "Kota Bau Bau": "Kota Baubau",
    "Kabupaten Toli-Toli": "Kabupaten Tolitoli",
    "Kabupaten Tojo Una Una": "Kabupaten Tojo Una-Una",
    "Kabupaten Fak Fak": "Kabupaten Fakfak",
  };
  return spellings[name] ?? name.replace(/^(Kota|Kabupaten) Administrasi /, "$1 ");
}

// Presidential Decree 41/1987 sets the zones by province; the provinces formed since keep the zone of their ground.
function zone(province) {
  const wita = ["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"];
  if (wita.includes(province)) return "WITA";
  return province < "80" ? "WIB" : "WIT";
}
