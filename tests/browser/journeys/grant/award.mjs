// An award of goods: accepted, agreed, handed over, accounted for and closed.

import assert from 'node:assert/strict';
import { change } from '../../support/people.mjs';
import { photo, text } from '../../support/steps.mjs';

const TODAY = { tanggal_tgl: '22', tanggal_bln: '11', tanggal_thn: '2026' };

/** Carries the award of a proposal to its closing; gives the addresses of both sides. */
export async function settle(page, base, here, office) {
  const sides = await accept(page, base, here, office);
  await agree(page, base, sides);
  await handOver(page, base, sides);
  await account(page, base, sides);
  await act(page, base, 'tono', sides.office, 'selesaikan');
  await change(page, base, 'rahma');
  await page.goto(sides.group);
  assert.match(await text(page.locator('#main')), /Selesai/, 'the group reads that it is over');
  return sides;
}

async function accept(page, base, here, office) {
  await change(page, base, 'rahma');
  await page.goto(here.replace(/proposal\/.*/, 'bantuan'));
  await page.locator('.ways .way', { hasText: 'Alat Kerja' }).first().click();
  await page.waitForURL(/\/bantuan\/./);
  const group = page.url().split('?')[0];
  await act(page, base, 'rahma', group, 'terima');
  return { group, office: `${office.replace(/proposal\/.*/, 'bantuan')}/${group.split('/').pop()}` };
}

async function agree(page, base, { group, office }) {
  for (const name of ['rahma', 'salim']) await act(page, base, name, group, 'tanda-anggaran');
  const until = { tanggal_tgl: '31', tanggal_bln: '12', tanggal_thn: '2026' };
  await act(page, base, 'tono', office, 'buat-perjanjian', { nomor: 'NPHD/7', ...until });
  await change(page, base, 'rahma');
  await attach(page, group, 'perjanjian');
  await act(page, base, 'rahma', group, 'sahkan-perjanjian', { nomor: '12/PS', pakta: true });
  await act(page, base, 'wulan', office, 'sahkan-perjanjian', { rujukan: 'TTE-991' });
}

async function handOver(page, base, { group, office }) {
  await act(page, base, 'rahma', group, 'minta');
  await act(page, base, 'nirmala', office, 'verifikasi');
  await act(page, base, 'wulan', office, 'setujui');
  await change(page, base, 'agus');
  await attach(page, office, 'serah-terima');
  const note = { nomor: 'BAST/2', barang: 'Dua alat pres purun', jumlah: '8.000.000', ...TODAY };
  await act(page, base, 'agus', office, 'serahkan', note);
  await act(page, base, 'rahma', group, 'serahkan');
}

/** Line by line with a photo of the receipt, then two signatures, and two officers who accept it. */
async function account(page, base, { group, office }) {
  await page.goto(group);
  await page.locator('a[href*="/laporan/"]').first().click();
  await page.waitForURL(/\/laporan\//);
  await page.locator('a[href*="/baris/"]').first().click();
  await page.waitForURL(/\/baris\//);
  await page.locator('[name=jumlah]').fill('8.000.000');
  await page.locator('button[value=simpan]').click();
  await page.waitForURL(/ok=/);
  await page.goto(page.url().split('?')[0]);
  await fill(page, { toko: 'Toko Alat Jaya', nilai: '8.000.000', ...TODAY });
  await page.locator('[name=berkas]').setInputFiles(await picture(page));
  await page.locator('form[enctype] button[type=submit]').click();
  await page.waitForURL(/ok=/);
  for (const name of ['rahma', 'salim']) await act(page, base, name, group, 'tanda-laporan');
  await act(page, base, 'rahma', group, 'kirim-laporan');
  for (const name of ['nirmala', 'tono']) await act(page, base, name, office, 'terima-laporan');
}

/** One step on its own page: what it asks for, what it will do, and the button that does it. */
async function act(page, base, name, here, what, fields = {}) {
  await change(page, base, name);
  await page.goto(`${here}/langkah?ke=${what}&tahap=0`);
  await fill(page, fields);
  const look = page.locator('button[value=lihat]');
  if ((await look.count()) > 0) await look.click();
  await page.locator('button[value=lakukan]').click();
  await page.waitForURL(/ok=/);
}

async function fill(page, fields) {
  for (const [field, value] of Object.entries(fields)) {
    const control = page.locator(`main [name=${field}]`);
    await (value === true ? control.check() : control.fill(value));
  }
}

async function attach(page, here, kind) {
  await page.goto(here);
  await page.locator('[name=jenis]').selectOption(kind);
  await page.locator('[name=berkas]').setInputFiles(await picture(page));
  await page.locator('form[enctype] button[type=submit]').click();
  await page.waitForURL(/ok=/);
}

async function picture(page) {
  return { name: 'berkas.jpg', mimeType: 'image/jpeg', buffer: await photo(page) };
}
