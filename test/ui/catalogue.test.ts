/** The catalogue holds every text on screen and nothing else: no word that nobody reads, no text in a component. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ESTree, parseSync, Visitor } from 'vite';
import { describe, expect, it } from 'vitest';
import { methods } from '../../src/core/balancing/index.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { layers } from '../../src/core/layers/index.ts';
import { scenarios } from '../../src/core/scenarios/index.ts';
import { tasks } from '../../src/core/tasks/index.ts';
import { ties } from '../../src/core/ties/index.ts';
import { en } from '../../src/ui/parts/i18n/en/index.ts';
import { sourceFiles } from '../support/imports.ts';

const outside = (file: string): boolean => !file.includes('/i18n/');
const sources = sourceFiles('src').filter(outside);
const parsed = new Map(sources.map((file) => [file, parseSync(file, readFileSync(file, 'utf8')).program]));

/** Keys as they are written: whole, or with a hole for what is put in at run time. */
function writtenKeys(): { whole: Set<string>; names: Set<string>; patterns: RegExp[]; open: RegExp[] } {
  const whole = new Set<string>();
  const names = new Set<string>();
  const texts = new Set<string>();
  const add = (parts: readonly string[]): void => {
    if (parts.length === 1) whole.add(parts[0] ?? '');
    else if (parts.join('').includes('.'))
      texts.add(parts.map((part) => part.replace(/[.$^+*?()[\]{}|\\]/g, '\\$&')).join('(.+)'));
  };
  for (const program of parsed.values()) {
    new Visitor({
      Literal: (node) => {
        if (typeof node.value === 'string') whole.add(node.value);
      },
      Property: ({ key }) => {
        if (key.type === 'Identifier') names.add(key.name);
      },
      TemplateLiteral: (node) => add(node.quasis.map(({ value }) => value.cooked ?? '')),
    }).visit(program);
  }
  for (const folder of ['en', 'zh-CN']) {
    const lessons = `src/ui/lessons/content/${folder}`;
    if (statSync(lessons, { throwIfNoEntry: false })) {
      for (const name of readdirSync(lessons)) {
        for (const [, key = ''] of readFileSync(join(lessons, name), 'utf8').matchAll(/="([\w.-]+)"/g)) whole.add(key);
      }
    }
  }
  const all = [...texts].map((text) => ({ text, pattern: new RegExp(`^${text}$`) }));
  for (const text of whole) names.add(text);
  return {
    whole,
    names,
    patterns: all.filter(({ text }) => /^\w+\\\./.test(text)).map(({ pattern }) => pattern),
    open: all
      .filter(({ text }) => /^\(\.\+\)(?:\\\.\w+|\\\.\w+\\\.\(\.\+\))+$/.test(text))
      .map(({ pattern }) => pattern),
  };
}

/** Whose keys are made from ids: `layer.<kind>.label`, and so on. */
const REGISTRIES: Readonly<Record<string, readonly string[]>> = {
  layer: layers.ids,
  method: methods.ids,
  preset: [...presets.ids, 'group'],
  scenario: scenarios.ids,
  task: tasks.ids,
  tie: ties.ids,
  loss: tasks.all.flatMap(({ losses }) => losses.map(({ id }) => id)),
  metric: tasks.all.flatMap(({ metrics }) => metrics.map(({ id }) => id)),
};

function keysOf(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === 'string') return [path.join('.')];
  return Object.entries(value as object).flatMap(([key, inner]) => keysOf(inner, [...path, key]));
}

/** What is no language: symbols, units and names of keys and formats. */
const ALLOWED = /^(?:ms|s|GB|MB|kB|px|lr|PNG|SVG|CSV|JSON|QR|Esc|Enter|Space|Ctrl|Shift|Alt|Del|[A-Za-zλθΔ])$/;
const speaks = (text: string): boolean => (text.match(/[\p{L}]+/gu) ?? []).some((word) => !ALLOWED.test(word));
const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'title',
  'placeholder',
  'label',
  'alt',
  'description',
]);
const ASSIGNED = new Set(['textContent', 'innerText', 'title', 'ariaLabel']);

/** Texts that an expression may become. */
function textsIn(node: ESTree.Node | null | undefined): string[] {
  if (!node) return [];
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral':
      return node.quasis.map(({ value }) => value.cooked ?? '');
    case 'JSXExpressionContainer':
      return textsIn(node.expression);
    case 'ConditionalExpression':
      return [...textsIn(node.consequent), ...textsIn(node.alternate)];
    case 'LogicalExpression':
      return [...textsIn(node.left), ...textsIn(node.right)];
    default:
      return [];
  }
}
function spokenTexts(program: ESTree.Program): string[] {
  const found: string[] = [];
  new Visitor({
    JSXText: (node) => found.push(node.value),
    JSXElement: (node) =>
      found.push(...node.children.filter(({ type }) => type === 'JSXExpressionContainer').flatMap(textsIn)),
    JSXAttribute: (node) => {
      if (node.name.type === 'JSXIdentifier' && SPOKEN.has(node.name.name)) found.push(...textsIn(node.value));
    },
    AssignmentExpression: (node) => {
      const { left } = node;
      if (left.type === 'MemberExpression' && left.property.type === 'Identifier' && ASSIGNED.has(left.property.name)) {
        found.push(...textsIn(node.right));
      }
    },
  }).visit(program);
  return found.filter(speaks).map((text) => text.trim());
}

describe('the catalogue', () => {
  it('holds no word that nobody reads', () => {
    const { whole, names, patterns, open } = writtenKeys();
    // Names of presets are read by the name itself: words.test.ts holds them against the presets.
    const { given: _, ...read } = en;
    const unused = keysOf(read).filter((key) => {
      const plain = key.replace(/_(?:one|other)$/, '');
      // What fills a hole is written somewhere itself: an id, a property, a code such as 'stop.paused'.
      const fits = (pattern: RegExp): boolean =>
        (pattern.exec(plain)?.slice(1) ?? ['.']).every((filling) => names.has(filling));
      if (whole.has(plain) || patterns.some(fits)) return false;
      const [first = '', id = ''] = plain.split('.');
      return !(REGISTRIES[first]?.includes(id) && open.some(fits));
    });
    expect(unused).toEqual([]);
  });
  it('holds words of things that exist', () => {
    const strangers = keysOf(en).filter((key) => {
      const [first = '', id = ''] = key.split('.');
      return REGISTRIES[first] && !REGISTRIES[first].includes(id);
    });
    expect(strangers).toEqual([]);
  });
  it('is where all text on screen comes from', () => {
    const said = [...parsed]
      .filter(([file]) => file.startsWith('src/ui/'))
      .flatMap(([file, program]) => spokenTexts(program).map((text) => `${file}: ${text}`));
    expect(said).toEqual([]);
  });
  it('finds text that is planted', () => {
    const planted = `const X = () => <p title="Hello there" data-x="fine">Some text {a ? 'more text' : 5} {5} ms</p>; y.textContent = 'set';`;
    expect(spokenTexts(parseSync('x.tsx', planted).program).sort()).toEqual([
      'Hello there',
      'Some text',
      'more text',
      'set',
    ]);
  });
});
