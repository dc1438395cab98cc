// What a first visit weighs over the wire, how often it asks, and how far things move while it loads.

export const name = 'budgets';
export const fixtures = [
  { address: '/heavy.html', expects: /HTML/ },
  { address: '/heavy-parts.html', expects: /style.*scripts/s },
  { address: '/many-requests.html', expects: /requests/ },
  { address: '/shift.html', expects: /move/ },
];

const KILO = 1000;
const LIMITS = { html: 15 * KILO, style: 10 * KILO, scripts: 8 * KILO, home: 100 * KILO, list: 160 * KILO, bare: 30 * KILO };
const REQUESTS = 25;
const SHIFT = 0.02;

/** @param {import('../support/visit.mjs').Visit} visit */
export async function inspect({ page, entry, requests, figures }) {
  const asked = requests.filter((url) => !url.startsWith('data:')).length;
  const weight = await page.evaluate(weigh);
  const { shift, moved } = await shiftAfterScrolling(page);
  remember(figures, entry, weight, asked, shift);
  const problems = [];
  const atMost = (what, value, limit) => value > limit && problems.push(`${what}: ${value}, more than ${limit}`);
  atMost('HTML bytes', weight.html, LIMITS.html);
  atMost('style bytes', weight.style, LIMITS.style);
  atMost('scripts bytes', weight.scripts, LIMITS.scripts);
  if (entry.kind === 'home') atMost('home bytes', weight.all, LIMITS.home);
  if (entry.kind === 'list') atMost('list bytes with pictures', weight.all, LIMITS.list);
  if (entry.kind === 'list') atMost('list bytes without pictures', weight.all - weight.pictures, LIMITS.bare);
  atMost('requests', asked, REQUESTS);
  if (shift > SHIFT) problems.push(`things move by ${shift}, more than ${SHIFT}: ${moved.join(', ')}`);
  return problems;
}

/** Runs inside the page. Bytes as they came over the wire, compressed, without headers. */
function weigh() {
  const [document] = performance.getEntriesByType('navigation');
  const weight = { html: document.encodedBodySize, style: 0, scripts: 0, pictures: 0, all: document.encodedBodySize };
  for (const { name, encodedBodySize } of performance.getEntriesByType('resource')) {
    const path = new URL(name).pathname;
    if (path.endsWith('.css')) weight.style += encodedBodySize;
    if (path.endsWith('.js')) weight.scripts += encodedBodySize;
    if (path.startsWith('/foto/')) weight.pictures += encodedBodySize;
    weight.all += encodedBodySize;
  }
  return weight;
}

/** Pictures below load while scrolling, and they may not push anything either. */
async function shiftAfterScrolling(page) {
  const { shift, moved } = await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
      scrollTo(0, y);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
    scrollTo(0, 0);
    return window.recorded;
  });
  return { shift: Math.round(shift * 10_000) / 10_000, moved: moved.slice(0, 4) };
}

function remember(figures, entry, weight, asked, shift) {
  figures.set('HTML, bytes', weight.html);
  figures.set('style, bytes', weight.style);
  figures.set('scripts, bytes', weight.scripts);
  figures.set('requests', asked);
  figures.set('shift', shift);
  if (entry.kind === 'home') figures.set('home, bytes', weight.all);
  if (entry.kind !== 'list') return;
  figures.set('list with pictures, bytes', weight.all);
  figures.set('list without pictures, bytes', weight.all - weight.pictures);
}
