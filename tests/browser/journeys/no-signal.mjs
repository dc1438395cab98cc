// Hendra writes down a sale where there is no signal. It stays on the telephone as a draft, is there again after the page
// was closed, and becomes one sale when it is sent.

import assert from 'node:assert/strict';
import { signIn } from '../support/sign-in.mjs';
import { text } from '../support/steps.mjs';

export const name = 'a sale without signal waits on the telephone and is sent once';
export const scriptedOnly = true;

export async function travel({ page, base }) {
  await signIn(page, base, 'hendra');
  const outlet = page.url().replace(/\?.*/, '');
  const before = await sales(page, outlet);
  await page.goto(`${outlet}/jual`);
  const goods = page.locator('[data-row]').first();
  await goods.locator('[data-by="1"]').click();
  await goods.locator('[data-by="1"]').click();
  assert.equal(await goods.locator('input').inputValue(), '2');
  await page.route(/\/jual$/, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await page.locator('.save-bar button').click();
  await page.locator('[data-drafts-state]', { hasText: 'sinyal' }).waitFor();
  assert.match(await text(page.locator('[data-drafts-list]')), /2 buah/);

  await page.reload();
  assert.match(await text(page.locator('[data-drafts-list]')), /2 buah/, 'the draft outlives the page');
  await page.unroute(/\/jual$/);
  await page.locator('[data-draft-send]').click();
  await page.waitForURL(/\/penjualan\//);
  assert.equal(await sales(page, outlet), before + 1, 'sent once');
  await page.goto(`${outlet}/jual`);
  assert.ok(await page.locator('[data-drafts]').isHidden(), 'no draft is left');
}

async function sales(page, outlet) {
  await page.goto(`${outlet}/penjualan`);
  return page.locator('.ways > li').count();
}
