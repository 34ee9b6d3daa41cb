/**
 * `npm run experiments [-- --json FILE] [--only e1,e2,e3,e5] [--seeds N] [--backend wasm|cpu] [--pool N]`: trains the teaching
 * experiments headless, with the page's own engine, and prints ours beside the reference numbers.
 * Not by default: `--only presets` (what the presets' words say was measured), `choose` (strengths, on validation),
 * `opening` (the search for the opening view), `verdict` (seconds to a verdict); `--presets a,b` names some.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const OUT = '.tmp/experiments';
/**
 * The gradients of tfjs-core have no file in Node's own module format: they are bundled. Their registry is global, so
 * the core that the backends load sees them.
 */
const gradients = {
  name: 'gradients',
  enforce: 'pre',
  resolveId: (id) =>
    id === '@tensorflow/tfjs-core/dist/register_all_gradients' ? resolve('node_modules', `${id}.js`) : undefined,
};
await build({
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  plugins: [gradients],
  build: {
    ssr: true,
    outDir: OUT,
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: { main: 'scripts/experiments/main.ts', engine: 'scripts/experiments/engine.ts' },
      output: { entryFileNames: '[name].js' },
    },
  },
});
const { main } = await import(pathToFileURL(`${OUT}/main.js`).href);
await main(process.argv.slice(2), new URL(`../${OUT}/engine.js`, import.meta.url));
