/**
 * Wired models against torch's (architectures.json, LibMTL): outputs, losses, gates and gradients of the summed losses, from
 * the same parameters. An architecture is skipped by name only where none of our layer kinds could build it.
 */
import '@tensorflow/tfjs-backend-cpu';
import { add, grads, mean, ready, setBackend, square, sub, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ModelSpec, taskId } from '../../../src/core/experiment/experiment.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import type { ModelPlan } from '../../../src/core/graph/modelPlan.ts';
import { layers } from '../../../src/core/layers/index.ts';
import { createTfOps } from '../../../src/engine/worker/tfjs/tfOps.ts';
import { fixtureNames, readFixture } from '../../support/methodRuns.ts';
import { dataOf, headFor, modelOf, type Nodes, outlineWith } from '../../support/wirings.ts';

// biome-ignore lint/suspicious/noExplicitAny: kernels [out][in] and biases [out] side by side, as torch names them
type Table = Readonly<Record<string, any>>;
type ByTask<Value> = Readonly<Record<'a' | 'b', Value>>;
interface Reference {
  readonly kwargs: { readonly num_experts?: readonly number[]; readonly num_nonzeros?: number };
  readonly state_dict: Table;
  readonly grad_of_sum: Table;
  readonly outputs: ByTask<number[][]>;
  readonly losses: ByTask<number>;
  readonly gates?: ByTask<number[][]>;
}
interface Inputs {
  readonly x: number[][];
  readonly target_a: number[][];
  readonly target_b: number[][];
}
type File = { readonly inputs: Inputs } & Readonly<Record<string, Reference>>;
/** Every file of the folder that has the form of architectures.json, whatever it is called. */
const architectures = fixtureNames()
  .map((name) => readFixture(name) as Partial<File>)
  .filter((file): file is File => file.inputs?.x !== undefined && file.inputs.target_a !== undefined)
  .flatMap(({ inputs, ...found }) =>
    Object.entries(found as Readonly<Record<string, Reference>>)
      .filter(([, reference]) => reference.state_dict !== undefined)
      .map(([name, reference]) => ({ name, reference, inputs })),
  );

interface Built {
  readonly model: ModelSpec;
  /** What torch calls our parameter `name` of node `node`, and whether it is a kernel. */
  torch(node: string, name: string): string;
}
const expert = ['dense', { units: 3 }] as const;
const HEADS: Nodes = { a: headFor('a'), b: headFor('b') };
const headName: Readonly<Record<string, string>> = { a: 'decoders.a', b: 'decoders.b' };
const part = (name: string): string => (name.endsWith('ernel') ? 'weight' : 'bias');
const names =
  (owners: Readonly<Record<string, string>>) =>
  (node: string, name: string): string =>
    `${owners[node]}.${part(name)}`;
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Experts e0, e1, … for both tasks, and a gate of `kind` for each. */
function sharedExperts(kind: string, options: object, count: number): ModelSpec {
  const experts = range(count).map((i) => `e${i}`);
  const gate: readonly [string, object] = [kind, options];
  const nodes: Nodes = {
    x: ['input'],
    ...Object.fromEntries(experts.map((id) => [id, expert])),
    ga: gate as Nodes[string],
    gb: gate as Nodes[string],
    ...HEADS,
  };
  return withExperts(modelOf(nodes, [...experts.map((id) => `x > ${id}`), 'x > ga > a', 'x > gb > b']), {
    ga: experts,
    gb: experts,
  });
}
function withExperts(model: ModelSpec, gates: Readonly<Record<string, readonly string[]>>): ModelSpec {
  const edges = Object.entries(gates).flatMap(([target, experts]) =>
    experts.map((source) => ({ id: `${source}-${target}`, source, sourcePort: 'out', target, targetPort: 'experts' })),
  ) as unknown as ModelSpec['wiring']['edges'];
  return { ...model, wiring: { ...model.wiring, edges: [...model.wiring.edges, ...edges] } };
}

const BUILDERS: Readonly<Record<string, (reference: Reference) => Built>> = {
  HPS: () => ({
    model: modelOf({ x: ['input'], trunk: expert, ...HEADS }, ['x > trunk > a', 'trunk > b']),
    torch: names({ trunk: 'encoder.l', ...headName }),
  }),
  MMoE: ({ kwargs }) => {
    const count = kwargs.num_experts?.[0] ?? 0;
    const experts = Object.fromEntries(range(count).map((i) => [`e${i}`, `experts_shared.${i}.l`]));
    return {
      model: sharedExperts('gate', {}, count),
      torch: names({ ...experts, ga: 'gate_specific.a.0', gb: 'gate_specific.b.0', ...headName }),
    };
  },
  CGC: ({ kwargs }) => {
    const [shared = 0, ofA = 0, ofB = 0] = kwargs.num_experts ?? [];
    const common = range(shared).map((i) => `s${i}`);
    const own = { a: range(ofA).map((i) => `a${i}`), b: range(ofB).map((i) => `b${i}`) };
    const all = [...common, ...own.a, ...own.b];
    const model = modelOf(
      {
        x: ['input'],
        ...Object.fromEntries(all.map((id) => [id, expert])),
        ga: ['gate'],
        gb: ['gate'],
        ...HEADS,
      },
      [...all.map((id) => `x > ${id}`), 'x > ga > a', 'x > gb > b'],
    );
    return {
      // LibMTL weighs the shared experts first.
      model: withExperts(model, { ga: [...common, ...own.a], gb: [...common, ...own.b] }),
      torch: names({
        ...Object.fromEntries(common.map((id, i) => [id, `experts_shared.${i}.l`])),
        ...Object.fromEntries(own.a.map((id, i) => [id, `experts_specific.a.${i}.l`])),
        ...Object.fromEntries(own.b.map((id, i) => [id, `experts_specific.b.${i}.l`])),
        ga: 'gate_specific.a.0',
        gb: 'gate_specific.b.0',
        ...headName,
      }),
    };
  },
  DSelect_k: ({ kwargs }) => {
    const count = kwargs.num_experts?.[0] ?? 0;
    const owners = names({
      ...Object.fromEntries(range(count).map((i) => [`e${i}`, `experts_shared.${i}.l`])),
      ...headName,
    });
    return {
      model: sharedExperts('dselectK', { k: kwargs.num_nonzeros ?? 1 }, count),
      torch: (node, name) =>
        node === 'ga' || node === 'gb'
          ? `${name.startsWith('code') ? '_z_logits' : '_w_logits'}.${node.slice(1)}.${part(name)}`
          : owners(node, name),
    };
  },
};

const ops = createTfOps();
beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

interface Ran {
  readonly outputs: ReadonlyMap<string, Tensor>;
  /** What each node with a live picture shows, example by example. */
  readonly shown: ReadonlyMap<string, Tensor>;
}
/** Outputs by node, with the parameters in the plan's frozen order. */
function run(plan: ModelPlan, x: Tensor, parameters: readonly Tensor[]): Ran {
  const outputs = new Map<string, Tensor>();
  const shown = new Map<string, Tensor>();
  for (const node of plan.nodes) {
    const named = Object.fromEntries(
      node.parameters.map((i) => [plan.parameters[i]?.name ?? '', parameters[i] as Tensor]),
    );
    const wires = node.kind === 'input' ? [x] : node.inputs.map((wire) => outputs.get(wire.node) as Tensor);
    const layer = layers.get(node.kind);
    const context = { training: true, mask: () => x, fresh: () => x };
    outputs.set(node.id, layer.forward(ops, named, wires, node.options, context)[0] as Tensor);
    if (layer.display) shown.set(node.id, layer.display.values(ops, named, wires, node.options) as Tensor);
  }
  return { outputs, shown };
}
/** torch keeps kernels as [out, in]. */
const turned = (kernel: number[][]): number[][] =>
  (kernel[0] ?? []).map((_, column) => kernel.map((row) => row[column] ?? 0));
const read = (table: Table, name: string): number[] =>
  name.endsWith('.weight') ? turned(table[name]).flat() : table[name];
function expectClose(found: ArrayLike<number> | undefined, wanted: readonly number[], what: string): void {
  expect(found, what).toHaveLength(wanted.length);
  wanted.forEach((value, i) => {
    expect(Math.abs((found?.[i] ?? Number.NaN) - value), `${what}, number ${i}`).toBeLessThan(1e-5);
  });
}

describe.each(architectures)('$name', ({ name, reference, inputs }) => {
  const build = BUILDERS[name];
  it.skipIf(!build)('agrees with the reference to 1e-5 in float32 [architecture]', () => {
    if (!build) return;
    const { model, torch } = build(reference);
    const tasks = ['a', 'b'].map((id) => ({ id: taskId(id), kind: 'regression' as const }));
    const { plan, issues } = analyseModel(model, dataOf(), outlineWith({ shape: [4] }, tasks));
    if (!plan) throw new Error(`no plan: ${JSON.stringify(issues)}`);
    const names = plan.parameters.map((parameter) => torch(parameter.node, parameter.name));
    // No parameter of the reference is left out.
    expect([...names].sort()).toEqual(Object.keys(reference.state_dict).sort());
    tidy(() => {
      const parameters = plan.parameters.map(({ shape }, i) =>
        tensor(read(reference.state_dict, names[i] as string), [...shape]),
      );
      const x = tensor(inputs.x);
      const { outputs, shown } = run(plan, x, parameters);
      const lossOf = (found: Ran, task: 'a' | 'b'): Tensor =>
        mean(square(sub(found.outputs.get(task) as Tensor, tensor(inputs[`target_${task}`]))));
      for (const task of ['a', 'b'] as const) {
        expectClose(outputs.get(task)?.dataSync(), reference.outputs[task].flat(), `output ${task}`);
        expectClose(lossOf({ outputs, shown }, task).dataSync(), [reference.losses[task]], `loss ${task}`);
        if (reference.gates) {
          expectClose(shown.get(`g${task}`)?.dataSync(), reference.gates[task].flat(), `gate ${task}`);
        }
      }
      const loss = (...values: Tensor[]): Tensor => {
        const found = run(plan, x, values);
        return add(lossOf(found, 'a'), lossOf(found, 'b'));
      };
      const gradients = grads(loss as never)(parameters);
      names.forEach((each, i) => {
        expectClose(gradients[i]?.dataSync(), read(reference.grad_of_sum, each), `gradient of ${each}`);
      });
    });
  });
});

it('the reference holds hard sharing and MMoE', () => {
  expect(architectures.map(({ name }) => name)).toEqual(expect.arrayContaining(['HPS', 'MMoE']));
});
