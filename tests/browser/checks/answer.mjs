// The page answers with the status it should have, and every link to a place on the page leads to that place.

export const name = 'status and places';
export const fixtures = [{ address: '/answer.html', entry: { status: 422 }, expects: /status 200.*#lost/s }];

/** @param {import('../support/visit.mjs').Visit} visit */
export async function inspect({ page, entry, status }) {
  const wanted = entry.status ?? 200;
  const problems = status === wanted ? [] : [`status ${status} instead of ${wanted}`];
  const lost = await page.evaluate(() =>
    [...document.querySelectorAll('a[href^="#"]')]
      .map((link) => link.getAttribute('href') ?? '')
      .filter((href) => !document.getElementById(decodeURIComponent(href.slice(1)))),
  );
  return problems.concat(lost.map((href) => `${href} leads nowhere`));
}
