/** Simplified Chinese says everything that English says, with the same parameters, and leaves no English sentence standing. */
import { describe, expect, it } from 'vitest';
import { en } from '../../src/ui/parts/i18n/en/index.ts';
import { zhCN } from '../../src/ui/parts/i18n/zh-CN/index.ts';

function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, path === '' ? key : `${path}.${key}`));
}
const english = new Map(texts(en));
const chinese = new Map(texts(zhCN));
const parameters = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();

describe('Simplified Chinese', () => {
  it('says everything that English says, and nothing else', () => {
    expect([...english.keys()].filter((path) => !chinese.has(path))).toEqual([]);
    expect([...chinese.keys()].filter((path) => !english.has(path))).toEqual([]);
  });
  it('keeps the parameters', () => {
    const changed = [...chinese].filter(
      ([path, text]) => parameters(english.get(path) ?? '').join() !== parameters(text).join(),
    );
    expect(changed.map(([path]) => path)).toEqual([]);
  });
  it('leaves no English sentence standing; formulas are the same in both', () => {
    const left = [...chinese].filter(
      ([path, text]) => !path.endsWith('.formula') && text === english.get(path) && /[a-z]{3,} [a-z]{2,}/.test(text),
    );
    expect(left.map(([path]) => path)).toEqual([]);
  });
  it('writes full-width marks between Chinese characters', () => {
    const marks = [...chinese].filter(([, text]) => /\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u.test(text));
    expect(marks.map(([path, text]) => `${path}: ${text}`)).toEqual([]);
  });
});
