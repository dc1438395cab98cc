// With Tab and Enter alone: the skip link comes first, it leads to the content, and the first product is near. Where
// the quick exit belongs on the page, it comes before everything else.

export const name = 'keyboard';
export const fixtures = [
  { address: '/keyboard-no-skip.html', slug: 'goods', expects: /skip link/ },
  { address: '/keyboard-no-skip.html', entry: { exit: true }, expects: /quick exit/ },
  { address: '/keyboard-far.html', slug: 'goods', expects: /Tabs/ },
];

const TABS = 5;

/** @param {import('../support/visit.mjs').Visit} visit */
export async function inspect({ page, entry, size, figures }) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press('Tab');
  if (entry.exit) {
    const leaves = await page.evaluate(() => Boolean(document.activeElement?.closest('form[data-exit]')));
    if (!leaves) return ['the first Tab does not reach the quick exit'];
    await page.keyboard.press('Tab');
  }
  const first = await page.evaluate(() => {
    const link = document.activeElement;
    const seen = link?.getBoundingClientRect();
    return { href: link?.getAttribute('href'), visible: Boolean(seen && seen.top >= 0 && seen.width > 24 && seen.height > 16) };
  });
  if (first.href !== '#main' || !first.visible) return ['Tab does not show the skip link'];
  await page.keyboard.press('Enter');
  const reached = await page.evaluate(() => document.activeElement?.id);
  if (reached !== 'main') return [`the skip link leads to "${reached}" instead of the content`];
  // On a wide screen the kinds of goods stand between as a row of links; the figure is for the phone.
  return entry.slug === 'goods' && size.width < 600 ? tabsToFirstProduct(page, figures) : [];
}

async function tabsToFirstProduct(page, figures) {
  for (let tabs = 1; tabs <= TABS; tabs += 1) {
    await page.keyboard.press('Tab');
    const arrived = await page.evaluate(() => Boolean(document.activeElement?.closest('.card')));
    if (!arrived) continue;
    figures.set('Tabs to the first product', tabs);
    return [];
  }
  return [`more than ${TABS} Tabs to the first product`];
}
