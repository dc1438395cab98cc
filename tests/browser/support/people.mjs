// Several people on one telephone.

import { signIn } from './sign-in.mjs';

/** Cookies of whoever signed in before in this journey, by page: an account that signs in again and again has to wait. */
const jars = new WeakMap();

/** Somebody else sits down at the telephone. */
export async function change(page, base, name) {
  const context = page.context();
  const jar = jars.get(page) ?? { who: '', cookies: new Map() };
  jars.set(page, jar);
  if (jar.who) jar.cookies.set(jar.who, await context.cookies());
  jar.who = name;
  await context.clearCookies();
  const own = jar.cookies.get(name);
  if (!own) return signIn(page, base, name);
  await context.addCookies(own);
  await page.goto(`${base}/masuk`);
}
