/**
 * Converts the sources' packages (npm; one of Debian's) into the compact files under public/data, with their manifest. Run by `npm run data`;
 * the outputs are committed. The same package versions give the same uncompressed bytes, whose SHA-256 stands in the
 * manifest (gzip output may differ between zlib versions). `--check` builds anew and compares the hashes, writing nothing;
 * `--only id,id` builds some.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { faces } from './faces.mjs';
import { fashion } from './fashion.mjs';
import { glosses } from './glosses.mjs';
import { mnist } from './mnist.mjs';
import { numberWords } from './numberWords.mjs';
import { speech } from './speech.mjs';
import { penguins, weather } from './tables.mjs';

const OUT = fileURLToPath(new URL('../../public/data/', import.meta.url));
const SOURCES = { mnist, faces, glosses, numberWords, speech, penguins, weather, fashion };

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, only: { type: 'string' } } });
const known = JSON.parse(readFileSync(`${OUT}manifest.json`, 'utf8')).files;
const files = { ...known };
let wrong = 0;
mkdirSync(OUT, { recursive: true });
for (const [id, make] of Object.entries(SOURCES)) {
  if (values.only && !values.only.split(',').includes(id)) continue;
  const { bytes, entry } = await make();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (values.check) {
    const same = known[id]?.sha256 === sha256;
    if (!same) wrong += 1;
    process.stdout.write(`${id}: ${same ? 'the same bytes' : `expected ${known[id]?.sha256}, found ${sha256}`}\n`);
    continue;
  }
  const packed = gzipSync(bytes, { level: 9 });
  writeFileSync(`${OUT}${id}.bin`, packed);
  files[id] = { file: `${id}.bin`, sha256, bytes: bytes.length, ...entry };
  process.stdout.write(`${id}.bin: ${bytes.length} bytes, ${packed.length} packed\n`);
}
if (!values.check) writeFileSync(`${OUT}manifest.json`, `${JSON.stringify({ files }, null, 2)}\n`);
process.exitCode = wrong > 0 ? 1 : 0;
