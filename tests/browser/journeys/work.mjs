// A person looks for an opening, narrows it to a place and reads it.

import assert from 'node:assert/strict';
import { applyFilter, heading, text } from '../support/steps.mjs';

export const name = 'a person finds an opening near by and reads it';

export async function travel({ page, base }) {
  await page.goto(`${base}/lowongan`);
  await page.locator('#main [name=q]').fill('menjahit');
  await page.getByRole('button', { name: 'Cari', exact: true }).click();
  await page.waitForURL(/q=menjahit/);
  const before = await page.locator('.row').count();

  // Typed words wait for the button, with and without scripts.
  await applyFilter(page, false, () => page.getByLabel('Tempat').fill('Kabupaten Banjar'), /tempat=/);
  const places = await page.locator('.row-meta').allInnerTexts();
  assert.ok(places.length > 0 && places.length <= before, 'the place narrows the list');
  for (const place of places) assert.match(place, /Banjar/);

  const title = await text(page.locator('.row-title a').first());
  await page.locator('.row-title a').first().click();
  assert.equal(await heading(page), title);
  const read = await text(page.locator('#main'));
  for (const part of ['Upah', 'Keterampilan', 'Ditutup', 'Kabupaten Banjar']) assert.ok(read.includes(part), `${part} is told`);
}
