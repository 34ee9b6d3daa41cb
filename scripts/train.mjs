/**
 * `npm run train -- experiment.json [--csv FILE] [--steps N] [--backend wasm|cpu] [--quiet]`: trains an experiment without a page,
 * with the page's own engine, and writes its curves. A link in quotes does instead of a file.
 */
import { bundle } from './bundle.mjs';

const { program } = await bundle('train');
process.exitCode = await program.main(process.argv.slice(2));
