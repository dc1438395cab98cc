// Runs the browser suite against a running site: node run.mjs BASE_URL [--data DIR] [--pictures DIR]
// First each check against the page it must catch, then every public page, then every page of each account, then the
// journeys. DIR of --data is the data folder of the demo, for journeys that read a mail.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DESK, newContext, PHONE, startBrowser } from './support/browser.mjs';
import { ACCOUNTS } from './support/accounts.mjs';
import { mailFolder } from './support/mail.mjs';
import { publicPages } from './support/pages.mjs';
import { picturesReady } from './support/ready.mjs';
import { newReport, problemsOf } from './support/report.mjs';
import { serveFixtures } from './support/server.mjs';
import { tour, TOUR_CHECKS } from './support/tour.mjs';
import { visit } from './support/visit.mjs';
import * as accessibility from './checks/accessibility.mjs';
import * as answer from './checks/answer.mjs';
import * as budgets from './checks/budgets.mjs';
import * as firstScreen from './checks/first-screen.mjs';
import * as history from './checks/history.mjs';
import * as keyboard from './checks/keyboard.mjs';
import * as lateFont from './checks/late-font.mjs';
import * as origin from './checks/origin.mjs';
import * as quickExit from './checks/quick-exit.mjs';
import * as sideways from './checks/sideways.mjs';
import * as silence from './checks/silence.mjs';
import { sources } from './checks/source.mjs';
import * as catalogue from './journeys/catalogue.mjs';
import * as consignment from './journeys/consignment.mjs';
import * as funding from './journeys/funding.mjs';
import * as goods from './journeys/goods.mjs';
import * as invitation from './journeys/invitation.mjs';
import * as language from './journeys/language.mjs';
import * as match from './journeys/match.mjs';
import * as noSignal from './journeys/no-signal.mjs';
import * as opening from './journeys/opening.mjs';
import * as otherOrigin from './journeys/origin.mjs';
import * as payment from './journeys/payment.mjs';
import { journeys as exits } from './journeys/quick-exit.mjs';
import * as proposal from './journeys/proposal.mjs';
import * as seeker from './journeys/seeker.mjs';
import * as mailedCode from './journeys/sign-in-code.mjs';
import * as mailedLink from './journeys/sign-in-link.mjs';
import { journeys as passwords } from './journeys/sign-in-password.mjs';
import * as work from './journeys/work.mjs';

// In this order on every visit: weights before anything else is loaded, complaints after everything has happened.
const CHECKS = [answer, budgets, firstScreen, quickExit, accessibility, sideways, keyboard, lateFont, history, origin, silence];
const JOURNEYS = [goods, catalogue, consignment, noSignal, payment, opening, seeker, proposal, work, match, funding, language, mailedCode, mailedLink, ...passwords, ...exits, invitation, otherOrigin];
const SETTINGS = [
  { size: PHONE, language: 'id' },
  { size: DESK, language: 'id' },
  { size: PHONE, language: 'en' },
  { size: DESK, language: 'en' },
];

const { base, data, pictures } = readArguments(process.argv.slice(2));
const report = newReport();
const figures = new Map();
const browser = await startBrowser();
try {
  if (pictures) await mkdir(pictures, { recursive: true });
  await checkSources();
  await checkTheChecks();
  await checkPages();
  await checkAccounts();
  // A journey waits for what the program answers, so a busy machine is no reason for it to fail.
  await checkJourneys(base, (name, problems) => report.line(name, problems), 30_000);
} finally {
  await browser.close();
}
for (const [what, { value, where }] of figures) console.log(`most  ${what}: ${value} (${where})`);
process.exitCode = report.end() > 0 ? 1 : 0;

function readArguments(words) {
  const folders = { '--data': '', '--pictures': '' };
  for (const flag of Object.keys(folders)) {
    const at = words.indexOf(flag);
    if (at >= 0) folders[flag] = words.splice(at, 2)[1] ?? usage();
  }
  if (words.length !== 1) usage();
  return { base: new URL(words[0]).origin, data: folders['--data'], pictures: folders['--pictures'] };
}

function usage() {
  console.error('usage: node run.mjs BASE_URL [--data DIR] [--pictures DIR]');
  process.exit(2);
}

async function checkSources() {
  for (const source of sources) {
    report.line(source.name, await problemsOf(source.inspect));
    const caught = (await problemsOf(source.broken)).join('\n');
    report.line(`${source.name}: catches its broken file`, source.expects.test(caught) ? [] : [`found only: ${caught || 'nothing'}`]);
  }
}

/** A check that passes its broken page would pass anything. */
async function checkTheChecks() {
  const server = await serveFixtures();
  for (const check of CHECKS) {
    for (const { address, slug = 'any', entry = {}, expects } of check.fixtures) {
      const caught = await problemsOf(() => visitOnce(server.base, { slug, address, ...entry }, check));
      const text = caught.join('\n');
      report.line(`${check.name}: catches ${address} (${slug})`, expects.test(text) ? [] : [`found only: ${text || 'nothing'}`]);
    }
  }
  await checkJourneys(server.base, (name, problems) => {
    report.line(`${name}: fails on an empty site`, problems.length > 0 ? [] : ['it passed']);
  }, 300);
  const { home } = await tour(browser, server.base, 'rahma', new Set(), 300);
  report.line('home page after signing in: fails on an empty site', home.length > 0 ? [] : ['it passed']);
  server.close();
}

async function visitOnce(site, entry, check) {
  let problems = [];
  await visit(browser, site, entry, { size: PHONE, language: 'id' }, async (seen) => {
    problems = await check.inspect(seen);
  });
  return problems;
}

async function checkPages() {
  const pages = await publicPages(base);
  await picturesReady(base, pages);
  for (const { size, language } of SETTINGS) {
    const entries = language === 'id' ? pages : pages.filter((entry) => entry.main);
    const problems = new Map(CHECKS.map((check) => [check.name, []]));
    for (const entry of entries) {
      const failure = await problemsOf(() => checkPage(entry, { size, language }, problems));
      // What could not be looked at has not passed, by any check.
      for (const found of problems.values()) found.push(...failure.map((line) => `${entry.slug}: ${line}`));
    }
    for (const [name, found] of problems) report.line(`${name}: ${entries.length} pages, ${language}, ${size.width}×${size.height}`, found);
  }
}

function checkPage(entry, setting, problems) {
  return visit(browser, base, entry, setting, async (seen) => {
    if (pictures) await takePictures(seen, setting);
    for (const check of CHECKS) {
      const found = await problemsOf(() => check.inspect(seen));
      problems.get(check.name).push(...found.map((line) => `${entry.slug}: ${line}`));
    }
    for (const [what, value] of seen.figures) keepLargest(what, value, `${entry.slug}, ${setting.language}, ${setting.size.name}`);
  });
}

function keepLargest(what, value, where) {
  if (value > (figures.get(what)?.value ?? -1)) figures.set(what, { value, where });
}

async function takePictures({ page, entry }, { size, language }) {
  const name = language === 'id' ? entry.slug : `${entry.slug}-${language}`;
  await page.evaluate(picturesInSight);
  await page.screenshot({ path: join(pictures, `${name}-${size.name}.png`) });
  if (name === 'home' && size === DESK) await page.screenshot({ path: join(pictures, 'home-1200-full.png'), fullPage: true });
}

/** Runs inside the page: pictures in sight may still be on their way. Those further below wait for a reader. */
function picturesInSight() {
  const seen = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
  return Promise.all(seen.map((image) => image.decode().catch(() => {})));
}

/** Every account of the demo signs in at both sizes and walks over its pages. */
async function checkAccounts() {
  const known = new Set();
  const problems = new Map(TOUR_CHECKS.map((check) => [check.name, []]));
  let pages = 0;
  for (const { name } of ACCOUNTS) {
    const found = await tour(browser, base, name, known);
    report.line(`home page of ${name}, ${PHONE.width}×${PHONE.height} and ${DESK.width}×${DESK.height}`, found.home);
    for (const [check, lines] of found.problems) problems.get(check)?.push(...lines.map((line) => `${name}, ${line}`));
    for (const [what, value] of found.figures) keepLargest(`${what} after signing in`, value, name);
    pages += found.pages;
  }
  for (const [check, lines] of problems) report.line(`${check}: ${pages} pages of ${ACCOUNTS.length} accounts, ${known.size} different builds`, lines);
}

async function checkJourneys(site, tell, patience) {
  for (const journey of JOURNEYS) {
    if (journey.needsMail && !data) {
      console.log(`left out  ${journey.name}: it reads a mail and needs --data`);
      continue;
    }
    for (const scripted of journey.scriptedOnly ? [true] : [true, false]) {
      const contexts = [];
      const elsewhere = async () => {
        contexts.push(await newContext(browser, { base: site, scripted, patience }));
        return contexts[contexts.length - 1].newPage();
      };
      const problems = await problemsOf(async () => {
        await journey.travel({ page: await elsewhere(), base: site, scripted, elsewhere, mails: mailFolder(data) });
      });
      for (const context of contexts) await context.close();
      tell(`${journey.name}, ${scripted ? 'with' : 'without'} scripts`, problems);
    }
  }
}
