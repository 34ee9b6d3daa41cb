/** What every layer must keep, looped over the registry: a new layer is held to it by one line of cases. */
import '@tensorflow/tfjs-backend-cpu';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkOptions, defaultsOf } from '../../../src/core/fields.ts';
import { portsOf } from '../../../src/core/layers/common.ts';
import { layers } from '../../../src/core/layers/index.ts';
import { createTfOps } from '../../../src/engine/worker/tfjs/tfOps.ts';
import { layers as words } from '../../../src/ui/parts/i18n/en/layers.ts';
import {
  BATCH,
  CASES,
  displayOf,
  gradientsOf,
  outputsOf,
  type Prepared,
  prepare,
  scoreAt,
  tensorCount,
} from '../../support/layerCases.ts';

const ops = createTfOps();
beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

/** Half-width of the difference: float32 sums carry about 1e-6 of noise, so 5e-3 leaves about 1e-4. */
const STEP = 5e-3;
function centralDifferences(prepared: Prepared): number[][] {
  return [...prepared.inputs, ...prepared.parameters].map(({ values }) =>
    Array.from(values, (value, at) => {
      values[at] = value + STEP;
      const above = scoreAt(ops, prepared);
      values[at] = value - STEP;
      const below = scoreAt(ops, prepared);
      values[at] = value;
      return (above - below) / (2 * STEP);
    }),
  );
}

describe.each(layers.all.map((spec) => [spec.kind, spec] as const))('layer %s', (kind, spec) => {
  it('has defaults that pass its own fields', () => {
    expect(checkOptions(spec.fields, defaultsOf(spec.fields))).toEqual([]);
  });

  it('has words for itself, its fields and their choices', () => {
    const own = (words.layer as Record<string, { label: string; help: string; fields: Record<string, unknown> }>)[kind];
    expect(own?.label).toBeTruthy();
    expect(own?.help).toBeTruthy();
    for (const field of spec.fields) {
      const entry = own?.fields[field.name] as { label: string; help: string; choices?: Record<string, string> };
      expect(entry?.label, field.name).toBeTruthy();
      expect(entry?.help, field.name).toBeTruthy();
      if (field.type === 'choice') expect(Object.keys(entry.choices ?? {})).toEqual([...field.choices]);
    }
  });

  it('has distinct ports and at least one worked case', () => {
    for (const ports of [spec.inputs, spec.outputs]) expect(new Set(ports.map(({ id }) => id)).size).toBe(ports.length);
    expect(CASES[kind]?.length).toBeGreaterThan(0);
  });

  describe.each((CASES[kind] ?? []).map((layerCase) => [JSON.stringify(layerCase), layerCase] as const))(
    '%s',
    (_, layerCase) => {
      const prepared = prepare(spec, layerCase);

      it('puts out the shapes it promised, finite, from the parameters it declared', () => {
        const outputs = outputsOf(ops, prepared);
        expect(outputs.map(({ shape }) => shape)).toEqual(prepared.outputShapes.map((shape) => [BATCH, ...shape]));
        expect(outputs).toHaveLength(portsOf(spec, prepared.options).outputs.length);
        for (const { values } of outputs) expect(values.every(Number.isFinite)).toBe(true);
      });

      it('has gradients that agree with central differences', () => {
        const found = gradientsOf(ops, prepared);
        const expected = centralDifferences(prepared);
        const from = prepared.differentiable ? 0 : prepared.inputs.length;
        for (let i = from; i < found.length; i += 1) {
          found[i]?.forEach((value, at) => {
            const wanted = spec.stopsGradient ? 0 : (expected[i]?.[at] ?? Number.NaN);
            expect(Math.abs(value - wanted) / (1 + Math.abs(wanted)), `tensor ${i}, number ${at}`).toBeLessThan(2e-3);
          });
        }
      });

      it('leaves no tensor behind', () => {
        const before = tensorCount();
        gradientsOf(ops, prepared);
        expect(tensorCount()).toBe(before);
      });

      it.skipIf(!spec.display)('shows what it mixes as finite numbers of the promised form', () => {
        const shown = displayOf(ops, prepared);
        expect(shown.shape).toHaveLength(spec.display?.kind === 'matrix' ? 2 : 1);
        expect(shown.values.every(Number.isFinite)).toBe(true);
      });

      it('counts multiply-adds as a finite number that is not negative', () => {
        const shapes = prepared.inputs.map(({ shape }) => shape.slice(1));
        const count = spec.multiplyAdds(shapes, prepared.outputShapes, prepared.options);
        expect(Number.isFinite(count) && count >= 0).toBe(true);
      });
    },
  );
});

it('has a case for no layer that does not exist', () => {
  expect(Object.keys(CASES).filter((kind) => !layers.has(kind))).toEqual([]);
});
