// The public pages in all their states. Addresses with a code are found by following links, as a visitor would.

/** @typedef {{ slug: string, address: string, status?: number, kind?: string, main?: boolean, exit?: boolean,
 *   act?: Function }} Entry */

/** @returns {Promise<Entry[]>} */
export async function publicPages(base) {
  const product = await firstLink(base, '/barang', /\/barang\/[0-9A-Z]{6}/);
  const enterprise = await firstLink(base, product, /\/usaha\/[0-9A-Z]{6}/);
  const outlet = await firstLink(base, '/gerai', /\/gerai\/[0-9A-Z]{6}/);
  const opening = await firstLink(base, '/lowongan?q=menjahit', /\/lowongan\/[0-9A-Z]{6}/);
  const calls = await links(base, '/hibah', /\/hibah\/[0-9A-Z]{6}/);
  return [
    { slug: 'home', address: '/', kind: 'home', main: true },
    { slug: 'goods', address: '/barang', kind: 'list', main: true },
    { slug: 'goods-search', address: '/barang?q=tahu', kind: 'list' },
    { slug: 'goods-filtered', address: '/barang?jenis=keripik', kind: 'list' },
    { slug: 'goods-empty', address: '/barang?q=zzzz', kind: 'list', main: true },
    { slug: 'goods-wrong', address: '/barang?page=-1', status: 422 },
    { slug: 'product', address: product, main: true },
    { slug: 'enterprise', address: enterprise },
    { slug: 'outlets', address: '/gerai', kind: 'list' },
    { slug: 'outlet', address: outlet, main: true },
    { slug: 'openings', address: '/lowongan', kind: 'list', main: true },
    { slug: 'openings-search', address: '/lowongan?q=menjahit', kind: 'list' },
    { slug: 'openings-wrong', address: '/lowongan?tempat=atlantis', status: 422 },
    { slug: 'opening', address: opening, main: true },
    { slug: 'match', address: '/cocok', main: true },
    { slug: 'match-answers', address: '/cocok', main: true, act: askForWork },
    { slug: 'promise', address: '/janji-pemberi-kerja', main: true },
    { slug: 'report', address: '/lapor', main: true },
    { slug: 'calls', address: '/hibah', kind: 'list', main: true },
    { slug: 'call', address: calls[0], main: true },
    { slug: 'call-closed', address: calls.at(-1) },
    { slug: 'call-check', address: `${calls[0]}/cek`, main: true },
    { slug: 'about', address: '/tentang', main: true },
    { slug: 'privacy', address: '/privasi', main: true },
    { slug: 'help', address: '/bantuan', main: true },
    { slug: 'style-guide', address: '/gaya' },
    { slug: 'api', address: '/api', main: true },
    { slug: 'sign-in', address: '/masuk', exit: true, main: true },
    { slug: 'invitation', address: '/daftar', exit: true },
    { slug: 'sign-up', address: '/daftar/baru', exit: true },
    { slug: 'lost', address: '/lupa', exit: true, main: true },
    { slug: 'not-found', address: '/tidak-ada', status: 404, main: true },
  ];
}

async function askForWork(page) {
  await page.locator('[name=keterampilan]').fill('menjahit, kasir, nyetir, melipat awan');
  await page.locator('#main form button[type=submit]').click();
  await page.locator('#answers').waitFor();
}

async function firstLink(base, address, pattern) {
  return (await links(base, address, pattern))[0];
}

async function links(base, address, pattern) {
  const text = await (await fetch(base + address)).text();
  const found = [...text.matchAll(new RegExp(`href="(${pattern.source})"`, 'g'))].map((match) => match[1]);
  if (found.length === 0) throw new Error(`no link like ${pattern} on ${address}`);
  return found;
}
