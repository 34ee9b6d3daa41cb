/** Simplified Chinese mirrors the English catalogue, apart from the parts that are named here as not translated yet. */
import { describe, expect, it } from 'vitest';
import { en } from '../../src/ui/parts/i18n/en/index.ts';
import { zhCN } from '../../src/ui/parts/i18n/zh-CN/index.ts';

/** Shown in English until somebody translates them. */
const NOT_YET = [
  'app.terms',
  'layer',
  'method',
  'preset',
  'change',
  'scenario',
  'study',
  'lab',
  'issue.study',
  'issue.transfer',
  'issue.match',
];

function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, path === '' ? key : `${path}.${key}`));
}
const english = new Map(texts(en));
const chinese = new Map(texts(zhCN));
const waits = (path: string): boolean => NOT_YET.some((part) => path === part || path.startsWith(`${part}.`));
const parameters = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();

describe('Simplified Chinese', () => {
  it('says everything that English says', () => {
    expect([...english.keys()].filter((path) => !waits(path) && !chinese.has(path))).toEqual([]);
  });
  it('says nothing that English does not say', () => {
    expect([...chinese.keys()].filter((path) => !english.has(path))).toEqual([]);
  });
  it('names no part as untranslated that is translated', () => {
    expect(
      NOT_YET.filter((part) => ![...english.keys()].some((path) => path === part || path.startsWith(`${part}.`))),
    ).toEqual([]);
  });
  it('keeps the parameters', () => {
    const changed = [...chinese].filter(([path, text]) => {
      const original = english.get(path);
      return original !== undefined && parameters(original).join() !== parameters(text).join();
    });
    expect(changed.map(([path]) => path)).toEqual([]);
  });
});
