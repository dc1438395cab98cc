// The way in and the way to the tasks, as a person goes it.

import assert from 'node:assert/strict';
import { accountOf, addressOf, PASSWORD } from './accounts.mjs';
import { heading, text } from './steps.mjs';

/** Signs in with the password, through the form. */
export async function signIn(page, base, name, { shared = false } = {}) {
  await page.goto(`${base}/masuk`);
  await page.locator('[name=alamat]').fill(addressOf(name));
  await page.locator('[name=bersama]').setChecked(shared);
  await page.locator('details:has([name=sandi]) > summary').click();
  await page.locator('[name=sandi]').fill(PASSWORD);
  await page.locator('[name=cara][value=sandi]').click();
  await page.waitForURL((url) => url.pathname !== '/masuk');
}

/** Asks for a code by e-mail and waits for the page where it is typed. */
export async function askForCode(page, base, address, { shared = false } = {}) {
  await page.goto(`${base}/masuk`);
  await page.locator('[name=alamat]').fill(address);
  await page.locator('[name=bersama]').setChecked(shared);
  await page.locator('[name=cara][value=kode]').click();
  await page.waitForURL(/\/masuk\/kode$/);
}

/** The home page of an account has its heading and the quick exit, and leads to the list of tasks. */
export async function checkHome(page, name) {
  const { home, heading: title, steps, tasks, words } = accountOf(name);
  const path = new URL(page.url()).pathname;
  assert.match(path, home, `${name} begins at ${path}`);
  assert.equal(await heading(page), title);
  await checkExit(page);
  for (const step of steps) await page.locator(`#main ${step}`).first().click();
  assert.match(await text(page.locator(`#main ${tasks}`).first()), words, `${name} sees what is to be done`);
  await checkExit(page);
}

async function checkExit(page) {
  const button = page.locator('form[data-exit] button');
  assert.ok(await button.isVisible(), `no quick exit on ${page.url()}`);
}

/** Signs out with the button of the account page. */
export async function signOut(page, base) {
  await page.goto(`${base}/akun`);
  await page.locator('form[action="/keluar"] button').click();
  await page.waitForURL(/\/masuk\?keluar=1$/);
}
