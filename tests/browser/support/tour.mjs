// One person signs in and walks over every page their links lead to, with the checks looking on.

import * as accessibility from '../checks/accessibility.mjs';
import * as answer from '../checks/answer.mjs';
import * as budgets from '../checks/budgets.mjs';
import * as history from '../checks/history.mjs';
import * as keyboard from '../checks/keyboard.mjs';
import * as origin from '../checks/origin.mjs';
import * as quickExit from '../checks/quick-exit.mjs';
import * as sideways from '../checks/sideways.mjs';
import * as silence from '../checks/silence.mjs';
import { ACCOUNTS } from './accounts.mjs';
import { DESK, newContext, PHONE } from './browser.mjs';
import { problemsOf } from './report.mjs';
import { checkHome, signIn } from './sign-in.mjs';
import { load, openRecord } from './visit.mjs';

/** For a page that is built like one before, where only the words differ. */
const ALWAYS = [answer, quickExit, sideways, history, origin, silence];
/** Once more at the size of a desk. */
const WIDTHS = [accessibility, sideways];
export const TOUR_CHECKS = [answer, quickExit, budgets, accessibility, sideways, keyboard, history, origin, silence];

const OWN = /^\/(saya|akun|gerai-kelola|perekrut|instansi|jaringan|moderasi|pengaduan|operator)(\/|$)/;
/** Files to take away, which no browser shows as a page. */
const FILE = /\/(unduh|lembar|cetak)(\?|$)|\.(pdf|ics)(\?|$)|\/(bukti|rusak)\/[0-9A-Z]{8}\/foto$|\/(berkas|surat)\/[0-9A-Z]{4}-[0-9A-Z]{4}$/;
const CODE = /\/[0-9A-Z]{6}(?=\/|$)/g;
/** Codes of documents, days and months; in a question too. */
const DOCUMENT = /\/[0-9A-Z]{8}(?=\/|\?|$)|=[0-9A-Z]{6,8}(?=&|$)|=[\d-]{7,10}(?=&|$)/g;
/** Documents of a kind are built alike but for their state: so many of each are looked at. */
const OF_A_KIND = 4;
const PERSONS = ACCOUNTS.map(({ name }) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`);

/**
 * @typedef {{ home: string[], pages: number, problems: Map<string, string[]>, figures: Map<string, number> }} Found
 * @param {Set<string>} known how the pages seen so far are built
 * @returns {Promise<Found>}
 */
export async function tour(browser, base, name, known, patience = 10_000) {
  const found = { home: [], pages: 0, problems: new Map(TOUR_CHECKS.map((check) => [check.name, []])), figures: new Map() };
  for (const size of [DESK, PHONE]) {
    const context = await newContext(browser, { base, size, patience });
    const record = await openRecord(context, size);
    const arrived = await problemsOf(async () => {
      await signIn(record.page, base, name);
      await checkHome(record.page, name);
    });
    found.home.push(...arrived.map((line) => `${size.name}: ${line}`));
    if (size === PHONE && arrived.length === 0) await walk(record, base, context, found, known);
    await context.close();
  }
  return found;
}

async function walk(record, base, context, found, known) {
  const names = [...PERSONS, ...(await ownBodies(record.page, base))];
  const waiting = ['/saya', '/akun'];
  const seen = new Map();
  const kinds = new Map();
  for (let address = waiting.shift(); address; address = waiting.shift()) {
    // Pages about two members are the same page; one of them is enough.
    const pattern = address.replace(CODE, '/…');
    if (seen.has(pattern)) continue;
    const kind = pattern.replace(DOCUMENT, '…');
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (kind !== pattern && kinds.get(kind) > OF_A_KIND) continue;
    seen.set(pattern, address);
    const failure = await problemsOf(() => look(record, base, { address, slug: address, exit: true, names }, found, known));
    for (const lines of found.problems.values()) lines.push(...failure.map((line) => `${address}: ${line}`));
    waiting.push(...(await linksOf(record.page)));
  }
  await context.addCookies([{ name: 'bahasa', value: 'en', url: base }]);
  const lines = await problemsOf(() => inEnglish(record, base, [...seen.values()].filter((one) => !one.startsWith('/akun'))));
  found.problems.get(sideways.name)?.push(...lines);
}

async function look(record, base, entry, found, known) {
  await load(record, base, entry);
  found.pages += 1;
  const build = await buildOf(record.page);
  const checks = known.has(build) ? ALWAYS : TOUR_CHECKS;
  await run(checks, record, found);
  if (!known.has(build)) await atDesk(record, () => run(WIDTHS, record, found));
  known.add(build);
  for (const [what, value] of record.figures) found.figures.set(what, Math.max(value, found.figures.get(what) ?? -1));
}

async function run(checks, record, found) {
  for (const check of checks) {
    const lines = await problemsOf(() => check.inspect(record));
    found.problems.get(check.name)?.push(...lines.map((line) => `${record.entry.address}: ${line}`));
  }
}

async function atDesk(record, work) {
  const phone = record.size;
  record.size = DESK;
  await record.page.setViewportSize({ width: DESK.width, height: DESK.height });
  await work();
  record.size = phone;
  await record.page.setViewportSize({ width: phone.width, height: phone.height });
}

/** The other language has longer words: they may not push anything off the screen. */
async function inEnglish(record, base, addresses) {
  const problems = [];
  for (const address of addresses) {
    await load(record, base, { address, slug: address, exit: true });
    problems.push(...(await sideways.inspect(record)).map((line) => `${address}, en: ${line}`));
  }
  return problems;
}

/** How a page is built: which parts lie in which, with their classes and attributes, and not how many of each. */
function buildOf(page) {
  return page.evaluate(() => {
    const sign = (part) => `${part.localName}.${part.getAttribute('class') ?? ''}[${part.getAttributeNames().sort()}]`;
    const paths = new Map([[document.body, 'body']]);
    for (const part of document.body.querySelectorAll('*')) paths.set(part, `${paths.get(part.parentElement)}>${sign(part)}`);
    return [...new Set(paths.values())].sort().join(' ');
  });
}

/** The names of the bodies a person belongs to, as they stand on the page of their own data. */
async function ownBodies(page, base) {
  await page.goto(`${base}/akun/data`);
  const bodies = await page.locator('section[aria-labelledby=bodies] .answer-label').allInnerTexts();
  // The site itself stands in every title.
  return bodies.filter((body) => body && body !== 'Tanggui');
}

async function linksOf(page) {
  const links = await page.evaluate(() =>
    [...document.querySelectorAll('#main a[href], .areas a[href], .header-person')].map((link) => link.getAttribute('href') ?? ''),
  );
  return links.map((link) => link.split('#')[0] ?? '').filter((link) => OWN.test(link) && !FILE.test(link));
}
