// Nothing scrolls sideways: at the size of the visit, at 320 px, and with letters twice as large.

export const name = 'no sideways scroll';
export const fixtures = [
  { address: '/wide.html', expects: /wide/ },
  { address: '/wide-letters.html', expects: /200 %/ },
];

/** @param {import('../support/visit.mjs').Visit} visit */
export async function inspect({ page, session, size }) {
  const problems = await widerThanScreen(page, `${size.width} px`);
  if (size.width < 600) {
    await page.setViewportSize({ width: 320, height: 568 });
    problems.push(...(await widerThanScreen(page, '320 px')));
    await page.setViewportSize({ width: size.width, height: size.height });
  }
  // The browser's own letter size, so that media queries in em answer as they do for a reader who enlarged it.
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  problems.push(...(await widerThanScreen(page, `${size.width} px, 200 % text`)));
  await session.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
  return problems;
}

async function widerThanScreen(page, where) {
  const culprits = await page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const width = document.documentElement.clientWidth;
    const clips = [document.documentElement, document.body].some((part) => /hidden|clip/.test(getComputedStyle(part).overflowX));
    if (document.documentElement.scrollWidth <= width && !clips) return [];
    const scrollsItself = (part) => part.parentElement?.closest('.table-scroll, pre, [data-scroll]');
    return [...document.body.querySelectorAll('*')]
      .filter((part) => part.getBoundingClientRect().right > width + 0.5 && !scrollsItself(part))
      .slice(0, 3)
      .map((part) => `${part.localName}.${part.getAttribute('class') ?? ''} reaches ${Math.round(part.getBoundingClientRect().right)}`)
      .concat(clips ? ['overflow is hidden on the page'] : []);
  });
  return culprits.length === 0 ? [] : [`${where}: ${culprits.join(', ')}`];
}
