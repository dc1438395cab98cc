// A code from a mail lets Rahma in on a shared phone, and a wrong one does not.

import assert from 'node:assert/strict';
import { addressOf } from '../support/accounts.mjs';
import { askForCode, checkHome, signOut } from '../support/sign-in.mjs';
import { heading, text } from '../support/steps.mjs';

export const name = 'Rahma signs in with a mailed code on a shared phone';
export const needsMail = true;

export async function travel({ page, base, mails }) {
  const before = await mails.seen();
  await askForCode(page, base, addressOf('rahma'), { shared: true });
  assert.equal(await heading(page), 'Tulis kode');
  const { code } = await mails.next(before, addressOf('rahma'));

  await type(page, code === '0000 0000' ? '11111111' : '00000000');
  await page.locator('#error-summary').waitFor();
  assert.equal(new URL(page.url()).pathname, '/masuk/kode', 'a wrong code opens nothing');

  await type(page, code);
  await page.waitForURL(/\/saya$/);
  const cookies = await page.context().cookies(base);
  const session = cookies.filter((cookie) => cookie.httpOnly && cookie.name !== 'bahasa');
  assert.ok(session.length > 0 && session.every((cookie) => cookie.expires === -1), 'a shared phone keeps no cookie when it is closed');
  await checkHome(page, 'rahma');
  await page.goto(`${base}/akun`);
  assert.match(await text(page.locator('form[action="/akun/hp-bersama"]')), /HP ini dipakai bersama/);
  await signOut(page, base);
}

async function type(page, code) {
  await page.locator('[name=kode]').fill(code);
  await page.locator('form[action="/masuk/kode"] button').click();
}
