/** The one drag that a scenario's words speak of is one edit of its presets, and is known to have been done. */
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../src/core/experiment/applyEdit.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { dragEdit, isDragged } from '../../../src/core/scenarios/drag.ts';
import { scenarios } from '../../../src/core/scenarios/index.ts';
import { en } from '../../../src/ui/parts/i18n/en/index.ts';

const cases = presets.all
  .map((preset) => ({ id: preset.id, experiment: preset.build() }))
  .flatMap(({ id, experiment }) => {
    const drag = scenarios.get(experiment.data.scenario).drag;
    return drag ? [{ id, experiment, drag }] : [];
  });

describe.each(cases)('$id', ({ experiment, drag }) => {
  it('is dragged by one edit', () => {
    const result = applyEdit(experiment, dragEdit(experiment, drag));
    expect(result.ok && isDragged(result.value, drag)).toBe(true);
  });
});
it('the opening view stands at the end of its drag; the fields begin before it', () => {
  const dragged = cases.filter(({ experiment, drag }) => isDragged(experiment, drag)).map(({ id }) => id);
  expect(dragged).toContain('hard-beside-separate');
  for (const id of ['recommendation', 'mini-qa', 'faces', 'digit-scene']) expect(dragged).not.toContain(id);
});
it('has words for both ways', () => {
  const words = en.scenario as Readonly<Record<string, { readonly drag?: object }>>;
  for (const { id, drag } of scenarios.all) {
    expect(Object.keys(words[id]?.drag ?? {}), id).toEqual(drag ? ['to', 'back'] : []);
  }
});
