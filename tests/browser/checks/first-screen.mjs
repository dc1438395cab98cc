// The first screen of a phone shows what the page is for: a product with its price, or the way out of an empty list.

export const name = 'first screen';
export const fixtures = [
  { address: '/first-screen.html', slug: 'goods', expects: /first product/ },
  { address: '/first-screen.html', slug: 'goods-empty', expects: /way out/ },
  { address: '/first-screen.html', slug: 'any', expects: /header/ },
];

/** Without the quick exit and the row of areas, which stand on pages of a session. */
const HEADER = 104;

/** @param {import('../support/visit.mjs').Visit} visit */
export async function inspect({ page, entry, size, figures }) {
  if (size.width >= 600) return [];
  const bottom = (selector) => bottomOf(page, selector);
  const problems = [];
  const header = await bottom('.header');
  if (!entry.exit) figures.set('header, px', header);
  if (header > HEADER && !entry.exit) problems.push(`the header is ${header} px high, more than ${HEADER}`);
  if (entry.slug === 'goods') {
    const name = await bottom('.card .card-title');
    const price = await bottom('.card .price');
    figures.set('first price ends at y', price);
    if (Math.max(name, price) > size.height) problems.push(`the first product ends at ${Math.max(name, price)} px`);
  }
  if (entry.slug === 'goods-empty') {
    const way = await bottom('.empty-state a');
    figures.set('way out ends at y', way);
    if (way > size.height) problems.push(`the first way out of the empty list ends at ${way} px`);
  }
  return problems;
}

/** A thing that is not there ends infinitely far below. */
function bottomOf(page, selector) {
  return page.evaluate((wanted) => {
    const part = document.querySelector(wanted);
    return part ? Math.round(part.getBoundingClientRect().bottom + scrollY) : Infinity;
  }, selector);
}
