import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { describe, expect, it } from 'vitest';
import { methods } from '../../../src/core/balancing/index.ts';
import type { Field, Options } from '../../../src/core/fields.ts';
import { layers } from '../../../src/core/layers/index.ts';
import { scenarios } from '../../../src/core/scenarios/index.ts';
import { FieldForm } from '../../../src/ui/parts/FieldForm.tsx';
import { en } from '../../../src/ui/parts/i18n/en/index.ts';
import { createWords } from '../../../src/ui/parts/i18n/index.ts';

const words = createWords('en', en);
/** One input would leave nothing to choose. */
const INPUTS = [
  { id: 'x', label: 'x' },
  { id: 'user', label: 'User' },
];
const TASKS = [
  { id: 'a', label: 'First task' },
  { id: 'b', label: 'Second task' },
];
function draw(fields: readonly Field[], prefix: string, options: Options = {}): string {
  const form = createElement(FieldForm, {
    fields,
    options,
    prefix,
    tasks: TASKS,
    inputs: INPUTS,
    onChange: () => undefined,
  });
  const inWords = createElement(I18nextProvider, { i18n: words }, form);
  return renderToStaticMarkup(createElement(MantineProvider, {}, inWords));
}
const label = (key: string): string => String(words.t(key as never));

describe('the form of declared fields', () => {
  const owners: readonly [string, readonly Field[]][] = [
    ...layers.all.map((spec) => [`layer.${spec.kind}`, spec.fields] as [string, readonly Field[]]),
    ...scenarios.all.map((spec) => [`scenario.${spec.id}`, spec.fields] as [string, readonly Field[]]),
    ...methods.all.map((spec) => [`method.${spec.id}`, spec.fields] as [string, readonly Field[]]),
  ];
  it.each(owners.filter(([, fields]) => fields.length > 0))('names every control of %s in words', (prefix, fields) => {
    for (const field of fields) {
      // Alone and without its condition, so that every field is drawn.
      const { when: _, ...free } = field;
      const drawn = draw([free as Field], prefix);
      const name = label(`${prefix}.fields.${field.name}.label`);
      expect(name).not.toContain('fields.');
      expect(drawn).toContain(name.replaceAll('&', '&amp;').replaceAll("'", '&#x27;'));
      expect(drawn).not.toMatch(/aria-label=""/);
    }
  });

  const kind: Field = { name: 'kind', type: 'choice', default: 'plain', choices: ['plain', 'fancy'] };
  const extra: Field = { name: 'extra', type: 'switch', default: false, when: { field: 'kind', is: ['fancy'] } };
  it('shows a conditional field only while its condition holds', () => {
    expect(draw([kind, extra], 'x')).not.toContain('x.fields.extra.label');
    expect(draw([kind, extra], 'x', { kind: 'fancy' })).toContain('x.fields.extra.label');
  });
  it('tells whoever listens the value of a slider, not the place of its handle', () => {
    const rate: Field = { name: 'rate', type: 'number', default: 0.01, min: 1e-4, max: 1, scale: 'log' };
    expect(draw([rate], 'x')).toContain('aria-valuetext="0.01"');
  });
  it('offers every task to a field that names one', () => {
    const drawn = draw([{ name: 'main', type: 'task', default: '' }], 'x');
    for (const { id, label: name } of TASKS) expect(drawn).toContain(`<option value="${id}">${name}</option>`);
  });
  it('draws nothing where nothing is declared', () => {
    expect(draw([], 'x')).not.toContain('label');
  });
});
