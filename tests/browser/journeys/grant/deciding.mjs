// Blind review, recommendation by two, decision by one who did neither.

import assert from 'node:assert/strict';
import { change } from '../../support/people.mjs';
import { text } from '../../support/steps.mjs';

/** The reviewer who got the packet scores it, and the lead closes the round. */
export async function review(page, base, office) {
  for (const name of ['rini', 'bayu']) {
    await change(page, base, name);
    await page.goto(office.replace(/proposal\/.*/, 'penilaian'));
    const packet = page.locator('.ways .way').first();
    if ((await packet.count()) === 0) continue;
    await packet.click();
    await page.waitForURL(/\/penilaian\/./);
    if ((await page.locator('button[value=simpan]').count()) === 0) continue;
    const words = await text(page.locator('#main'));
    assert.doesNotMatch(words, /Purun Sanja|Rahma|Salim/, 'a packet names nobody');
    for (const score of await page.locator('main form input[inputmode=numeric]').all()) await score.fill('70');
    await page.locator('button[value=lihat]').click();
    await page.locator('button[value=kirim]').click();
    await page.waitForURL(/ok=/);
    break;
  }
  await change(page, base, 'tono');
  await page.goto(`${office}/nilai`);
  await page.locator('button[value=tutup]').click();
  await page.waitForURL(/ok=/);
}

/** The lead recommends with something taken off a line, and the verifier agrees to the very same. */
export async function recommend(page, base, office) {
  await page.goto(`${office}/rekomendasi`);
  await page.locator('[name=saran][value=ya]').check();
  if (!(await page.locator('[name=potong_1]').isVisible())) await page.locator('details summary').first().click();
  await page.locator('[name=potong_1]').fill('1.000.000');
  await page.locator('[name=sebab_1]').fill('Harga pasar lebih murah.');
  if ((await page.locator('[name=urutan]').count()) > 0) {
    if (!(await page.locator('[name=urutan]').isVisible())) await page.locator('details summary').last().click();
    await page.locator('[name=urutan]').fill('Yang lain masih diperiksa.');
  }
  await page.locator('button[value=lihat]').click();
  await page.locator('button[value=usulkan]').click();
  await page.waitForURL(/ok=/);
  await change(page, base, 'nirmala');
  await page.goto(`${office}/rekomendasi`);
  assert.match(await text(page.locator('#main')), /Rp\s*8\.000\.000/, 'the second one reads what the first wrote');
  await page.locator('button[value=sahkan]').click();
  await page.waitForURL(/ok=/);
}

/** Who did neither reads both, sees what approving does, and approves. */
export async function approve(page, base, office) {
  await change(page, base, 'wulan');
  await page.goto(`${office}/keputusan`);
  await page.locator('a[href*="ke=setujui"]').click();
  await page.waitForURL(/ke=setujui/);
  await page.locator('[name=nomor]').fill('900/12/Kop');
  await page.locator('button[value=lihat]').click();
  assert.match(await text(page.locator('#main')), /Rp\s*8\.000\.000/, 'the sum is told before');
  await page.locator('button[value=lakukan]').click();
  await page.waitForURL(/ok=/);
}
