// The group: from the check of a call to a proposal that was sent, and from a list of the office to a second version.

import assert from 'node:assert/strict';
import { change } from '../../support/people.mjs';
import { photo, text } from '../../support/steps.mjs';

const ANSWERS = {
  identitas: { pengaju: 'Usaha Purun Sanja', alamat_badan: 'Jalan Purun 4, Banjarmasin' },
  'latar-belakang': { kegiatan_usaha: 'Membuat tas dari purun.', latar_belakang: 'Alat pres masih satu.' },
  tujuan: { tujuan: 'Menambah jumlah tas menjadi 70 sebulan.' },
  kegiatan: {
    rencana: 'Januari membeli alat, Februari berlatih.',
    mulai_tgl: '4',
    mulai_bln: '1',
    mulai_thn: '2027',
    selesai_tgl: '30',
    selesai_bln: '6',
    selesai_thn: '2027',
  },
  barang: { barang_jasa: 'Dua alat pres.', tempat_barang: 'Banjarmasin Utara' },
  manfaat: { manfaat: 'Waktu kerja berkurang.', ukuran: 'Jumlah tas sebulan.' },
};

const LINE = {
  kegiatan: 'Menekan anyaman',
  uraian: 'Alat pres purun',
  volume: '2',
  satuan: 'unit',
  harga: '4.500.000',
  toko_1: 'Toko Alat Jaya',
  banding_1: '4.700.000',
  toko_2: 'Bengkel Maju',
  banding_2: '4.500.000',
  toko_3: 'Pasar daring',
  banding_3: '4.900.000',
};

/** Writes, signs with two and sends; gives the address of the proposal. */
export async function write(page, base) {
  await change(page, base, 'rahma');
  const here = await begin(page, base);
  for (const [part, fields] of Object.entries(ANSWERS)) {
    await page.goto(`${here}/isi/${part}`);
    for (const [field, value] of Object.entries(fields)) await page.locator(`[name=${field}]`).fill(value);
    await page.locator('form button[type=submit]').last().click();
    await page.waitForURL(/ok=1/);
  }
  await page.goto(`${here}/rab/baru`);
  for (const [field, value] of Object.entries(LINE)) await page.locator(`[name=${field}]`).fill(value);
  await page.locator('[name=bentuk][value=goods]').check();
  await page.locator('button[value=simpan]').click();
  await page.waitForURL(/\/rab$/);
  assert.match(await text(page.locator('#main')), /Rp\s*9\.000\.000/, 'the server adds up');
  await attach(page, here);
  await sign(page, here);
  await change(page, base, 'salim');
  await sign(page, here);
  await change(page, base, 'rahma');
  await page.goto(`${here}/kirim`);
  assert.match(await text(page.locator('#main')), /Terkirim/, 'what sending does is told before');
  await page.locator('button[value=kirim]').click();
  await page.waitForURL(/ok=kirim/);
  const letter = await page.locator('a[href*="/surat/"]').first().getAttribute('href');
  await page.goto(`${base}/periksa/${letter?.split('/').pop()}`);
  assert.match(await text(page.locator('#main')), /berlaku/, 'anybody can check the receipt');
  return here;
}

/** The group reads the list, mends what it names, answers, signs with two persons and sends again. */
export async function mend(page, base, here) {
  await change(page, base, 'rahma');
  await page.goto(`${here}/perbaikan`);
  assert.match(await text(page.locator('#main')), /Sebut kapan jumlah itu tercapai/);
  await page.locator('a[href$="/isi/tujuan"]').click();
  await page.locator('[name=tujuan]').fill('Menambah jumlah tas menjadi 70 sebulan mulai April 2027.');
  await page.locator('form button[type=submit]').last().click();
  await page.waitForURL(/ok=1/);
  await page.goto(`${here}/perbaikan`);
  await page.locator('main input[type=checkbox]').check();
  await page.locator('main textarea').fill('Bulan mulainya sudah ditulis.');
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForURL(/ok=1/);
  await sign(page, here);
  await change(page, base, 'salim');
  await sign(page, here);
  await page.locator('button[value=perbaikan]').click();
  await page.waitForURL(/ok=perbaikan/);
}


/** The group takes it back, without a reason. */
export async function withdraw(page, base, here) {
  await change(page, base, 'rahma');
  await page.goto(`${here}/kirim`);
  const fold = page.locator('details:has(button[value=batal])');
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
  await page.locator('button[value=batal]').click();
  await page.waitForURL(/ok=batal/);
}

/** The check, then the same questions for the group; gives the address of the draft. */
async function begin(page, base) {
  await page.goto(`${base}/hibah`);
  const calls = await page.locator('.row-title a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  for (const call of calls) {
    await page.goto(`${base}${call}/cek`);
    if ((await page.locator('[name=badan]').count()) > 0) continue;
    await answerAll(page);
    const write = page.locator('a[href$="/ajukan"]');
    if ((await write.count()) === 0) continue;
    await arrive(page, () => write.click());
    await answerAll(page);
    await page.waitForURL(/\/proposal\/[0-9A-Z]{4}-[0-9A-Z]{4}/);
    return page.url().split('?')[0];
  }
  throw new Error('no call without a legal form is open');
}

async function answerAll(page) {
  for (const yes of await page.locator('main input[type=radio][value=ya]').all()) await yes.check();
  await arrive(page, () => page.locator('main form button[type=submit]').click());
}

/** The next page is there before anything is counted on it. */
async function arrive(page, press) {
  const loaded = page.waitForEvent('load');
  await press();
  await loaded;
}

async function attach(page, here) {
  const buffer = await photo(page);
  for (;;) {
    await page.goto(`${here}/berkas`);
    if ((await page.locator('.notice--warning li').count()) === 0) return;
    // The first kind to choose is one that is missing.
    await page.locator('[name=berkas]').setInputFiles({ name: 'berkas.jpg', mimeType: 'image/jpeg', buffer });
    await page.locator('form[enctype] button[type=submit]').click();
    await page.waitForURL(/ok=1/);
  }
}

async function sign(page, here) {
  await page.goto(`${here}/kirim`);
  await page.locator('[name=terbit]').check();
  await page.locator('button[value=tanda]').click();
  await page.waitForURL(/\/kirim\?ok=/);
}
