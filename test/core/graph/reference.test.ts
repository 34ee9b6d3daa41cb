/** Outputs, losses and gradients of a planned hard-sharing model against torch's (test/fixtures/architectures.json). */
import '@tensorflow/tfjs-backend-cpu';
import { add, grads, mean, ready, setBackend, square, sub, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { taskId } from '../../../src/core/experiment/experiment.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import type { ModelPlan } from '../../../src/core/graph/modelPlan.ts';
import { layers } from '../../../src/core/layers/index.ts';
import { createTfOps } from '../../../src/engine/worker/tfjs/tfOps.ts';
import { readFixture } from '../../support/methodRuns.ts';
import { dataOf, headFor, modelOf, outlineWith } from '../../support/wirings.ts';

// biome-ignore lint/suspicious/noExplicitAny: kernels [out][in] and biases [out] side by side, as torch names them
type Table = Readonly<Record<string, any>>;
const reference = readFixture('architectures.json') as {
  readonly inputs: { readonly x: number[][]; readonly target_a: number[][]; readonly target_b: number[][] };
  readonly HPS: {
    readonly state_dict: Table;
    readonly grad_of_sum: Table;
    readonly outputs: { readonly a: number[][]; readonly b: number[][] };
  };
};

const ops = createTfOps();

/** Head outputs by node, with the parameters in the plan's frozen order. */
function run(plan: ModelPlan, x: Tensor, parameters: readonly Tensor[]): Map<string, Tensor> {
  const values = new Map<string, Tensor>();
  for (const node of plan.nodes) {
    const named = Object.fromEntries(
      node.parameters.map((i) => [plan.parameters[i]?.name ?? '', parameters[i] as Tensor]),
    );
    const wires = node.kind === 'input' ? [x] : node.inputs.map((wire) => values.get(wire.node) as Tensor);
    const context = { training: true, mask: () => x };
    values.set(node.id, layers.get(node.kind).forward(ops, named, wires, node.options, context)[0] as Tensor);
  }
  return values;
}
/** torch keeps kernels as [out, in]. */
const turned = (kernel: number[][]): number[][] =>
  (kernel[0] ?? []).map((_, column) => kernel.map((row) => row[column] ?? 0));
const flat = (values: Tensor | undefined): number[] => Array.from(values?.dataSync() ?? []);
function expectClose(found: number[], wanted: number[]): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, i) => {
    expect(value).toBeCloseTo(wanted[i] ?? Number.NaN, 6);
  });
}

it('hard sharing agrees with the reference to float32 [architecture]', async () => {
  await setBackend('cpu');
  await ready();
  const tasks = ['a', 'b'].map((id) => ({ id: taskId(id), kind: 'regression' as const }));
  const model = modelOf({ x: ['input'], trunk: ['dense', { units: 3 }], a: headFor('a'), b: headFor('b') }, [
    'x > trunk > a',
    'trunk > b',
  ]);
  const { plan } = analyseModel(model, dataOf(), outlineWith({ shape: [4] }, tasks));
  if (!plan) throw new Error('no plan');
  const { HPS, inputs } = reference;
  const names = { trunk: 'encoder.l', a: 'decoders.a', b: 'decoders.b' } as const;
  const read = (table: Table, node: string, name: string): number[] => {
    const owner = names[node as keyof typeof names];
    return name === 'kernel' ? turned(table[`${owner}.weight`]).flat() : table[`${owner}.bias`];
  };
  const parameters = plan.parameters.map(({ node, name, shape }) =>
    tensor(read(HPS.state_dict, node, name), [...shape]),
  );
  const x = tensor(inputs.x);

  const outputs = run(plan, x, parameters);
  expectClose(flat(outputs.get('a')), HPS.outputs.a.flat());
  expectClose(flat(outputs.get('b')), HPS.outputs.b.flat());

  const loss = (...values: Tensor[]): Tensor => {
    const found = run(plan, x, values);
    const of = (node: 'a' | 'b', target: number[][]): Tensor =>
      mean(square(sub(found.get(node) as Tensor, tensor(target))));
    return add(of('a', inputs.target_a), of('b', inputs.target_b));
  };
  const gradients = grads(loss as never)(parameters);
  plan.parameters.forEach(({ node, name }, i) => {
    expectClose(flat(gradients[i]), read(HPS.grad_of_sum, node, name));
  });
});
