/** Programs by name, and what is said where the writers do not come. */
import { describe, expect, it, vi } from 'vitest';
import { createExports, programName } from '../../src/state/exports.ts';
import { experimentOf, hard } from '../support/experiments.ts';

describe('the name of a program', () => {
  // It is typed on a command line, and must not be a module that Python itself imports.
  it.each([
    ['Hard and soft', 'hard-and-soft'],
    ['torch', 'torch-experiment'],
    ['Random!', 'random-experiment'],
    ['"; rm -rf ~ #', 'rm-rf'],
    ['图', 'braid-experiment'],
    ['', 'braid-experiment'],
  ])('of %s is %s', (title, name) => expect(programName({ title })).toBe(name));
});

describe('without a network', () => {
  it('a program or file that cannot be made says so, and nothing is thrown', async () => {
    const offline = () => {
      throw new Error('Failed to fetch dynamically imported module');
    };
    vi.doMock('../../src/core/export/keras.ts', offline);
    vi.doMock('../../src/core/export/files.ts', offline);
    const experiment = experimentOf({ models: [hard('A')] });
    const exports = createExports({ experiments: { getState: () => ({ experiment }) } } as never, 'http://page/data/');
    for (const done of [await exports.text('keras'), await exports.save('data')]) {
      expect(done.ok ? undefined : done.issue.code).toBe('export.failed');
    }
    expect((await exports.text('pytorch')).ok).toBe(true);
    vi.doUnmock('../../src/core/export/keras.ts');
    vi.doUnmock('../../src/core/export/files.ts');
  });
});
