/** Keras programs: Python compiles them, their layers fit one another, and shapes and parameter counts are the plan's. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { nodeName } from '../../src/core/export/exportable.ts';
import { exportArrays } from '../../src/core/export/exportData.ts';
import { kerasProgram } from '../../src/core/export/keras.ts';
import { first } from '../../src/core/layers/common.ts';
import { loadData } from '../../src/core/scenarios/loadData.ts';
import { diskAssets } from '../support/assets.ts';
import { PYTHON } from './support.ts';

interface Built {
  readonly outputs: Readonly<Record<string, readonly number[]>>;
  readonly layers: Readonly<
    Record<string, { readonly output: readonly number[]; readonly weights: readonly number[][] }>
  >;
  readonly files: Readonly<Record<string, readonly string[]>>;
}
function build(text: string, id: string): Readonly<Record<string, Built>> {
  const folder = '.tmp/export/keras';
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${id}.py`, text);
  const printed = execFileSync(PYTHON, ['test/export/keras_shapes.py', `${folder}/${id}.py`], { encoding: 'utf8' });
  return JSON.parse(printed) as Record<string, Built>;
}
async function check(experiment: Experiment, id: string): Promise<void> {
  const program = kerasProgram(experiment, id);
  if (!program.ok) throw new Error(JSON.stringify(program.issue));
  const { form, text } = program.value;
  const built = build(text, id);
  const arrays = exportArrays(form, await loadData(experiment.data, diskAssets), 'keras');
  expect(Object.keys(built)).toEqual(form.models.map(({ className }) => className));
  for (const model of form.models) {
    const { outputs, layers, files } = built[model.className] as Built;
    for (const { task, node } of model.plan.heads) {
      expect(outputs[task]).toEqual(model.plan.nodes.find((each) => each.id === node)?.outputShapes[0]);
    }
    for (const node of model.plan.nodes) {
      const layer = layers[nodeName(model, node.id)];
      const shapes = node.parameters.map((index) => model.plan.parameters[index]?.shape);
      // A head with an answer for every place is laid out as one row behind its layer.
      const wanted =
        node.kind === 'head' && first(node.inputShapes).length > 1
          ? [...first(node.inputShapes).slice(0, -1), 1]
          : node.outputShapes[0];
      if (layer) expect(layer.output, node.id).toEqual(wanted);
      if (shapes.length > 0) expect(layer?.weights, node.id).toEqual(shapes);
      for (const [i, name] of (files[nodeName(model, node.id)] ?? []).entries()) {
        expect(arrays[`initial/${model.className}/${name}`]?.shape).toEqual(shapes[i]);
      }
    }
    const count = Object.values(layers).flatMap(({ weights }) =>
      weights.map((shape) => shape.reduce((a, b) => a * b, 1)),
    );
    expect(count.reduce((a, b) => a + b, 0)).toBe(model.plan.parameters.reduce((sum, { size }) => sum + size, 0));
  }
}

const tried = presets.all.map((preset) => ({ preset, program: kerasProgram(preset.build(), preset.id) }));
const written = tried.flatMap(({ preset, program }) => (program.ok ? [preset] : []));
const refused = tried.flatMap(({ program }) => (program.ok ? [] : [program]));

describe('the exported Keras program', () => {
  it('says what it cannot write', () => {
    for (const { issue } of refused) expect(issue.code).toMatch(/^(export|model)\./);
    expect(refused.length).toBeLessThan(presets.all.length / 2);
  });
  it.each(written.map((preset) => [preset.id, preset] as const))('compiles and fits: %s', async (id, preset) =>
    check(preset.build(), id),
  );
});
