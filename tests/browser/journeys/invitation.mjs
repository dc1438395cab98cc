// Rahma invites somebody, who joins with a new address in another browser, is listed, is removed, and is out at once.

import assert from 'node:assert/strict';
import { signIn } from '../support/sign-in.mjs';
import { heading, text } from '../support/steps.mjs';

export const name = 'an invitation is taken, and the member removed again';
export const needsMail = true;

export async function travel({ page, base, mails, elsewhere }) {
  const stamp = Date.now().toString(36);
  const guest = { name: `Tamu ${stamp}`, address: `tamu-${stamp}@contoh.example` };
  const enterprise = await openMembers(page, base);
  await page.locator('[name=peran][value=writer]').check();
  await page.locator('form[action$="/anggota/undang"] button').click();
  const code = await text(page.locator('.sheet-code'));
  assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);

  const other = await elsewhere();
  await accept(other, base, mails, code.toLowerCase(), guest);
  const answer = await other.goto(`${base}${enterprise}`);
  assert.equal(answer.status(), 200, 'the new member sees the enterprise');

  await page.goto(`${base}${enterprise}/anggota`);
  const row = page.locator('[aria-labelledby=members] tr', { hasText: guest.name });
  assert.match(await text(row), /Anggota/);
  await row.locator('a[href$="/keluarkan"]').click();
  assert.equal(await heading(page), 'Keluarkan anggota');
  await page.locator('form[action$="/keluarkan"] button').click();
  await page.waitForURL(/\/anggota\?ok=keluarkan$/);
  assert.equal(await row.count(), 0, 'the member is no longer listed');
  assert.equal((await other.goto(`${base}${enterprise}`)).status(), 404, 'the next request of the removed member');
}

async function openMembers(page, base) {
  await signIn(page, base, 'rahma');
  await page.goto(`${base}/saya/usaha`);
  const enterprise = (await page.locator('.way').first().getAttribute('href')) ?? '';
  await page.goto(`${base}${enterprise}/anggota`);
  return enterprise;
}

async function accept(page, base, mails, code, guest) {
  await page.goto(`${base}/daftar`);
  await page.locator('[name=undangan]').fill(code);
  await page.locator('#main form button').click();
  await page.locator('[name=nama]').fill(guest.name);
  await page.locator('[name=alamat]').fill(guest.address);
  const before = await mails.seen();
  await page.locator('#main form[action="/daftar/undangan"] button').click();
  await page.waitForURL(/\/masuk\/kode$/);
  const mail = await mails.next(before, guest.address);
  await page.locator('[name=kode]').fill(mail.code);
  await page.locator('form[action="/masuk/kode"] button').click();
  await page.waitForURL(/\/saya/);
}
