// Serves the deliberately broken pages. Any other address answers a page with nothing on it, where a journey must fail.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';

const FOLDER = new URL('../fixtures/', import.meta.url);
const FONT = new URL('../../../frontend/fonts/jakarta.woff2', import.meta.url);
const SLOW_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400"><path d="M0 0h300v400H0z"/></svg>';

/** @returns {Promise<{ base: string, close: () => void }>} */
export async function serveFixtures() {
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', 'http://fixture'), response).catch(() => response.writeHead(500).end());
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { base: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** A page of another site with a form that posts to `target`. */
export async function serveForm(target, values) {
  const inputs = Object.entries(values).map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`);
  const page = `<!doctype html><title>Situs lain</title><form action="${target}" method="post">${inputs.join('')}<button>Kirim</button></form>`;
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page));
  await new Promise((ready) => server.listen(0, ready));
  return { port: server.address().port, close: () => server.close() };
}

async function answer({ pathname, searchParams }, response) {
  const send = (type, body) => response.writeHead(200, { 'content-type': type }).end(body);
  if (pathname === '/heavy.css') return send('text/css', `/*${'x'.repeat(Number(searchParams.get('bytes')))}*/`);
  if (pathname === '/heavy.js') return send('text/javascript', `//${'x'.repeat(Number(searchParams.get('bytes')))}`);
  if (pathname === '/heavy.html') return send('text/html', `<!doctype html><!--${'x'.repeat(16_000)}--><h1>Berat</h1>`);
  if (pathname === '/font.woff2') return send('font/woff2', await readFile(FONT));
  if (pathname === '/throws.js') return send('text/javascript', 'throw new Error("broken on purpose");');
  if (pathname === '/dot.svg') return send('image/svg+xml', SLOW_PICTURE);
  if (pathname === '/slow.svg') return setTimeout(() => send('image/svg+xml', SLOW_PICTURE), 300);
  const name = pathname.endsWith('.html') ? pathname.slice(1) : 'nothing.html';
  return send('text/html; charset=utf-8', await readFile(new URL(name, FOLDER)));
}
