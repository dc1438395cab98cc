// People of five kinds sign in with their password, see their own home page with its tasks, and sign out.

import assert from 'node:assert/strict';
import { checkHome, signIn, signOut } from '../support/sign-in.mjs';

export const journeys = ['hendra', 'lestari', 'nirmala', 'dewi'].map((who) => ({
  name: `${who} signs in with a password and out again`,
  async travel({ page, base }) {
    await signIn(page, base, who);
    const home = page.url();
    await checkHome(page, who);
    await signOut(page, base);
    await page.goto(home);
    assert.equal(new URL(page.url()).pathname, '/masuk', 'after signing out the home page asks to sign in');
  },
}));
