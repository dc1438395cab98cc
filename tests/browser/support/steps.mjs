// Small steps the journeys share.

/** The words as a reader sees them, with plain spaces. */
export async function text(locator) {
  return (await locator.innerText()).replace(/\s+/g, ' ').trim();
}

export function heading(page) {
  return text(page.locator('h1'));
}

/**
 * Opens the filter, chooses, and waits for the narrowed list. With scripts a choice made by finger applies itself;
 * without them the button does it.
 */
export async function applyFilter(page, appliesItself, choose, address) {
  await page.locator('.filter-summary').click();
  await choose();
  if (!appliesItself) await page.getByRole('button', { name: 'Terapkan saringan' }).click();
  await page.waitForURL(address);
}

/** A picture with enough pixels for a photo: a small telephone shows fewer. */
export async function photo(page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 700, height: 900 });
  const picture = await page.screenshot({ type: 'jpeg' });
  await page.setViewportSize(before);
  return picture;
}
