// Rahma makes a product with a photo, first one that cannot be used, then one that gets lost on the way, and brings more
// goods as a table.

import assert from 'node:assert/strict';
import { signIn } from '../support/sign-in.mjs';
import { heading, text } from '../support/steps.mjs';

export const name = 'a product is made with a photo, and others come from a table';

/** More than a telephone needs to send: with scripts it is to arrive smaller. Without them it is sent as it is. */
const LARGE = { width: 1800, height: 2400 };
const PLAIN = { width: 800, height: 1000 };

export async function travel({ page, base, scripted }) {
  const stamp = Date.now().toString(36);
  const photo = await drawPhoto(page, base, scripted ? LARGE : PLAIN);
  await signIn(page, base, 'rahma');
  await page.goto(`${base}/saya/usaha`);
  const goods = `${base}${await page.locator('.way').first().getAttribute('href')}/barang`;

  await page.goto(`${goods}/baru`);
  await page.locator('[name=nama]').fill(`Tas rawa ${stamp}`);
  await page.locator('[name=jenis]').selectOption('tas');
  await page.locator('[name=isi]').fill('1 buah');
  await page.locator('[name=harga]').fill('45.000');
  await page.locator('#main form.form button').click();
  await page.waitForURL(/\/foto$/);

  await choose(page, { name: 'IMG_1.HEIC', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1') });
  await page.locator('[name=alt]').fill('Tas dari purun');
  await send(page);
  assert.match(await text(page.locator('.field-error')), /HEIC.*Paling kompatibel/);
  assert.equal(await page.locator('[name=alt]').inputValue(), 'Tas dari purun', 'what was typed stays');

  await choose(page, { name: 'IMG_2.JPG', mimeType: 'image/jpeg', buffer: photo });
  if (scripted) await loseOnTheWay(page);
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await send(page);
  const length = Number((await (await posted).allHeaders())['content-length']);
  await page.waitForURL(/\/foto\?ok=1$/);
  if (scripted) assert.ok(length < photo.length / 2, `${length} bytes were sent of a photo of ${photo.length}`);
  await page.locator('#main .picture').scrollIntoViewIfNeeded();
  assert.equal(await page.locator('#main .picture').getAttribute('alt'), 'Tas dari purun');

  await bringTable(page, goods, stamp);
}

/** A picture of a page as large as that of a telephone, with no telephone at hand. */
async function drawPhoto(page, base, size) {
  const before = page.viewportSize();
  await page.setViewportSize(size);
  await page.goto(`${base}/tentang`);
  const photo = await page.screenshot({ type: 'jpeg', quality: 95 });
  await page.setViewportSize(before);
  return photo;
}

function choose(page, file) {
  return page.locator('[name=foto]').setInputFiles(file);
}

async function send(page) {
  await page.locator('form[action$="/foto"] button').click();
}

/** The first try ends in nothing, and the button offers a second one. */
async function loseOnTheWay(page) {
  await page.route(/\/foto$/, (route) => route.abort());
  await send(page);
  await page.locator('form[data-photo] [role=status]', { hasText: 'belum terkirim' }).waitFor();
  assert.equal(await text(page.locator('form[data-photo] button')), 'Kirim lagi');
  await page.unroute(/\/foto$/);
}

async function bringTable(page, goods, stamp) {
  const rows = [`Topi ${stamp};tas;25.000;1 buah`, `Kipas ${stamp};tas;gratis;1 buah`];
  await page.goto(`${goods}/impor`);
  const buffer = Buffer.from(`Nama;Jenis;Harga;Isi\n${rows.join('\n')}\n`);
  await page.locator('[name=tabel]').setInputFiles({ name: 'barang.csv', mimeType: 'text/csv', buffer });
  await page.locator('form[action$="/impor"] button').click();
  assert.equal(await heading(page), 'Periksa tabel');
  assert.match(await text(page.locator('section[aria-labelledby=wrong] td')), /“gratis” bukan angka/);
  await page.locator('#main form button').click();
  // With scripts the page follows by itself, without them the link asks again.
  for (let looks = 0; looks < 40 && !(await page.getByText('Tersimpan: 1 barang baru').count()); looks += 1) {
    await page.waitForTimeout(500);
    const again = page.locator('[data-progress] a');
    if (await again.count()) await again.click({ timeout: 1000 }).catch(() => {});
  }
  assert.equal(await page.getByText('Tersimpan: 1 barang baru').count(), 1);
}
