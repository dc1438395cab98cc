// The scripts of the site hold to their types, and every style file is read without an error.

import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { transform } from 'lightningcss';

const HERE = new URL('../', import.meta.url);
const STYLE = new URL('../../frontend/css/', HERE);
const FIXTURES = new URL('fixtures/', HERE);

/** Each with the broken file it must refuse. */
export const sources = [
  { name: 'types of the scripts', inspect: () => types('.'), broken: () => types('fixtures'), expects: /TS2345/ },
  {
    name: 'style files',
    inspect: () => style(STYLE),
    broken: () => style(FIXTURES),
    expects: /broken\.css/,
  },
];

async function types(project) {
  const compiler = fileURLToPath(new URL('node_modules/typescript/bin/tsc', HERE));
  try {
    await promisify(execFile)(process.execPath, [compiler, '--noEmit', '-p', project], { cwd: fileURLToPath(HERE) });
    return [];
  } catch (error) {
    return (error.stdout || error.message).trim().split('\n');
  }
}

async function style(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.css'));
  const problems = names.length === 0 ? [`no style file in ${folder}`] : [];
  for (const filename of names) {
    const code = await readFile(new URL(filename, folder));
    try {
      const { warnings } = transform({ filename, code, errorRecovery: false });
      problems.push(...warnings.map((warning) => `${filename}: ${warning.message}`));
    } catch (error) {
      problems.push(`${filename}: ${error.message}`);
    }
  }
  return problems;
}
