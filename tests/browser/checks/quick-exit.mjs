// The quick exit stands where it belongs and nowhere else: in sight at the top edge however far somebody has scrolled,
// large enough for a thumb, and a form that works by itself.

export const name = 'quick exit';
export const fixtures = [
  { address: '/nothing.html', entry: { exit: true }, expects: /no quick exit/ },
  { address: '/exit.html', expects: /does not belong/ },
  { address: '/exit.html', entry: { exit: true }, expects: /px high.*out of sight/s },
  { address: '/exit-elsewhere.html', entry: { exit: true }, expects: /posts to/ },
];

const THUMB = 44;

/** @param {import('../support/visit.mjs').Visit} visit */
export async function inspect({ page, entry, figures }) {
  const found = await page.evaluate(look);
  if (!entry.exit) return found ? ['a quick exit that does not belong here'] : [];
  if (!found) return ['no quick exit'];
  figures.set('quick exit, px', found.height);
  const problems = [];
  if (found.form !== 'post /keluar-cepat') problems.push(`the quick exit posts to ${found.form}`);
  if (found.height < THUMB) problems.push(`the quick exit is ${found.height} px high, less than ${THUMB}`);
  if (!found.inSight) problems.push('the quick exit is out of sight at the end of the page');
  return problems;
}

/** Runs inside the page. */
function look() {
  const form = document.querySelector('form[data-exit]');
  const button = form?.querySelector('button');
  if (!form || !button) return null;
  scrollTo(0, document.documentElement.scrollHeight);
  const { top, bottom, height, width } = button.getBoundingClientRect();
  const over = document.elementFromPoint(width / 2 + button.getBoundingClientRect().left, (top + bottom) / 2);
  scrollTo(0, 0);
  return {
    form: `${form.method} ${new URL(form.action).pathname}`,
    height: Math.round(height),
    inSight: top >= 0 && bottom <= innerHeight && button.contains(over),
  };
}
