// Quick exit: away at once by the button or by three presses of Shift, the session is over, nothing stays behind, and
// the Back button does not show what was on the screen.

import assert from 'node:assert/strict';
import { signIn } from '../support/sign-in.mjs';
import { text } from '../support/steps.mjs';

const BLANK_WITHIN = 200;
/** The other site is held back so long that the page would be seen if nothing covered it. */
const SLOW_SITE = 700;
const PRIVATE = /Purun Sanja|Rahma|Usaha saya/;

const ways = [
  { name: 'the quick exit button leaves at once', leave: (page) => page.locator('form[data-exit] button').click(), plain: true },
  { name: 'three presses of Shift leave at once', leave: pressThrice, plain: false },
];

export const journeys = ways.map(({ name, leave, plain }) => ({
  name,
  scriptedOnly: !plain,
  async travel({ page, base, scripted }) {
    await signIn(page, base, 'rahma');
    await page.locator('.door').first().click();
    await page.waitForURL(/\/saya\/usaha$/);
    assert.match(await text(page.locator('body')), PRIVATE, 'there is something to hide');
    if (scripted) await page.evaluate(leaveTraces);
    const target = (await page.locator('form[data-exit]').getAttribute('data-target')) ?? '';
    await page.context().route(`${target}**`, async (route) => {
      await new Promise((done) => setTimeout(done, scripted ? SLOW_SITE : 0));
      await route.fulfill({ contentType: 'text/html', body: '<title>Cuaca</title><h1>Cuaca hari ini</h1>' });
    });
    const answered = page.waitForResponse(/\/keluar-cepat$/);
    const blank = scripted ? await page.evaluateHandle(watchForBlank) : null;
    await leave(page);
    if (blank) {
      const took = await blank.evaluate((watch) => watch.done);
      assert.ok(took <= BLANK_WITHIN, `the page was covered after ${took} ms`);
    }
    const answer = await answered;
    assert.equal(answer.status(), 200);
    if (!scripted) assert.match((await answer.headerValue('refresh')) ?? '', /^0; *url=https?:/);
    await page.waitForURL(`${target}**`);
    await nothingComesBack(page);
    await nothingStays(page, base, scripted);
  },
}));

async function pressThrice(page) {
  const said = page.locator('[data-exit-count]');
  const press = async (key) => page.keyboard.press(key);
  // Another key in between begins anew.
  for (const key of ['Shift', 'Shift', 'a']) await press(key);
  assert.equal(await said.innerText(), '');
  await press('Shift');
  assert.match(await said.innerText(), /2 kali lagi/);
  await press('Shift');
  assert.match(await said.innerText(), /1 kali lagi/);
  await press('Shift');
}

/** Runs inside the page. What a site may keep in a browser, to see that it is thrown away. */
async function leaveTraces() {
  await caches.open('trace');
  await new Promise((done) => {
    const ask = indexedDB.open('trace');
    ask.onsuccess = () => done(ask.result.close());
  });
  localStorage.setItem('trace', '1');
}

/** Runs inside the page: counts from the first key or press to the frame in which nothing is drawn. */
function watchForBlank() {
  let start = 0;
  const begin = () => {
    start = performance.now();
  };
  for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, begin, { capture: true });
  return {
    done: new Promise((done) => {
      const look = () => {
        const drawn = document.documentElement.getClientRects().length > 0;
        if (drawn) requestAnimationFrame(look);
        else done(Math.round(performance.now() - start));
      };
      look();
    }),
  };
}

async function nothingComesBack(page) {
  for (let steps = 0; steps < 4; steps += 1) {
    await page.goBack({ waitUntil: 'load' }).catch(() => null);
    const seen = await page.evaluate(() => (document.documentElement.hidden ? '' : document.body.innerText));
    assert.doesNotMatch(seen, PRIVATE, `Back shows ${page.url()}`);
  }
}

async function nothingStays(page, base, scripted) {
  await page.goto(`${base}/akun`);
  assert.equal(new URL(page.url()).pathname, '/masuk', 'the session is over');
  await page.goto(`${base}/tentang`);
  const cookies = (await page.context().cookies(base)).filter((cookie) => cookie.name !== 'bahasa');
  assert.deepEqual(cookies.map((cookie) => cookie.name), [], 'no cookie stays');
  if (!scripted) return;
  const kept = await page.evaluate(async () => ({
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map((database) => database.name),
    words: Object.keys(localStorage),
  }));
  assert.deepEqual(kept, { caches: [], databases: [], words: [] });
}
