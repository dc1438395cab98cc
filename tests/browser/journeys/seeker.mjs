// Sari writes what she can do, is told of an opening, answers it with a card that names nobody, and is named only after
// she presses the button.

import assert from 'node:assert/strict';
import { signIn } from '../support/sign-in.mjs';
import { heading, text } from '../support/steps.mjs';

export const name = 'somebody is told of an opening, applies without a name and shares a contact';

const WORDS = 'nyetir\nanter barang';

export async function travel({ page, base }) {
  const title = `Sopir antar ${Date.now().toString(36)}`;
  await change(page, base, 'sari');
  await writeProfile(page, base);
  await change(page, base, 'lestari');
  const code = await post(page, base, title);

  await change(page, base, 'sari');
  await told(page, base, title);
  await page.goto(`${base}/saya/kerja`);
  const row = page.locator('.row', { hasText: title });
  const reasons = await text(row.locator('.match'));
  for (const part of ['2 dari 2', 'mengemudi mobil pick up', 'nyetir', 'pengiriman', 'anter barang']) {
    assert.ok(reasons.includes(part), `${part} is told: ${reasons}`);
  }
  await row.getByRole('link', { name: title }).click();
  const card = await apply(page);
  assert.ok(!/Sari|sari@/.test(card), 'the card names nobody');
  const mine = page.url().split('?')[0];

  await change(page, base, 'dimas');
  const theirs = await readCard(page, base, title, card);
  await page.locator('[name=undang]').fill('Datang Senin pukul delapan ke bagian belakang hotel.');
  await page.locator('button[value=undang]').click();
  await page.waitForURL(/ok=undang/);
  assert.ok(!/Sari/.test(await text(page.locator('#main'))), 'an invitation names nobody');

  await change(page, base, 'sari');
  await page.goto(mine);
  await page.locator('button[value=mau]').click();
  await page.waitForURL(/ok=mau/);
  await page.locator('[name=lihat-nama]').check();
  await page.locator('button[value=bagikan]').click();
  await page.waitForURL(/ok=bagikan/);

  await change(page, base, 'dimas');
  await page.goto(theirs);
  assert.match(await text(page.locator('#main')), /Sari/, 'now there is a name');

  await change(page, base, 'sari');
  await page.goto(mine);
  assert.match(await text(page.locator('section[aria-labelledby=looks]')), /kontak/i, 'and she sees who looked');
  await page.locator('button[value=tarik-kontak]').click();
  await page.waitForURL(/ok=tarik-kontak/);
  await change(page, base, 'dimas');
  await page.goto(theirs);
  const after = await text(page.locator('#main'));
  assert.ok(!/Sari/.test(after) && /Kontak ditarik/.test(after), 'and it is gone again');
  assert.ok(code.length === 6);
}

async function change(page, base, name) {
  await page.context().clearCookies();
  await signIn(page, base, name);
}

async function writeProfile(page, base) {
  await page.goto(`${base}/saya/kerja/profil`);
  await page.locator('[name=keterampilan]').fill(WORDS);
  await page.locator('[name=lama][value=one_to_three]').check();
  await page.locator('[name=provinsi]').fill('Kalimantan Selatan');
  await page.locator('button[name=periksa]').click();
  await page.locator('button[name=betul]').click();
  await page.waitForURL(/\/saya\/kerja\?ok=profil/);
  const on = page.locator('button[value=nyala]');
  if (await on.count()) {
    await on.click();
    await page.waitForURL(/ok=nyala/);
  }
}

async function post(page, base, title) {
  await page.goto(`${base}/perekrut`);
  await page.goto(`${base}${await page.locator('.way').first().getAttribute('href')}/lowongan/baru`);
  await page.locator('[name=jabatan]').fill(title);
  await page.locator('[name=tempat]').fill('Kota Banjarbaru');
  await page.locator('[name=kontrak][value=permanent]').check();
  await page.locator('[name=upah_dari]').fill('3.900.000');
  await page.locator('[name=satuan][value=month]').check();
  await page.locator('[name=wajib]').fill('mengemudi mobil pick up\npengiriman');
  await page.locator('[name=tugas]').fill('Mengantar bahan makanan dari pasar ke hotel setiap pagi.');
  await page.getByRole('button', { name: 'Simpan lowongan' }).click();
  await page.waitForURL(/\?ok=/);
  await page.locator('button[value=kirim]').click();
  await page.waitForURL(/ok=kirim/);
  assert.match(await text(page.locator('.page-meta')), /Tayang/);
  return new URL(page.url()).pathname.split('/').at(-1);
}

/** The news comes by itself; the doors say that there is some and nothing else. */
async function told(page, base, title) {
  const patience = Date.now() + 60_000;
  let doors = '';
  while (!doors.includes('Ada kabar baru')) {
    assert.ok(Date.now() < patience, 'the doors tell that there is news');
    await page.goto(`${base}/saya`);
    doors = await text(page.locator('#main'));
  }
  assert.ok(!doors.includes(title), 'the doors tell nothing of what it is');
}

async function apply(page) {
  await page.getByRole('link', { name: 'Lamar', exact: true }).click();
  assert.equal(await heading(page), 'Yang akan dikirim');
  await page.locator('button[value=lihat]').click();
  const card = await text(page.locator('section[aria-labelledby=card]'));
  await page.locator('[name=setuju]').check();
  await page.locator('button[value=kirim]').click();
  await page.waitForURL(/ok=kirim/);
  return card;
}

async function readCard(page, base, title, card) {
  await page.goto(`${base}/perekrut`);
  const home = `${base}${await page.locator('.way').first().getAttribute('href')}`;
  await page.goto(`${home}/pelamar`);
  await page.getByRole('link', { name: new RegExp(title) }).click();
  await page.locator('.row-title a').first().click();
  assert.equal(await text(page.locator('section[aria-labelledby=card]')), card, 'what was looked at is what is read');
  return page.url().split('?')[0];
}
