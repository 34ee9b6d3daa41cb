import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchAssets } from '../../src/engine/worker/assets.ts';

const BASE = 'https://example.org/data/';
const onDisk = (name: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(readFileSync(new URL(`../../public/data/${name}`, import.meta.url)));
function serve(change: (name: string, bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): void {
  vi.stubGlobal('fetch', async (address: URL) => {
    const name = address.href.slice(BASE.length);
    return new Response(change(name, onDisk(name)));
  });
}
afterEach(() => vi.unstubAllGlobals());

describe('data files of the page', () => {
  it('are handed on where their hash is that of the manifest', async () => {
    serve((_, bytes) => bytes);
    expect(await fetchAssets(BASE).read('penguins.bin')).toEqual(onDisk('penguins.bin'));
  });
  it('are refused by name where a server sent other bytes', async () => {
    serve((name, bytes) => (name === 'penguins.bin' ? onDisk('weather.bin') : bytes));
    await expect(fetchAssets(BASE).read('penguins.bin')).rejects.toThrow(/penguins\.bin is not the file/);
  });
});
