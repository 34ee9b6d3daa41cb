/**
 * Third-party notices: the bundler writes those of the page, but not of the worker's bundle. This adds the packages that
 * the worker holds, each with its licence text, to dist/licenses.md.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What src/engine/worker and the core bundle from outside, with what those bring along. */
const WORKER_PACKAGES = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-cpu',
  'seedrandom',
  'long',
  'zod',
  'fflate',
];
const APACHE = 'Apache-2.0: the full text is the LICENSE file of this project.';

export function writeNotices(out = 'dist/licenses.md') {
  const sections = WORKER_PACKAGES.filter((name) => existsSync(join('node_modules', name))).map((name) => {
    const folder = join('node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : license === 'Apache-2.0' ? APACHE : license;
    return `## ${name} ${version} (${license})\n\n${text}\n`;
  });
  const page = existsSync(out) ? readFileSync(out, 'utf8').split('\n# In the training worker')[0] : '';
  const data = existsSync('public/data/LICENSES.md') ? '\n# Data\n\nSee data/LICENSES.md.\n' : '';
  writeFileSync(out, `${page.trimEnd()}\n\n# In the training worker\n\n${sections.join('\n')}${data}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) writeNotices();
