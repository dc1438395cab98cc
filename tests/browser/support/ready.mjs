// A demo that has just started still paints its pictures. The checks begin when every picture of their pages is there.

const PATIENCE = 120_000;
const PAUSE = 500;

export async function picturesReady(base, pages) {
  const end = Date.now() + PATIENCE;
  for (const address of await pictureAddresses(base, pages)) {
    while ((await fetch(base + address)).status !== 200) {
      if (Date.now() > end) throw new Error(`the picture ${address} is still missing`);
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }
}

async function pictureAddresses(base, pages) {
  const found = new Set();
  for (const { address } of pages) {
    const text = await (await fetch(base + address)).text();
    for (const [picture] of text.matchAll(/\/foto\/[\w-]+\.webp/g)) found.add(picture);
  }
  return found;
}
