/**
 * Bundles a headless program and the page's engine for Node (the engine runs in threads).
 * The gradients of tfjs-core have no file in Node's own module format: they are bundled. Their registry is global, so
 * the core that the backends load sees them.
 */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const gradients = {
  name: 'gradients',
  enforce: 'pre',
  resolveId: (id) =>
    id === '@tensorflow/tfjs-core/dist/register_all_gradients' ? resolve('node_modules', `${id}.js`) : undefined,
};

/** Builds `scripts/<name>/main.ts` and the engine into .tmp/<name>/<process>, so that two at once do not disturb each other; returns the program's exports and the engine's address. */
export async function bundle(name) {
  const out = `.tmp/${name}/${process.pid}`;
  process.on('exit', () => rmSync(out, { recursive: true, force: true }));
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [gradients],
    build: {
      ssr: true,
      outDir: out,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: { main: `scripts/${name}/main.ts`, engine: 'scripts/experiments/engine.ts' },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  const program = await import(pathToFileURL(`${out}/main.js`).href);
  return { program, engine: pathToFileURL(resolve(out, 'engine.js')) };
}
