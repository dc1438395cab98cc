// Starts the installed Chromium and opens pages the way every check wants them: a cold cache, one language, one size.

import { chromium } from 'playwright-core';

export const PHONE = { name: '360', width: 360, height: 640 };
export const DESK = { name: '1200', width: 1200, height: 800 };

export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A fresh context has an empty cache, so what a page weighs is what a first visit weighs. */
export async function newContext(browser, { base, size = PHONE, language = 'id', scripted = true, patience = 10_000 }) {
  const context = await browser.newContext({
    viewport: { width: size.width, height: size.height },
    javaScriptEnabled: scripted,
    reducedMotion: 'reduce',
    locale: language === 'en' ? 'en-GB' : 'id-ID',
    timezoneId: 'Asia/Makassar',
  });
  context.setDefaultTimeout(patience);
  await context.addCookies([{ name: 'bahasa', value: language, url: base }]);
  return context;
}
