// What the browser remembers of a page of a session tells nothing: the address is made of plain words and codes, and
// the title holds no name of a person, a business or an office.

export const name = 'neutral history';
export const fixtures = [
  { address: '/history.html?nama=rahma', entry: { exit: true }, expects: /address.*nama/ },
  { address: '/history.html', entry: { exit: true, names: ['Purun Sanja'] }, expects: /title.*Purun Sanja/ },
];

/** A person of the demo who is called like the office. */
const OFFICE = 'Operator';
/** Codes, days, months and numbers, or a word of a closed list. */
const PART = '([a-z]+=([0-9A-Z]{6}|[0-9A-Z]{8}|[0-9-]{1,10})|(ok|keadaan|jenis|sebab|surat|isi|kosong)=[a-z_-]+)';
/** A code of six or eight signs; those of papers are written in two halves. */
const CODE = '[0-9A-Z]{6}|[0-9A-Z]{8}|[0-9A-Z]{4}-[0-9A-Z]{4}';
const ADDRESS = new RegExp(`^(/[a-z-]+|/(${CODE})|/[0-9]{1,2})+(\\?${PART}(&${PART})*|\\?ke=[\\w%-]+(&tahap=[0-9])?)?$`);

/** @param {import('../support/visit.mjs').Visit} visit */
export async function inspect({ page, session, entry }) {
  if (!entry.exit) return [];
  const { entries, currentIndex } = await session.send('Page.getNavigationHistory');
  const { url, title } = entries[currentIndex];
  const { pathname, search } = new URL(url);
  const named = [...(entry.names ?? []), ...(await page.evaluate(namesOnThePage))];
  const names = named.filter((name) => name !== OFFICE);
  const problems = names.filter((name) => title.includes(name)).map((name) => `the title "${title}" tells ${name}`);
  if (!ADDRESS.test(pathname + search)) problems.push(`the address ${pathname}${search} may tell something`);
  return problems;
}

/** Runs inside the page: the body it is about, and the persons in a list of members. */
function namesOnThePage() {
  const about = [...document.querySelectorAll('.page-meta')].map((part) => part.firstChild?.textContent ?? '');
  const listed = [...document.querySelectorAll('[aria-labelledby=members] th[scope=row]')].map((part) => part.firstChild?.textContent ?? '');
  return [...about, ...listed].map((words) => words.trim()).filter((words) => words.length > 2);
}
