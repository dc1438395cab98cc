// From the check of a call to a proposal whose papers are complete: one writes, two sign, the receipt has a code anybody
// can check, an officer sends one list back, the group mends what it names, and the same officer finds everything there.

import assert from 'node:assert/strict';
import { signIn } from '../support/sign-in.mjs';
import { photo, text } from '../support/steps.mjs';

export const name = 'a group writes a proposal, two sign it, an officer sends it back once, and the papers are complete';

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

export async function travel({ page, base }) {
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
  const office = await claim(page, base, here);
  await mend(page, base, here);
  await complete(page, base, office);
  await change(page, base, 'rahma');
  await page.goto(here);
  assert.match(await text(page.locator('#main')), /Dinilai/, 'the group reads where it stands');
  await page.goto(`${here}/kirim`);
  const fold = page.locator('details:has(button[value=batal])');
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
  await page.locator('button[value=batal]').click();
  await page.waitForURL(/ok=batal/);
}

/** A verifier claims the proposal, marks the list and sends it back; gives its address at the office. */
async function claim(page, base, here) {
  await change(page, base, 'nirmala');
  // The first page after signing in is that of the office.
  await page.locator('a[href$="/proposal"]').first().click();
  const code = here.split('/').pop();
  await page.locator(`a[href$="/proposal/${code}"]`).first().click();
  await page.waitForURL(new RegExp(`/proposal/${code}`));
  const office = page.url().split('?')[0];
  await page.locator('[name=tanpa_ikatan]').check();
  await page.locator('form[action$="/ambil"] button').click();
  await page.waitForURL(/ok=1/);
  await mark(page, { label: 'Tujuan', reason: 'INCOMPLETE_DOC', note: 'Sebut kapan jumlah itu tercapai.' });
  await page.goto(`${office}/langkah?ke=kembalikan`);
  for (const [part, value] of Object.entries({ tgl: '7', bln: '12', thn: '2026' })) {
    await page.locator(`[name=batas_${part}]`).fill(value);
  }
  await page.locator('button[value=lihat]').click();
  assert.match(await text(page.locator('#main')), /Pemberitahuan perbaikan/, 'what it does is told before');
  await page.locator('button[value=lakukan]').click();
  await page.waitForURL(/ok=/);
  return office;
}

/** Marks every point of the papers as fine, but for one that lacks something. */
async function mark(page, lacking) {
  for (const group of ['content', 'papers']) {
    const form = page.locator(`form:has([name=kelompok][value=${group}])`);
    const fold = page.locator('details').filter({ has: form });
    if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
    for (const yes of await form.locator('input[type=radio][value=ada]').all()) await yes.check();
    for (const verdict of await form.locator('select').all()) await verdict.selectOption('');
    const point = form.locator('fieldset').filter({ hasText: lacking?.label ?? '-' });
    if (lacking && (await point.count()) > 0) {
      await point.locator('select').selectOption(lacking.reason);
      await point.locator('textarea').fill(lacking.note);
    }
    await form.locator('button[type=submit]').click();
    await page.waitForURL(/ok=1/);
  }
}

/** The group reads the list, mends what it names, answers, signs with two persons and sends again. */
async function mend(page, base, here) {
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

/** The same officer reads what changed, and finds the papers complete. */
async function complete(page, base, office) {
  await change(page, base, 'nirmala');
  await page.goto(office);
  assert.match(await text(page.locator('#main')), /Sebelumnya: .* Sekarang: .*April 2027/, 'what changed is shown');
  await mark(page);
  const other = page.locator('form:has([name=kelompok][value=ganda])');
  await other.locator('textarea').fill('Tidak ada bantuan lain untuk alat yang sama.');
  await other.locator('button[type=submit]').click();
  await page.waitForURL(/ok=1/);
  await page.goto(`${office}/langkah?ke=lengkap`);
  await page.locator('button[value=lakukan]').click();
  await page.waitForURL(/ok=/);
}

/** Cookies of whoever signed in before in this journey, by page: an account that signs in again and again has to wait. */
const jars = new WeakMap();

/** Somebody else sits down at the telephone. */
async function change(page, base, name) {
  const context = page.context();
  const jar = jars.get(page) ?? { who: '', cookies: new Map() };
  jars.set(page, jar);
  if (jar.who) jar.cookies.set(jar.who, await context.cookies());
  jar.who = name;
  await context.clearCookies();
  const own = jar.cookies.get(name);
  if (!own) return signIn(page, base, name);
  await context.addCookies(own);
  await page.goto(`${base}/masuk`);
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
    await write.click();
    await answerAll(page);
    await page.waitForURL(/\/proposal\/[0-9A-Z]{4}-[0-9A-Z]{4}/);
    return page.url().split('?')[0];
  }
  throw new Error('no call without a legal form is open');
}

async function answerAll(page) {
  for (const yes of await page.locator('main input[type=radio][value=ya]').all()) await yes.check();
  await page.locator('main form button[type=submit]').click();
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
