// Rahma offers 20 pieces; Hendra accepts 15, receives 14, sells 9 by the label on the shelf, and 2 damaged ones go home.
// Both read 3 on the shelf and the same rupiah owed.

import assert from 'node:assert/strict';
import { signIn } from '../support/sign-in.mjs';
import { text } from '../support/steps.mjs';

export const name = 'twenty pieces are offered, and both sides read the same in the end';

const GOODS = { with: 'Tas purun bulat', without: 'Topi purun lebar' };

export async function travel({ page: maker, base, scripted, elsewhere }) {
  const shop = await elsewhere();
  await signIn(maker, base, 'rahma');
  await signIn(shop, base, 'hendra');
  const home = `${base}${await enterprise(maker, base)}`;
  const outlet = shop.url().replace(/\?.*/, '');
  const before = [await owedToMaker(maker, home), await owedByShop(shop, outlet)];

  const goods = scripted ? GOODS.with : GOODS.without;
  const { note, unit } = await offer(maker, home, goods);
  await accept(shop, `${outlet}/titipan/${note}`);
  await issue(maker, `${home}/titipan/${note}`);
  await receive(shop, `${outlet}/terima/${note}`);
  const lot = await labelOf(shop, `${outlet}/titipan/${note}`);
  await sell(shop, `${outlet}/jual/${lot}`);
  await sendHome(maker, shop, { home, outlet, lot });

  for (const [page, at] of [[maker, home], [shop, outlet]]) {
    await page.goto(`${at}/titipan/${note}`);
    const line = await text(page.locator('section[aria-labelledby=lines]'));
    for (const words of [/Ditawarkan 20/, /Diterima gerai 15/, /Diterima 14/, /gerai sekarang: 3/]) assert.match(line, words);
  }
  const after = [await owedToMaker(maker, home), await owedByShop(shop, outlet)];
  assert.deepEqual(after.map((sum, at) => sum - before[at]), [9 * unit, 9 * unit], 'both read the same rupiah');
}

async function enterprise(page, base) {
  await page.goto(`${base}/saya/usaha`);
  return page.locator('.way', { hasText: 'Purun Sanja' }).first().getAttribute('href');
}

/** Rupiah of the maker in this period, as each side reads them. */
async function owedToMaker(page, home) {
  await page.goto(`${home}/uang`);
  return rupiah(/Hak Anda (Rp[\d.\s]+)/.exec(await text(page.locator('.money-line').first()))?.[1]);
}

async function owedByShop(page, outlet) {
  await page.goto(`${outlet}/rekap`);
  const row = page.locator('section[aria-labelledby=month] tbody tr', { hasText: 'Purun Sanja' });
  return rupiah(await text(row.locator('td').nth(2)));
}

function rupiah(words) {
  return Number((words || '').replace(/\D/g, ''));
}

/** Gives the code of the consignment, and what the maker gets for a piece. */
async function offer(page, home, goods) {
  await page.goto(`${home}/titipan/baru`);
  const row = page.locator('section.panel', { hasText: goods });
  const unit = rupiah(/untuk Anda (Rp[\d.\s]+)/.exec(await text(row))?.[1]);
  await row.locator('input').first().fill('20');
  await page.locator('button[value=ajukan]').click();
  await page.waitForURL(/\/titipan\/[0-9A-Z]{8}/);
  return { note: /titipan\/([0-9A-Z]{8})/.exec(page.url())[1], unit };
}

async function accept(page, note) {
  await page.goto(note);
  await page.locator('[name=terima-1]').fill('15');
  await done(page, 'accept');
}

async function issue(page, note) {
  await page.goto(note);
  await done(page, 'issue');
}

async function receive(page, note) {
  await page.goto(note);
  await page.locator('[name=diterima-1]').fill('14');
  await page.locator('[name=hilang-1]').fill('1');
  await page.locator('[name=keterangan-1]').fill('tidak ada di dus');
  await page.locator('button[value=periksa]').click();
  await done(page, 'simpan');
}

/** The code that the label of these goods bears. */
async function labelOf(page, note) {
  await page.goto(note);
  await page.locator('a[href*="/label"]').first().click();
  const field = await page.locator('input[name^=label-]').first().getAttribute('name');
  return field.replace('label-', '');
}

async function sell(page, label) {
  await page.goto(label);
  await page.locator('[name=jumlah]').fill('15');
  await page.locator('#f-langkah button:has-text("Simpan")').click();
  assert.match(await text(page.locator('.field-error')), /14/, 'more than there are cannot be sold');
  assert.equal(await page.locator('[name=jumlah]').inputValue(), '15', 'what was typed stays');
  await page.locator('[name=jumlah]').fill('9');
  await page.locator('#f-langkah button:has-text("Simpan")').click();
  await page.waitForURL(/\/penjualan\//);
}

/** Two are pulled, put on a return note, given out and taken home. */
async function sendHome(maker, shop, { home, outlet, lot }) {
  await shop.goto(`${outlet}/tarik`);
  const row = (page) => page.locator(`form:has([name=lot][value="${lot}"])`);
  await row(shop).locator('.control--count').fill('2');
  await row(shop).locator('button[value=tarik]').click();
  await shop.goto(`${outlet}/kembali/baru`);
  const way = shop.locator('.way', { hasText: 'Purun Sanja' });
  if (await way.count()) await way.first().click();
  await shop.locator(`section[aria-labelledby=held] input[name$="-${lot}"]`).fill('2');
  await shop.locator('#f-langkah button:not([data-by])').last().click();
  await shop.waitForURL(/\/kembali\/[0-9A-Z]{8}/);
  const back = /kembali\/([0-9A-Z]{8})/.exec(shop.url())[1];
  await done(shop, 'pick');
  await maker.goto(`${home}/kembali/${back}`);
  await done(maker, 'receive');
}

/** Presses a button and waits for the page that says it was done. */
async function done(page, step) {
  const loaded = page.waitForEvent('load');
  await page.locator(`button[value=${step}]`).first().click();
  await loaded;
  assert.match(page.url(), /ok=/);
}
