/**
 * `npm run scenarios [-- --json FILE] [--only id,id] [--seeds N] [--backend auto|arrays|wasm|cpu] [--pool N] [--afresh]`:
 * trains the preset of every scenario headless, with the page's own engine, and prints its test figures, one network per
 * task and shared trunk, beside those that other programs reached. `--json` is read too: what stands in it is not trained again.
 */
import { bundle } from './bundle.mjs';

const { program, engine } = await bundle('scenarios');
await program.main(process.argv.slice(2), engine);
