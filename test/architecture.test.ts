/**
 * The house's import rules as one table: what is not listed is forbidden, so a new folder is closed until someone
 * decides. The table is explained in docs/architecture.md.
 */
import { describe, expect, it } from 'vitest';
import { findCycle, folderOf, type Import, importsOf, readImports } from './support/imports.ts';

interface Rule {
  /** The importing file begins with this path; the longest match holds. */
  readonly from: string;
  /** Paths and packages that it may import, by their beginning. */
  readonly may: readonly string[];
  readonly mayAsType?: readonly string[];
  readonly mayDynamically?: readonly string[];
}

const UI_PARTS = [
  'src/ui/parts/',
  'src/state/',
  'src/core/',
  'react',
  'zustand',
  '@mantine/',
  '@tabler/icons-react',
  'i18next',
  'react-i18next',
];
const RULES: readonly Rule[] = [
  { from: 'src/core/', may: ['src/core/'] },
  { from: 'src/core/experiment/', may: ['src/core/', 'zod', 'fflate'] },
  // Shipped data files are deflated; the page's own DecompressionStream is not to be had in the pure core.
  { from: 'src/core/scenarios/', may: ['src/core/', 'fflate'] },
  // NumPy's .npz is a zip.
  { from: 'src/core/export/', may: ['src/core/', 'fflate'] },
  { from: 'src/engine/protocol.ts', may: ['src/core/', 'src/engine/protocol/'] },
  { from: 'src/engine/protocol/', may: ['src/core/', 'src/engine/protocol/'] },
  {
    from: 'src/engine/',
    may: [
      'src/core/',
      'src/engine/protocol.ts',
      'src/engine/failures.ts',
      'src/engine/lines.ts',
      'src/engine/memory.ts',
      'src/engine/questions.ts',
      'src/engine/watchdog.ts',
    ],
  },
  {
    from: 'src/engine/lines.ts',
    may: ['src/core/', 'src/engine/protocol.ts', 'src/engine/worker/entry.ts'],
    mayDynamically: ['src/engine/worker/'],
  },
  { from: 'src/engine/worker/', may: ['src/core/', 'src/engine/protocol.ts', 'src/engine/worker/'] },
  {
    from: 'src/engine/worker/tfjs/',
    may: ['src/core/', 'src/engine/protocol.ts', 'src/engine/worker/', '@tensorflow/'],
  },
  { from: 'src/state/', may: ['src/core/', 'src/engine/protocol.ts', 'src/state/', 'zustand', 'zundo', 'idb'] },
  { from: 'src/ui/parts/', may: UI_PARTS },
  { from: 'src/ui/canvas/', may: [...UI_PARTS, 'src/ui/canvas/', '@xyflow/react', '@dagrejs/dagre'] },
  { from: 'src/ui/classroom/', may: [...UI_PARTS, 'src/ui/classroom/'] },
  { from: 'src/ui/charts/', may: [...UI_PARTS, 'src/ui/charts/', 'recharts'] },
  { from: 'src/ui/controls/', may: [...UI_PARTS, 'src/ui/controls/', 'uqr'] },
  { from: 'src/ui/inspector/', may: [...UI_PARTS, 'src/ui/inspector/'] },
  { from: 'src/ui/lab/', may: [...UI_PARTS, 'src/ui/lab/'] },
  { from: 'src/ui/lab/worker/', may: ['src/core/', 'src/ui/lab/worker/'] },
  { from: 'src/ui/lessons/', may: [...UI_PARTS, 'src/ui/lessons/', 'katex', 'mdx'] },
  { from: 'src/ui/exporting/', may: [...UI_PARTS, 'src/ui/exporting/'] },
  { from: 'src/ui/own/', may: [...UI_PARTS, 'src/ui/own/'] },
  { from: 'src/ui/own/worker/', may: ['src/core/', 'src/ui/own/worker/', 'papaparse'] },
  { from: 'src/ui/study/', may: [...UI_PARTS, 'src/ui/study/', 'recharts'] },
  { from: 'src/ui/app/', may: ['react-dom/client', ...UI_PARTS, 'src/ui/', 'driver.js'] },
  {
    from: 'src/main.tsx',
    may: ['src/core/', 'src/engine/client.ts', 'src/engine/speeds.ts', 'src/state/', 'src/ui/'],
  },
];
/** Tolerated exceptions, each with its reason. Ideally empty. */
const KNOWN_DEBT: readonly { readonly from: string; readonly to: string; readonly reason: string }[] = [];

const matches = (path: string, allowed: string): boolean =>
  allowed.endsWith('/') || allowed.endsWith('.ts')
    ? path.startsWith(allowed)
    : path === allowed || path.startsWith(`${allowed}/`);

function ruleFor(file: string): Rule | undefined {
  return RULES.filter((rule) => file.startsWith(rule.from)).sort((a, b) => b.from.length - a.from.length)[0];
}
function violates({ from, to, how }: Import): boolean {
  if (KNOWN_DEBT.some((debt) => debt.from === from && debt.to === to)) return false;
  if (/\.(css|wasm)$/.test(to)) return false;
  const rule = ruleFor(from);
  if (!rule) return true;
  const allowed = [
    ...rule.may,
    ...(how === 'type' ? (rule.mayAsType ?? []) : []),
    ...(how === 'dynamic' ? (rule.mayDynamically ?? []) : []),
  ];
  return !allowed.some((entry) => matches(to, entry));
}
const words = ({ from, to, how }: Import): string => `${from} imports ${to} (${how}): ${folderOf(from)} may not`;

describe('the import rules', () => {
  const imports = readImports('src');

  it('sees the sources', () => {
    expect(new Set(imports.map((entry) => entry.from)).size).toBeGreaterThan(60);
  });
  it('holds for every import', () => {
    expect(imports.filter(violates).map(words)).toEqual([]);
  });
  it('has no import cycle, types counted', () => {
    expect(findCycle(imports)).toBeUndefined();
  });
  it('lists no debt that is paid', () => {
    const stale = KNOWN_DEBT.filter((debt) => !imports.some(({ from, to }) => from === debt.from && to === debt.to));
    expect(stale).toEqual([]);
  });
});

describe('the guard itself', () => {
  it.each([
    ['src/core/graph/plan.ts', `import { create } from 'zustand';`],
    ['src/core/graph/plan.ts', `import type { Tensor } from '@tensorflow/tfjs-core';`],
    ['src/core/layers/dense.ts', `import { z } from 'zod/mini';`],
    ['src/core/layers/dense.ts', `export { thing } from '../../state/live.ts';`],
    ['src/state/session.ts', `import { createEngine } from '../engine/worker/engine.ts';`],
    ['src/state/session.ts', `const ui = await import('../ui/app/App.tsx');`],
    ['src/ui/charts/Charts.tsx', `import { ReactFlow } from '@xyflow/react';`],
    ['src/ui/charts/Charts.tsx', `import { Canvas } from '../canvas/Canvas.tsx';`],
    ['src/ui/canvas/Canvas.tsx', `import { series } from '../../engine/protocol.ts';`],
    ['src/ui/lab/worker/entry.ts', `import { useWords } from '../../parts/i18n/index.ts';`],
    ['src/engine/client.ts', `import { createEngine } from './worker/engine.ts';`],
    ['src/engine/lines.ts', `import { createEngine } from './worker/engine.ts';`],
    ['src/elsewhere/new.ts', `import { x } from '../core/result.ts';`],
  ])('catches a planted violation in %s: %s', (file, source) => {
    const found = importsOf(file, source);
    expect(found).toHaveLength(1);
    expect(found.every(violates)).toBe(true);
  });
  it.each([
    ['src/core/experiment/schema.ts', `import { object } from 'zod/mini';`],
    ['src/engine/lines.ts', `const engine = await import('./worker/engine.ts');`],
    ['src/engine/lines.ts', `new Worker(new URL('./worker/entry.ts', import.meta.url), { type: 'module' });`],
    ['src/ui/app/App.tsx', `import { Canvas } from '../canvas/Canvas.tsx';`],
  ])('lets a lawful import in %s pass: %s', (file, source) => {
    const found = importsOf(file, source);
    expect(found).toHaveLength(1);
    expect(found.some(violates)).toBe(false);
  });
  it('catches a planted cycle, by types too', () => {
    const planted: Import[] = [
      { from: 'a', to: 'b', how: 'static' },
      { from: 'b', to: 'c', how: 'type' },
      { from: 'c', to: 'a', how: 'static' },
    ];
    expect(findCycle(planted)).toEqual(['a', 'b', 'c', 'a']);
    expect(findCycle(planted.slice(0, 2))).toBeUndefined();
  });
});
