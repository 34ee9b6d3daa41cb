/**
 * Third-party notices: the bundler writes those of the page, but not of the worker's bundle. This adds the packages that
 * the workers hold (the build lists them in worker-packages.json), each with its licence text, to dist/licenses.md.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const HEADING = '# In the workers';
const APACHE = 'Apache-2.0: the full text is the LICENSE file of this project.';

/** What no package has its licence in a file for is a fault, and so is a worker without any package. */
export function writeNotices(out = 'dist/licenses.md') {
  const list = join(dirname(out), 'worker-packages.json');
  if (!existsSync(list)) {
    // Written already for this build, or not the build of this project.
    if (existsSync(out) && readFileSync(out, 'utf8').includes(HEADING)) return;
    throw new Error(`${list} is missing: build the page first`);
  }
  const names = JSON.parse(readFileSync(list, 'utf8'));
  if (!names.includes('@tensorflow/tfjs-core')) throw new Error(`${list} does not list what the workers hold`);
  const sections = names.map((name) => {
    const folder = join('node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const found = (pattern) => readdirSync(folder).find((entry) => pattern.test(entry));
    const file = found(/^licen[cs]e/i);
    // Some keep their licence in the readme alone.
    const readme = file ?? found(/^readme/i);
    const whole = readme ? readFileSync(join(folder, readme), 'utf8') : '';
    const section = whole.slice(Math.max(0, whole.search(/^#* *licen[cs]e\b/im))).split(/\n#+ /)[0] ?? '';
    const text = (file ? whole : section).trim();
    if (text.length < 300 && license !== 'Apache-2.0') throw new Error(`${name} has no licence text`);
    return `## ${name} ${version} (${license})\n\n${text.length < 300 ? APACHE : text}\n`;
  });
  const page = existsSync(out) ? readFileSync(out, 'utf8').split(`\n${HEADING}`)[0] : '';
  const data = existsSync('public/data/LICENSES.md') ? '\n# Data\n\nSee data/LICENSES.md.\n' : '';
  writeFileSync(out, `${page.trimEnd()}\n\n${HEADING}\n\n${sections.join('\n')}${data}`);
  rmSync(list);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) writeNotices();
