/**
 * Probes: surfaces, activations, predictions, gradients by node, samples, parameters; on the present parameters, never
 * changing them. All probes of one call share forward passes where they can, and one readback.
 */
import {
  concat,
  reshape,
  sigmoid,
  slice,
  softmax,
  stack,
  type Tensor,
  tensor,
  tidy,
  transpose,
  zeros,
} from '@tensorflow/tfjs-core';
import type { ModelId, NodeId, TaskId } from '../../core/experiment/experiment.ts';
import type { Ops, TensorRef } from '../../core/ops.ts';
import { error, type Issue } from '../../core/result.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import { tasks as taskKinds } from '../../core/tasks/index.ts';
import type { Probe, ProbeResult, SplitName } from '../protocol.ts';
import { type Batch, makeBatch } from './batches.ts';
import { normsAndCosines } from './conflict.ts';
import type { Learner } from './learner.ts';
import { forward, headOutputs, stepContext } from './network.ts';
import { rehearse } from './rehearsal.ts';
import { readTogether } from './rows.ts';
import type { Run } from './run.ts';
import { unitLosses } from './unitLosses.ts';

/** A probe that cannot be measured: an unknown node, a grid without a plane. */
class ProbeFault extends Error {
  readonly issue: Issue;
  constructor(issue: Issue) {
    super(issue.code);
    this.issue = issue;
  }
}
export const probeIssue = (fault: unknown): Issue =>
  fault instanceof ProbeFault ? fault.issue : error('engine.probe', { reason: String(fault) });

/** What is read back for one probe, and how it becomes the result. */
interface Reading {
  readonly tensors: readonly Tensor[];
  finish(values: readonly Float32Array[]): ProbeResult;
}
type Outputs = ReadonlyMap<NodeId, readonly TensorRef[]>;

/** Measures the probes at once. @throws an error that `probeIssue` words */
export function measureProbes(run: Run, ops: Ops, seed: number, probes: readonly Probe[]): ProbeResult[] {
  const bench = createBench(run, ops, seed);
  try {
    const readings = probes.map((probe) => read(bench, probe));
    const values = readTogether(readings.flatMap((reading) => reading.tensors));
    let next = 0;
    return readings.map(({ tensors, finish }) => {
      const own = values.slice(next, next + tensors.length);
      next += tensors.length;
      for (const each of tensors) each.dispose();
      return finish(own);
    });
  } finally {
    bench.dispose();
  }
}

interface Bench {
  readonly run: Run;
  readonly ops: Ops;
  learner(model: ModelId): Learner;
  /** Outputs of all nodes on a grid over the plane, one forward pass per (model, resolution). */
  onGrid(model: ModelId, resolution: number): Outputs;
  onRows(model: ModelId, split: SplitName, rows: readonly number[]): Outputs;
  onInput(model: ModelId, input: Float32Array): Outputs;
  task(id: TaskId): TaskDef;
  dispose(): void;
}

function createBench(run: Run, ops: Ops, seed: number): Bench {
  const made = new Map<string, Outputs>();
  const held: Tensor[] = [];
  const batches: Batch[] = [];
  const learner = (model: ModelId): Learner => {
    const found = run.learners.find((each) => each.plan.model === model);
    if (!found) throw new ProbeFault(error('engine.probeModel', { found: model }));
    return found;
  };
  const pass = (key: string, model: ModelId, inputs: () => Readonly<Record<string, TensorRef>>): Outputs => {
    const before = made.get(key);
    if (before) return before;
    const { plan, parameters } = learner(model);
    const outputs = new Map<NodeId, readonly TensorRef[]>();
    const tensors = tidy(() => {
      const found = forward({ ops, plan, parameters, inputs: inputs(), context: stepContext(ops, seed, 0, false) });
      // Clones, because an output may be an input or share its tensor with another node.
      for (const [node, list] of found)
        outputs.set(
          node,
          list.map((each) => (each as Tensor).clone()),
        );
      return [...outputs.values()].flat() as Tensor[];
    });
    held.push(...tensors);
    made.set(key, outputs);
    return outputs;
  };
  return {
    run,
    ops,
    learner,
    onGrid: (model, resolution) =>
      pass(`grid ${model} ${resolution}`, model, () => {
        const plane = run.outline.inputs.find((input) => input.kind === 'plane');
        if (!plane) throw new ProbeFault(error('engine.probePlane'));
        return { [plane.id]: tensor(gridPoints(plane.range ?? 1, resolution), [resolution * resolution, 2]) };
      }),
    onRows: (model, split, rows) =>
      pass(`rows ${model} ${split} ${rows.join()}`, model, () => {
        const batch = makeBatch(run.ready[split], rows);
        batches.push(batch);
        return batch.inputs;
      }),
    onInput: (model, input) =>
      pass(`input ${model} ${made.size}`, model, () => {
        const first = run.outline.inputs[0];
        if (!first) throw new ProbeFault(error('engine.probePlane'));
        return { [first.id]: tensor(input, [1, ...first.shape]) };
      }),
    task(id) {
      const found = run.outline.tasks.find((task) => task.id === id);
      if (!found) throw new ProbeFault(error('engine.probeTask', { found: id }));
      return found;
    },
    dispose() {
      for (const each of held) each.dispose();
      for (const each of batches) each.dispose();
    },
  };
}

/** Centres of resolution x resolution cells over [-range, range]^2, row 0 on top. */
export function gridPoints(range: number, resolution: number): Float32Array {
  const points = new Float32Array(resolution * resolution * 2);
  const at = (i: number): number => -range + ((i + 0.5) * 2 * range) / resolution;
  for (let row = 0; row < resolution; row += 1) {
    for (let column = 0; column < resolution; column += 1) {
      const cell = 2 * (row * resolution + column);
      points[cell] = at(column);
      points[cell + 1] = -at(row);
    }
  }
  return points;
}

function asProbabilities(raw: Tensor, task: TaskDef): Tensor {
  switch (task.kind) {
    case 'binary':
      return sigmoid(raw);
    case 'multiclass':
      return softmax(raw);
    case 'regression':
      return raw.clone();
  }
}

function read(bench: Bench, probe: Probe): Reading {
  const { run } = bench;
  const result = (shape: readonly number[], values: Float32Array): ProbeResult => ({
    key: probe.key,
    kind: probe.kind,
    step: run.step,
    shape,
    values,
  });
  const answers = (outputs: Outputs, shape: (k: number) => readonly number[]): Reading => {
    if (!('task' in probe)) throw new TypeError('a probe of answers names a task');
    const task = bench.task(probe.task);
    const { plan } = bench.learner(probe.model);
    if (!plan.tasks.includes(task.id)) throw new ProbeFault(error('engine.probeTask', { found: task.id }));
    const tensors = [tidy(() => asProbabilities(headOutputs(plan, outputs, task.id) as Tensor, task))];
    const units = taskKinds.get(task.kind).outputUnits(task);
    return { tensors, finish: ([values]) => result(shape(units), values as Float32Array) };
  };
  const outputOf = (outputs: Outputs, node: NodeId): Tensor => {
    const found = outputs.get(node)?.[0];
    if (!found) throw new ProbeFault(error('engine.probeNode', { found: node }));
    return found as Tensor;
  };
  switch (probe.kind) {
    case 'surface': {
      const n = probe.resolution;
      return answers(bench.onGrid(probe.model, n), (k) => [n, n, k]);
    }
    case 'predictions':
      return answers(bench.onRows(probe.model, probe.split, probe.rows), (k) => [probe.rows.length, k]);
    case 'answer':
      return answers(bench.onInput(probe.model, probe.input), (k) => [1, k]);
    case 'unitSurfaces': {
      const n = probe.resolution;
      const output = outputOf(bench.onGrid(probe.model, n), probe.node);
      const all = output.size / (n * n);
      const units = Math.min(probe.units, all);
      const tensors = [
        tidy(() => transpose(slice(reshape(output, [n * n, all]), [0, 0], [n * n, units]), [1, 0]).clone()),
      ];
      return { tensors, finish: ([values]) => result([units, n, n], values as Float32Array) };
    }
    case 'activations': {
      const output = outputOf(bench.onRows(probe.model, probe.split, probe.rows), probe.node);
      return { tensors: [output.clone()], finish: ([values]) => result(output.shape, values as Float32Array) };
    }
    case 'gradients':
      return gradientReading(bench, probe.model, result);
    case 'samples':
      return samples(run, probe, result);
    case 'parameters': {
      const { plan, parameters } = bench.learner(probe.model);
      const node = plan.nodes.find((each) => each.id === probe.node);
      if (!node) throw new ProbeFault(error('engine.probeNode', { found: probe.node }));
      const tensors = node.parameters.map((index) => (parameters[index] as Tensor).clone());
      return {
        tensors,
        finish(values) {
          const flat = Float32Array.from(values.flatMap((each) => Array.from(each)));
          const { silenced = [], frozenUnits = [] } = node;
          return { ...result([flat.length], flat), silenced, frozenUnits };
        },
      };
    }
    case 'withoutUnits': {
      const found = unitLosses(run, bench.learner(probe.model), bench.ops, probe.node, probe.units);
      if (!found) throw new ProbeFault(error('engine.probeNode', { found: probe.node }));
      const { tasks, units, values } = found;
      return { tensors: [], finish: () => ({ ...result([1 + units, tasks.length], values), tasks }) };
    }
    case 'rehearsal': {
      const rehearsal = rehearse(run, bench.learner(probe.model), bench.ops);
      return { tensors: [], finish: () => ({ ...result([0], new Float32Array()), rehearsal }) };
    }
  }
}

function samples(
  run: Run,
  probe: Extract<Probe, { kind: 'samples' }>,
  result: (shape: readonly number[], values: Float32Array) => ProbeResult,
): Reading {
  const split = run.dataset[probe.split];
  const first = run.outline.inputs[0];
  const pick = (values: Float32Array, width: number): Float32Array => {
    const out = new Float32Array(probe.rows.length * width);
    for (const [i, row] of probe.rows.entries()) out.set(values.subarray(row * width, (row + 1) * width), i * width);
    return out;
  };
  const labels = Object.fromEntries(
    run.outline.tasks.flatMap((task) => {
      const values = split.labels[task.id];
      return values ? [[task.id, pick(values, taskKinds.get(task.kind).labelWidth(task))]] : [];
    }),
  ) as Record<TaskId, Float32Array>;
  const shape = first?.shape ?? [];
  const values = pick(
    (first && split.inputs[first.id]) ?? new Float32Array(),
    shape.reduce((product, length) => product * length, 1),
  );
  return { tensors: [], finish: () => ({ ...result([probe.rows.length, ...shape], values), labels }) };
}

/** Norm of each task's gradient at each node with parameters, and the cosines between them, on the present batch. */
function gradientReading(
  { run, learner }: Bench,
  model: ModelId,
  result: (shape: readonly number[], values: Float32Array) => ProbeResult,
): Reading {
  const { plan } = learner(model);
  const gradients = learner(model).taskGradients(run.step);
  const nodes = plan.nodes.filter((node) => node.parameters.length > 0);
  const tasks = gradients.tasks;
  const tensors = tidy(() =>
    nodes.map((node) => {
      const rows = gradients.byTask.map((list) =>
        concat(
          node.parameters.map((index) => {
            const found = list[index];
            return found ? reshape(found, [-1]) : zeros([plan.parameters[index]?.size ?? 0]);
          }),
        ),
      );
      return rows.length > 0 ? normsAndCosines(stack(rows)) : zeros([0]);
    }),
  );
  gradients.dispose();
  const count = tasks.length;
  return {
    tensors,
    finish(values) {
      const norms = new Float32Array(nodes.length * count);
      const cosines = new Float32Array(nodes.length * count * count);
      for (const [n, each] of values.entries()) {
        norms.set(each.subarray(0, count), n * count);
        cosines.set(each.subarray(count), n * count * count);
      }
      return { ...result([nodes.length, count], norms), nodes: nodes.map((node) => node.id), tasks, cosines };
    },
  };
}
