/** The name of an exported program: it is typed on a command line, and must not be a module that Python itself imports. */
import { describe, expect, it } from 'vitest';
import { programName } from '../../src/state/exports.ts';

describe('the name of a program', () => {
  it.each([
    ['Hard and soft', 'hard-and-soft'],
    ['torch', 'torch-experiment'],
    ['Random!', 'random-experiment'],
    ['"; rm -rf ~ #', 'rm-rf'],
    ['图', 'braid-experiment'],
    ['', 'braid-experiment'],
  ])('of %s is %s', (title, name) => expect(programName({ title })).toBe(name));
});
