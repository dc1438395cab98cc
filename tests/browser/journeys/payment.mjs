// Hendra pays a part of what is owed and lays a photo of the slip beside it.

import assert from 'node:assert/strict';
import { signIn } from '../support/sign-in.mjs';
import { photo, text } from '../support/steps.mjs';

export const name = 'a payment is recorded, and the photo of its slip is seen';

export async function travel({ page, base }) {
  const number = `TRX ${Date.now().toString(36)}`;
  await signIn(page, base, 'hendra');
  const outlet = page.url().replace(/\?.*/, '');
  await page.goto(`${outlet}/rekap`);
  await page.locator('section[aria-labelledby=pay] .way').first().click();
  await page.locator('[name=rupiah]').fill('1.000');
  await page.locator('[name=nomor]').fill(number);
  await page.locator('button[value=pay]').click();
  assert.match(await text(page.locator('.error-summary')), /Pilih cara membayar/);
  assert.equal(await page.locator('[name=nomor]').inputValue(), number, 'what was typed stays');
  await page.locator('[name=cara][value=transfer]').check();
  await page.locator('button[value=pay]').click();
  await page.waitForURL(/ok=bayar/);

  const payment = page.locator('section[aria-labelledby=payments] li', { hasText: number });
  const slip = await photo(page);
  await payment.locator('summary', { hasText: 'Tambah foto bukti' }).click();
  await payment.locator('[name=foto]').setInputFiles({ name: 'slip.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 slip') });
  await payment.locator('button', { hasText: 'Kirim foto' }).click();
  await payment.locator('.field-error').waitFor();
  await payment.locator('[name=foto]').setInputFiles({ name: 'IMG_9.JPG', mimeType: 'image/jpeg', buffer: slip });
  await payment.locator('button', { hasText: 'Kirim foto' }).click();
  await page.waitForURL(/ok=bukti/);
  const at = await payment.locator('a', { hasText: 'Lihat foto bukti' }).getAttribute('href');
  const seen = await page.request.get(`${base}${at}`);
  assert.deepEqual([seen.status(), seen.headers()['content-type']], [200, 'image/jpeg']);
}
