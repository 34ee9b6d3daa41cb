/**
 * `npm run experiments [-- --json FILE] [--only e1,e2,e3,e4,e5,e6,e7] [--seeds N] [--backend auto|arrays|wasm|cpu] [--pool N]`: trains the teaching
 * experiments headless, with the page's own engine, and prints ours beside the reference numbers.
 * Not by default: `--only presets` (what the presets' words say was measured), `choose` (strengths, on validation),
 * `opening` (the search for the opening view) and `typical` (the seed it shows), `verdict` (seconds to a verdict),
 * `plain` (E1 by plain loops from three kinds of initial values, E2 by plain loops; `plain1`, `plain2` alone); `--presets a,b` names some.
 */
import { bundle } from './bundle.mjs';

const { program, engine } = await bundle('experiments');
await program.main(process.argv.slice(2), engine);
