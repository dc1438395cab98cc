// On a slow line the font comes after the first paint. It may not move what stands there.

export const name = 'late font';
export const fixtures = [{ address: '/late-font.html', slug: 'goods', expects: /move/ }];

const PAGES = ['home', 'goods', 'goods-filtered', 'opening'];
const DELAY = 600;
const SHIFT = 0.02;

/** @param {import('../support/visit.mjs').Visit} visit */
export async function inspect({ page, entry, size, figures }) {
  if (!PAGES.includes(entry.slug) || size.width >= 600) return [];
  await page.route('**/*.woff2', async (route) => {
    await new Promise((done) => setTimeout(done, DELAY));
    await route.continue();
  });
  await page.reload({ waitUntil: 'load' });
  const { shift, moved } = await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return window.recorded;
  });
  await page.unroute('**/*.woff2');
  figures.set('shift with a late font', Math.round(shift * 10_000) / 10_000);
  return shift > SHIFT ? [`things move by ${shift.toFixed(4)}, more than ${SHIFT}: ${moved.slice(0, 4).join(', ')}`] : [];
}
