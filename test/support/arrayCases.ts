/** The worked cases of layers (layerCases.ts) on the typed-array executor. */

import type { TensorRef } from '../../src/core/ops.ts';
import { createArrayOps } from '../../src/engine/worker/arrays/arrayOps.ts';
import { arrayOf, leaf, valuesOf } from '../../src/engine/worker/arrays/arrayTensor.ts';
import { planWalk, startRecording } from '../../src/engine/worker/arrays/program.ts';
import { forwardWith, type Prepared, scoreWeights } from './layerCases.ts';

function run(prepared: Prepared) {
  const { make, steps, slot } = startRecording((size) => new Float32Array(size), true);
  const ops = createArrayOps(make);
  const sources = [...prepared.inputs, ...prepared.parameters].map(({ values, shape }) => {
    const source = slot(shape, true);
    source.cell.values.set(values);
    return source;
  });
  const penalties: TensorRef[] = [];
  const outputs = forwardWith(
    ops,
    prepared,
    sources,
    (values, shape) => leaf(values, shape),
    (value) => penalties.push(value),
  );
  return { ops, steps, sources, outputs, penalties };
}
export const arrayOutputsOf = (prepared: Prepared): { shape: number[]; values: Float32Array }[] =>
  run(prepared).outputs.map((output) => ({ shape: [...output.shape], values: valuesOf(output) }));

/** Gradient of the cases' fixed scalar for every input and parameter; zeros where none reaches. */
export function arrayGradientsOf(prepared: Prepared): Float32Array[] {
  const { ops, steps, sources, outputs, penalties } = run(prepared);
  const score = outputs
    .map((output, i) => ops.sum(ops.mul(output, leaf(scoreWeights(valuesOf(output).length, i), output.shape))))
    .concat(penalties)
    .reduce((total, part) => ops.add(total, part));
  const walk = planWalk(
    steps,
    [arrayOf(score).cell],
    sources.map((each) => each.cell),
  );
  walk.run([1]);
  return sources.map((each) => (each.cell.grad as Float32Array).slice());
}
