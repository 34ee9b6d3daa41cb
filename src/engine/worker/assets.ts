/** Data files of the page by address. The file's name stands in every failure. */
import type { Assets } from '../../core/scenarios/scenario.ts';

export const fetchAssets = (dataUrl: string): Assets => ({
  async read(file) {
    const answer = await fetch(new URL(file, dataUrl));
    if (!answer.ok) throw new Error(`${file} could not be read (${answer.status})`);
    return new Uint8Array(await answer.arrayBuffer());
  },
});
