/** `npm run thumbs [-- id …]`: draws the thumbnail of every scenario from its own data into public/thumbs. The outputs are committed. */
import { bundle } from './bundle.mjs';

const { program } = await bundle('thumbs');
await program.main(process.argv.slice(2));
