/** The page's data files, from disk. */
import { readFile } from 'node:fs/promises';
import type { Assets } from '../../src/core/scenarios/scenario.ts';

export const diskAssets: Assets = {
  read: async (file) => new Uint8Array(await readFile(new URL(`../../public/data/${file}`, import.meta.url))),
};
