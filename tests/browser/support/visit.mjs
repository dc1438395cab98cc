// One visit of one page: opens it, writes down what the browser said and asked for, and hands both to the checks.

import { newContext } from './browser.mjs';

/**
 * What a check is given.
 * @typedef {{ page: import('playwright-core').Page, session: import('playwright-core').CDPSession, entry: object,
 *   size: object, status: number, requests: string[], complaints: string[], figures: Map<string, number> }} Visit
 */

const LONGEST = 60_000;

/** @param {(visit: Visit) => Promise<void>} use */
export async function visit(browser, base, entry, { size, language }, use) {
  const context = await newContext(browser, { base, size, language });
  // A page that hangs ends as a failure of that page, not of the whole run.
  const guard = setTimeout(() => context.close(), LONGEST);
  try {
    const record = await openRecord(context, size);
    await load(record, base, entry);
    if (entry.act) await actAndStartAnew(record, entry.act);
    await use(record);
  } finally {
    clearTimeout(guard);
    await context.close();
  }
}

/** A tab that writes down what happens in it. @returns {Promise<Visit>} */
export async function openRecord(context, size) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await page.addInitScript(recordShiftAndViolations);
  const record = { page, session, entry: {}, size, status: 0, requests: [], complaints: [], figures: new Map() };
  listen(record);
  return record;
}

/** Opens a page in the tab. What was written down about the page before is gone. */
export async function load(record, base, entry) {
  record.entry = entry;
  record.requests.length = 0;
  record.complaints.length = 0;
  const answer = await record.page.goto(base + entry.address, { waitUntil: 'load' });
  record.status = answer?.status() ?? 0;
  await settle(record.page);
}

/** Runs inside the page, before any of its own scripts. */
function recordShiftAndViolations() {
  window.recorded = { shift: 0, moved: [], violations: [] };
  // A busy machine may give the window its size after the first paint; what moves then is no fault of the page. The
  // standard leaves out half a second after an input for the same reason.
  const UNTOLD = 500;
  let resized = -Infinity;
  window.addEventListener('resize', ({ timeStamp }) => (resized = timeStamp));
  new PerformanceObserver((list) => {
    for (const { value, sources, hadRecentInput, startTime } of list.getEntries()) {
      if (hadRecentInput || (startTime >= resized && startTime < resized + UNTOLD)) continue;
      window.recorded.shift += value;
      for (const { node, previousRect, currentRect } of sources) {
        const name = node?.getAttribute?.('class') || node?.nodeName || 'a part since removed';
        window.recorded.moved.push(`${name} from y ${Math.round(previousRect.y)} to ${Math.round(currentRect.y)}`);
      }
    }
  }).observe({ type: 'layout-shift', buffered: true });
  document.addEventListener('securitypolicyviolation', (event) => {
    window.recorded.violations.push(`${event.effectiveDirective} refused ${event.blockedURI || 'inline'}`);
  });
}

function listen(record) {
  const { page, requests, complaints } = record;
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => complaints.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpectedStatus(record, message)) complaints.push(`${message.text()} ${message.location().url}`);
  });
}

/** A page that is meant to answer 404 or 422 makes Chromium complain about its own address; nothing else may. */
function isExpectedStatus({ page, entry }, message) {
  return (entry.status ?? 200) >= 400 && message.location().url === page.url() && /status of 4/.test(message.text());
}

async function actAndStartAnew(record, act) {
  record.requests.length = 0;
  await act(record.page);
  await record.page.waitForLoadState('load');
  await settle(record.page);
}

/** Two frames after the fonts are there, nothing of the first paint is still to come. */
async function settle(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}
