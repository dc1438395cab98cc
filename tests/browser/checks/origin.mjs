// No request leaves the site.

export const name = 'own origin only';
export const fixtures = [{ address: '/other-origin.html', expects: /localhost/ }];

/** @param {import('../support/visit.mjs').Visit} visit */
export async function inspect({ page, requests }) {
  const own = new URL(page.url()).origin;
  return requests.filter((url) => !url.startsWith('data:') && new URL(url).origin !== own);
}
