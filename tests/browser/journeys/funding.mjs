// A visitor reads an open call: who may ask, until when, and which papers are needed.

import assert from 'node:assert/strict';
import { heading, text } from '../support/steps.mjs';

export const name = 'a visitor reads an open call';

export async function travel({ page, base }) {
  await page.goto(`${base}/`);
  await page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link', { name: 'Hibah' }).click();
  await page.waitForURL(/\/hibah$/);
  const title = await text(page.locator('.row-title a').first());
  await page.locator('.row-title a').first().click();
  assert.equal(await heading(page), title);
  const read = await text(page.locator('#main'));
  for (const part of ['Siapa boleh mengajukan', 'Surat yang disiapkan', 'Ditutup', 'Rp']) assert.ok(read.includes(part), `${part} is told`);
  await page.locator('.breadcrumb').click();
  await page.waitForURL(/\/hibah$/);
}
