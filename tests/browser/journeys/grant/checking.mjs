// A verifier: claims a proposal, sends it back once, and finds its papers complete.

import assert from 'node:assert/strict';
import { change } from '../../support/people.mjs';
import { text } from '../../support/steps.mjs';

/** A verifier claims the proposal, marks the list and sends it back; gives its address at the office. */
export async function claim(page, base, here) {
  await change(page, base, 'nirmala');
  // The first page after signing in is that of the office.
  await page.locator('a[href$="/proposal"]').first().click();
  const code = here.split('/').pop();
  await page.locator(`a[href$="/proposal/${code}"]`).first().click();
  await page.waitForURL(new RegExp(`/proposal/${code}`));
  const office = page.url().split('?')[0];
  await page.locator('[name=tanpa_ikatan]').check();
  await page.locator('form[action$="/ambil"] button').click();
  await page.waitForURL(/ok=1/);
  await mark(page, ['content', 'papers'], { label: 'Tujuan', reason: 'INCOMPLETE_DOC', note: 'Sebut kapan jumlah itu tercapai.' });
  await page.goto(`${office}/langkah?ke=kembalikan`);
  for (const [part, value] of Object.entries({ tgl: '7', bln: '12', thn: '2026' })) {
    await page.locator(`[name=batas_${part}]`).fill(value);
  }
  await page.locator('button[value=lihat]').click();
  assert.match(await text(page.locator('#main')), /Pemberitahuan perbaikan/, 'what it does is told before');
  await page.locator('button[value=lakukan]').click();
  await page.waitForURL(/ok=/);
  return office;
}

/** Marks every point of some groups as fine, but for one that lacks something. */
async function mark(page, groups, lacking) {
  for (const group of groups) {
    const form = page.locator(`form:has([name=kelompok][value=${group}])`);
    const fold = page.locator('details').filter({ has: form });
    if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
    for (const yes of await form.locator('input[type=radio][value=ada]').all()) await yes.check();
    for (const verdict of await form.locator('select').all()) await verdict.selectOption('');
    const point = form.locator('fieldset').filter({ hasText: lacking?.label ?? '-' });
    if (lacking && (await point.count()) > 0) {
      await point.locator('select').selectOption(lacking.reason);
      await point.locator('textarea').fill(lacking.note);
    }
    await form.locator('button[type=submit]').click();
    await page.waitForURL(/ok=1/);
  }
}

/** The same officer reads what changed, and finds the papers complete. */
export async function complete(page, base, office) {
  await change(page, base, 'nirmala');
  await page.goto(office);
  assert.match(await text(page.locator('#main')), /Sebelumnya: .* Sekarang: .*April 2027/, 'what changed is shown');
  await mark(page, ['content', 'papers', 'fit', 'continuity']);
  const other = page.locator('form:has([name=kelompok][value=ganda])');
  await other.locator('textarea').fill('Tidak ada bantuan lain untuk alat yang sama.');
  await other.locator('button[type=submit]').click();
  await page.waitForURL(/ok=1/);
  await page.goto(`${office}/langkah?ke=lengkap`);
  await page.locator('button[value=lakukan]').click();
  await page.waitForURL(/ok=/);
}
