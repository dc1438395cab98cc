// Changing the language keeps the page and its search, there and back, and stays for the next page.

import assert from 'node:assert/strict';
import { heading } from '../support/steps.mjs';

export const name = 'the language changes and the page stays';

export async function travel({ page, base }) {
  const address = `${base}/barang?q=keripik&jenis=keripik`;
  await page.goto(address);
  const before = await heading(page);
  const count = await page.locator('.card').count();
  await page.locator('.header-language').click();
  await page.locator('html[lang=en]').waitFor({ state: 'attached' });
  assert.equal(page.url(), address);
  assert.notEqual(await heading(page), before);
  assert.equal(await page.locator('.card').count(), count);

  await page.locator('.card-title a').first().click();
  await page.locator('html[lang=en] .stock-lines').waitFor();
  await page.goBack({ waitUntil: 'commit' });
  await page.locator('.header-language').click();
  await page.locator('html[lang=id]').waitFor({ state: 'attached' });
  assert.equal(page.url(), address);
  assert.equal(await heading(page), before);
}
