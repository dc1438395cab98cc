// A person writes what they can do and reads why an opening fits and what is still missing.

import assert from 'node:assert/strict';
import { heading, text } from '../support/steps.mjs';

export const name = 'a person sees why an opening fits';

export async function travel({ page, base }) {
  await page.goto(`${base}/`);
  await page.getByRole('link', { name: 'Cocokkan' }).first().click();
  await page.waitForURL(/\/cocok/);
  await page.locator('[name=keterampilan]').fill('menjahit, nyetir');
  await page.getByLabel('kasir', { exact: true }).check();
  await page.locator('[name=tempat]').fill('Kalimantan Selatan');
  await page.getByRole('button', { name: 'Cari lowongan yang cocok' }).click();

  const answers = page.locator('section[aria-labelledby=answers]');
  await answers.waitFor();
  assert.match(await text(answers.locator('.match').first()), /Cocok: |Mirip: /);
  assert.match(await text(answers), /Belum Anda tulis: /);
  assert.ok(!page.url().includes('menjahit'), 'what was written does not stand in the address');
  assert.equal(await page.locator('[name=keterampilan]').inputValue(), 'menjahit, nyetir');
  assert.ok(await page.getByLabel('kasir', { exact: true }).isChecked(), 'the choice is kept');

  const title = await text(answers.locator('.row-title a').first());
  await answers.locator('.row-title a').first().click();
  assert.equal(await heading(page), title);
}
