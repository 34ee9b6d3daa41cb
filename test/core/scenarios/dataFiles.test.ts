/** The data files are what their manifest says, licences are complete, and all together they stay small. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../../public/data/', import.meta.url);
interface Entry {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly licence: string;
  readonly attribution: string;
}
const { files } = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as {
  files: Record<string, Entry>;
};
const licences = readFileSync(new URL('LICENSES.md', folder), 'utf8');

describe('data files', () => {
  it.each(Object.entries(files))(
    '%s has the bytes, the hash and the licence that stand in the manifest',
    (_, entry) => {
      const raw = gunzipSync(readFileSync(new URL(entry.file, folder)));
      expect(raw.length).toBe(entry.bytes);
      expect(createHash('sha256').update(raw).digest('hex')).toBe(entry.sha256);
      expect(entry.licence.length * entry.attribution.length).toBeGreaterThan(0);
      expect(licences).toContain(`## ${entry.file}`);
    },
  );
  it('are all in the manifest, and at most 6 MB as they are sent', () => {
    const found = readdirSync(folder).filter((name) => name.endsWith('.bin'));
    expect(found.sort()).toEqual(
      Object.values(files)
        .map((entry) => entry.file)
        .sort(),
    );
    expect(found.reduce((sum, name) => sum + readFileSync(new URL(name, folder)).length, 0)).toBeLessThan(6e6);
  });
});
