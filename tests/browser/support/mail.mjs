// Reads the mails a demo writes into the folder `mail` of its data.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const PATIENCE = 20_000;
const PAUSE = 100;

/**
 * A folder of mails. Ask for `seen` first, then do what sends a mail, then wait for the one that was not there before.
 * @param {string} data the data folder of the demo
 */
export function mailFolder(data) {
  const folder = join(data, 'mail');
  const names = async () => (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).sort();
  return {
    seen: async () => new Set(await names()),
    /** @param {Set<string>} before @param {string} address @param {number} [patience] */
    async next(before, address, patience = PATIENCE) {
      for (const end = Date.now() + patience; Date.now() < end; await pause()) {
        for (const name of (await names()).filter((one) => !before.has(one)).reverse()) {
          const mail = readMail(await readFile(join(folder, name), 'utf8'));
          if (mail.to === address) return mail;
        }
      }
      throw new Error(`no mail to ${address} came`);
    },
  };
}

/** @returns {{ to: string, code: string, link: string, text: string }} */
function readMail(raw) {
  const [head = '', ...body] = raw.split(/\r?\n\r?\n/);
  const text = body.join('\n\n').replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, byte) => String.fromCharCode(parseInt(byte, 16)));
  return {
    to: /^To: (.*)$/m.exec(head)?.[1]?.trim() ?? '',
    code: /\b(\d{4} \d{4})\b/.exec(text)?.[1] ?? '',
    link: /(https?:\S+)/.exec(text)?.[1] ?? '',
    text,
  };
}

function pause() {
  return new Promise((done) => setTimeout(done, PAUSE));
}
