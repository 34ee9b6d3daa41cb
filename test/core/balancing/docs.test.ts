/** The table of docs/methods.md lists exactly the registry, in its order. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { methods } from '../../../src/core/balancing/index.ts';

it('docs/methods.md lists every method once', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/methods.md'), 'utf8');
  const listed = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1]);
  expect(listed).toEqual([...methods.ids]);
});
