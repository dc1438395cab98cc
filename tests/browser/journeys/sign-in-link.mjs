// The link of the mail: opening it spends nothing, its button signs in, once, and only where the code was asked for.

import assert from 'node:assert/strict';
import { addressOf } from '../support/accounts.mjs';
import { askForCode, checkHome } from '../support/sign-in.mjs';

export const name = 'the link of a mail signs in once';
export const needsMail = true;

export async function travel({ page, base, mails, elsewhere }) {
  const before = await mails.seen();
  await askForCode(page, base, addressOf('salim'));
  const { link } = await mails.next(before, addressOf('salim'));
  assert.ok(link.startsWith(`${base}/masuk/kode?t=`), `the mail leads to ${link}`);

  // Programs that look at mails open links. That may not spend one, nor sign anybody in.
  const other = await elsewhere();
  for (let times = 0; times < 2; times += 1) assert.equal((await other.goto(link)).status(), 200);
  await press(other);
  assert.notEqual(await statusOf(other, `${base}/akun`), '/akun', 'another browser gets in with the link');

  await page.goto(link);
  await page.goto(link);
  assert.notEqual(await statusOf(page, `${base}/akun`), '/akun', 'opening the link signs in');
  await page.goto(link);
  await press(page);
  await page.waitForURL(/\/saya$/);
  await checkHome(page, 'salim');

  await page.context().clearCookies();
  await page.goto(link);
  await press(page);
  assert.notEqual(await statusOf(page, `${base}/akun`), '/akun', 'the link works twice');
}

async function press(page) {
  const button = page.locator('#main form[action="/masuk/kode"] button');
  if ((await button.count()) > 0) await button.click();
  await page.waitForLoadState('load');
}

/** Where one ends who asks for a page. */
async function statusOf(page, address) {
  await page.goto(address);
  return new URL(page.url()).pathname;
}
