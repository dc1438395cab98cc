// Lestari writes an opening with demands that have no place there, mends it, and Lia lets it be seen.

import assert from 'node:assert/strict';
import { signIn } from '../support/sign-in.mjs';
import { text } from '../support/steps.mjs';

export const name = 'an opening is written, mended, read by a moderator and shown';

const WRONG = 'Pria maks 28 th, penampilan menarik, bebas penyakit menular';
const TOLD = ['perlu alasan pekerjaan', 'Hapus syarat penampilan', 'Tes atau status kesehatan'];

export async function travel({ page, base, scripted }) {
  const title = `Room boy ${Date.now().toString(36)}`;
  await signIn(page, base, 'lestari');
  await page.goto(`${base}/perekrut`);
  const desk = `${base}${await page.locator('.way').first().getAttribute('href')}/lowongan`;
  await write(page, desk, title);

  await page.locator('[name=syarat]').fill(WRONG);
  if (scripted) {
    await page.locator('[data-notes] li').nth(2).waitFor();
    assert.equal(await page.locator('details[open] [name=alasan]').count() > 0, true, 'the part with the reason opens');
  }
  await save(page);
  const notes = await text(page.locator('.notice--warning').first());
  for (const words of TOLD) assert.ok(notes.includes(words), `${words} is told`);
  await page.locator('button[value=kirim]').waitFor({ state: 'detached' });

  await page.getByRole('link', { name: 'Ubah lowongan' }).click();
  assert.equal(await page.locator('[name=syarat]').inputValue(), WRONG, 'what was typed stays');
  await page.locator('[name=syarat]').fill('Khusus wanita');
  const fold = page.locator('details.fold', { has: page.locator('[name=alasan]') });
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
  await page.locator('[name=alasan][value=care]').check();
  await page.locator('[name=alasan_kalimat]').fill('Membersihkan ruang ganti tamu wanita setiap jam.');
  await save(page);
  await page.locator('button[value=kirim]').click();
  await page.waitForURL(/ok=kirim/);
  assert.match(await text(page.locator('.page-meta')), /Menunggu diperiksa/);
  const code = new URL(page.url()).pathname.split('/').at(-1);

  await page.context().clearCookies();
  await signIn(page, base, 'lia');
  await page.goto(`${base}/moderasi/lowongan`);
  await page.getByRole('link', { name: new RegExp(title) }).click();
  assert.match(await text(page.locator('#main')), /ruang ganti tamu wanita/);
  await page.locator('button[value=setujui]').click();
  await page.waitForURL(/\?ok/);

  await page.context().clearCookies();
  await page.goto(`${base}/lowongan/${code}`);
  const shown = await text(page.locator('#main'));
  for (const part of [title, 'Rp 3.900.000', 'membersihkan kamar', 'ruang ganti tamu wanita']) assert.ok(shown.includes(part), `${part} is shown`);
}

async function write(page, desk, title) {
  await page.goto(`${desk}/baru`);
  await page.locator('[name=jabatan]').fill(title);
  await page.locator('[name=tempat]').fill('Kota Banjarbaru');
  await page.locator('[name=kontrak][value=permanent]').check();
  await page.locator('[name=upah_dari]').fill('3.900.000');
  await page.locator('[name=satuan][value=month]').check();
  await page.locator('[name=wajib]').fill('membersihkan kamar\nmenyetrika');
  await page.locator('[name=tugas]').fill('Membersihkan kamar tamu dan mengganti seprai setiap hari.');
}

async function save(page) {
  await page.getByRole('button', { name: 'Simpan lowongan' }).click();
  await page.waitForURL(/\?ok=/);
}
