// The browser has nothing to complain about: no console error, no script error, no breach of the security policy.

export const name = 'console and security policy';
export const fixtures = [
  { address: '/console.html', expects: /broken on purpose/ },
  { address: '/policy.html', expects: /script-src/ },
];

/** @param {import('../support/visit.mjs').Visit} visit */
export async function inspect({ page, complaints }) {
  const violations = await page.evaluate(() => window.recorded.violations);
  return [...complaints, ...violations];
}
