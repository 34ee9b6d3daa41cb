/**
 * Finds a Chromium for the tests, or installs one: CHROME_PATH, Playwright's own, the system's, Debian's package
 * (as root), and at last Playwright's download.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const isRoot = typeof process.getuid === 'function' && process.getuid() === 0;

/**
 * No GL flag: WebGL2 then runs in software in page and worker while the page composites at 60 fps.
 * `--no-sandbox` only where Chromium refuses to start without it.
 */
export const CHROMIUM_ARGUMENTS = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-swiftshader',
  '--disable-dev-shm-usage',
];

function run(command, args) {
  console.error(`chromium: ${command} ${args.join(' ')}`);
  execFileSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** @returns {Promise<string>} the path of an executable that exists */
export async function ensureChromium() {
  const wanted = process.env.CHROME_PATH;
  if (wanted) {
    if (!existsSync(wanted))
      throw new Error(`CHROME_PATH names '${wanted}', which does not exist: correct or unset it`);
    return wanted;
  }
  const find = () => [chromium.executablePath(), ...SYSTEM_PATHS].find((path) => path && existsSync(path));
  let found = find();
  if (found) return found;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-q']);
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']);
  } else {
    run(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium']);
  }
  found = find();
  if (!found) throw new Error('no Chromium found or installed: install Chrome or Chromium and set CHROME_PATH to it');
  return found;
}
