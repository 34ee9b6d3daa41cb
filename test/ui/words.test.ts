/** Every registry member, every field, every issue code has its words: a missing key fails here, not on screen. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { methods } from '../../src/core/balancing/index.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import type { Field } from '../../src/core/fields.ts';
import { layers } from '../../src/core/layers/index.ts';
import { scenarios } from '../../src/core/scenarios/index.ts';
import { tasks } from '../../src/core/tasks/index.ts';
import { ties } from '../../src/core/ties/index.ts';
import { PLACES } from '../../src/ui/app/places.ts';
import { lessons } from '../../src/ui/lessons/lessons.ts';
import { tours } from '../../src/ui/lessons/tours.ts';
import { en } from '../../src/ui/parts/i18n/en/index.ts';
import { sourceFiles } from '../support/imports.ts';

function word(key: string): unknown {
  return key.split('.').reduce<unknown>((held, part) => (held as Record<string, unknown> | undefined)?.[part], en);
}
const missing = (keys: readonly string[]): string[] => keys.filter((key) => typeof word(key) !== 'string');
const fieldKeys = (owner: string, fields: readonly Field[]): string[] =>
  fields.flatMap((field) => [
    `${owner}.fields.${field.name}.label`,
    `${owner}.fields.${field.name}.help`,
    ...(field.type === 'choice'
      ? field.choices.map((choice) => `${owner}.fields.${field.name}.choices.${choice}`)
      : []),
  ]);

describe('words', () => {
  it.each(layers.all.map((spec) => [spec.kind, spec] as const))('of layer %s', (kind, spec) => {
    const owner = `layer.${kind}`;
    expect(missing([`${owner}.label`, `${owner}.help`, ...fieldKeys(owner, spec.fields)])).toEqual([]);
  });
  it.each(methods.all.map((spec) => [spec.id, spec] as const))('of method %s', (id, spec) => {
    const owner = `method.${id}`;
    expect(
      missing([`${owner}.label`, `${owner}.summary`, `${owner}.formula`, ...fieldKeys(owner, spec.fields)]),
    ).toEqual([]);
  });
  it.each(scenarios.all.map((spec) => [spec.id, spec] as const))('of scenario %s', (id, spec) => {
    const owner = `scenario.${id}`;
    const { tasks: defs } = spec.outline(Object.fromEntries(spec.fields.map((field) => [field.name, field.default])));
    const names = defs.map((def) => `${owner}.tasks.${def.id}`);
    expect(
      missing([
        `${owner}.label`,
        `${owner}.summary`,
        `${owner}.lesson`,
        `controls.data.domains.${spec.domain}`,
        ...names,
        ...fieldKeys(owner, spec.fields),
      ]),
    ).toEqual([]);
  });
  it('of places in the top bar', () => {
    expect(missing(PLACES.flatMap(({ label, help }) => [label, help]))).toEqual([]);
  });
  it('of every name that a preset, a lesson or a tour gives, in English as the document holds it', () => {
    const experiments = [
      ...presets.all.map((preset) => preset.build()),
      ...[...lessons.all, ...tours.all].map(({ begin }) => begin()),
    ];
    const names = experiments.flatMap(({ title, models }) => [
      ...(title === '' ? [] : [title]),
      ...models.flatMap(({ name, wiring }) => [name, ...wiring.nodes.flatMap(({ label }) => label ?? [])]),
    ]);
    expect(names.filter((name) => en.given[name as keyof typeof en.given] !== name)).toEqual([]);
    expect(Object.keys(en.given).filter((name) => !names.includes(name))).toEqual([]);
  });
  it('of ties, presets, losses and metrics', () => {
    const keys = [
      ...ties.ids.map((kind) => `tie.${kind}.label`),
      ...presets.ids.flatMap((id) => [`preset.${id}.label`, `preset.${id}.summary`, `preset.${id}.look`]),
      ...tasks.all.flatMap(({ kind, losses, metrics }) => [
        `task.${kind}.label`,
        ...losses.map(({ id }) => `loss.${id}.label`),
        ...metrics.map(({ id }) => `metric.${id}.label`),
      ]),
    ];
    expect(missing(keys)).toEqual([]);
  });

  const sources = ['src/core', 'src/engine', 'src/state']
    .flatMap(sourceFiles)
    .map((file) => readFileSync(file, 'utf8'));
  it('of every issue that the core, the engine and the state can raise', () => {
    const prefixes = Object.keys(en.issue);
    const codes = new Set(
      sources.flatMap((source) =>
        [...source.matchAll(/(?:\b(?:error|warning|issue|fault)\(\s*|\bcode: )'([a-z]+\.[a-zA-Z]+)'/g)].map(
          ([, code = '']) => code,
        ),
      ),
    );
    const raised = [...codes].filter((code) => prefixes.includes(code.split('.')[0] ?? ''));
    expect(raised.length).toBeGreaterThan(30);
    expect(missing(raised.map((code) => `issue.${code}`))).toEqual([]);
  });
  it('has no word with a parameter left open by a typing mistake', () => {
    const texts: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value === 'string') texts.push(value);
      else for (const inner of Object.values(value as object)) walk(inner);
    };
    walk(en);
    expect(texts.filter((text) => /(?<!\{)\{[a-zA-Z]+\}(?!\})|\{\{[^}]*$/.test(text))).toEqual([]);
  });
});
