// The accounts of the demo, and what each of them finds after signing in.

/** All accounts of the demo share this password; `tanggui demo --accounts` prints it. */
export const PASSWORD = 'kain-purun-dan-amplang';

/**
 * Where an account begins, and the links that lead from there to the list of its tasks.
 * @typedef {{ name: string, home: RegExp, heading: string, steps: string[], tasks: string, words: RegExp }} Account
 */

const CODE = '[0-9A-Z]{6}';
const ENTERPRISE = ['.door[href="/saya/usaha"]', '.way'];
const WORK = ['.door[href="/saya/kerja"]'];

/** @type {Account[]} */
export const ACCOUNTS = [
  ...['rahma', 'salim', 'nur'].map((name) => account(name, '/saya', 'Pilih pintu', ENTERPRISE)),
  ...['hendra', 'ida'].map((name) => account(name, `/gerai-kelola/${CODE}`, 'Gerai')),
  ...['lestari', 'dimas'].map((name) => account(name, '/perekrut', 'Perusahaan saya', ['.way'])),
  ...['ratna', 'nirmala', 'rini', 'intan'].map((name) => account(name, `/instansi/${CODE}`, 'Instansi')),
  ...['dewi', 'fitri'].map((name) => account(name, `/jaringan/${CODE}`, 'Jaringan')),
  // Behind the door of work are openings that suit, or the way to write down what one can do.
  ...['made', 'sari'].map((name) => ({ ...account(name, '/saya', 'Pilih pintu', WORK), tasks: 'h2', words: /\S/ })),
  // What waits for a reader of texts or of complaints is the list itself.
  { ...account('lia', '/moderasi', 'Teks yang menunggu'), tasks: 'ol.rows, .empty-state', words: /\S/ },
  { ...account('surya', '/pengaduan', 'Pengaduan'), tasks: 'ol.ways, .empty-state', words: /\S/ },
  account('operator', '/operator', 'Operator'),
];

/** @returns {Account} */
export function accountOf(name) {
  const found = ACCOUNTS.find((one) => one.name === name);
  if (!found) throw new Error(`the demo has no account ${name}`);
  return found;
}

export function addressOf(name) {
  return `${name}@tanggui.example`;
}

function account(name, home, heading, steps = []) {
  const tasks = 'section[aria-labelledby=tasks] h2';
  const words = /^\d+ hal perlu Anda kerjakan$|^Tidak ada yang menunggu Anda$/;
  return { name, home: new RegExp(`^${home}$`), heading, steps, tasks, words };
}
