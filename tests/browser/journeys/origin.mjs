// A form of the site is taken, with and without scripts; the same form on another site is refused.

import assert from 'node:assert/strict';
import { serveForm } from '../support/server.mjs';
import { signIn } from '../support/sign-in.mjs';

export const name = 'a form of another site is refused';

export async function travel({ page, base }) {
  await signIn(page, base, 'fitri');
  await page.goto(`${base}/akun/nama`);
  const own = await page.locator('[name=nama]').inputValue();
  await page.locator('form[action="/akun/nama"] button').click();
  await page.waitForURL(/\/akun\?ok=nama$/);

  const { port, close } = await serveForm(`${base}/akun/nama`, { nama: 'Orang lain' });
  try {
    // Another port of the same machine is the same site to the cookie; another name of it is not.
    for (const host of ['127.0.0.1', 'localhost']) {
      await page.goto(`http://${host}:${port}/`);
      const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
      await page.locator('button').click();
      assert.equal((await answered).status(), 403, `a form on ${host}:${port}`);
    }
  } finally {
    close();
  }
  await page.goto(`${base}/akun/nama`);
  assert.equal(await page.locator('[name=nama]').inputValue(), own, 'the name is as it was');
}
