// A visitor looks for a product, narrows the list, opens one and reaches the outlet where it lies.

import assert from 'node:assert/strict';
import { applyFilter, heading, text } from '../support/steps.mjs';

export const name = 'a visitor finds a product and reaches the outlet';

export async function travel({ page, base, scripted }) {
  await page.goto(`${base}/`);
  await page.locator('#main [name=q]').fill('keripik');
  await page.getByRole('button', { name: 'Cari', exact: true }).click();
  await page.waitForURL(/\/barang\?q=keripik/);
  const before = await page.locator('.card').count();
  assert.ok(before > 0, 'the search finds products');

  await applyFilter(page, scripted, () => page.getByLabel('Jenis', { exact: true }).selectOption('keripik'), /jenis=keripik/);
  await page.locator('.active-filters').waitFor();
  const after = await page.locator('.card').count();
  assert.ok(after > 0 && after <= before, 'the filter narrows the list');

  const title = await text(page.locator('.card-title a').first());
  await page.locator('.card-title a').first().click();
  assert.equal(await heading(page), title);
  assert.match(await text(page.locator('.price').first()), /^Rp\s[\d.]+/);
  const copies = page.getByRole('button', { name: 'Salin tautan' });
  assert.equal(await copies.isVisible(), scripted, 'the copy button shows only where it works');

  const outlet = page.locator('.stock-line-name').first();
  const where = await text(outlet);
  await outlet.click();
  await page.waitForURL(/\/gerai\/[0-9A-Z]{6}/);
  assert.equal(await heading(page), where);
  assert.match(await text(page.locator('#main')), /Buka|Tutup/);
}
