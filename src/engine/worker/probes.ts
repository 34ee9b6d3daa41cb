/**
 * Probes: surfaces, activations, predictions, gradients by node, samples, parameters; on the present parameters, never
 * changing them. All probes of one call share forward passes where they can, and one readback.
 */
import type { ModelId, NodeId, TaskId } from '../../core/experiment/experiment.ts';
import { sizeOf } from '../../core/layers/common.ts';
import { layers } from '../../core/layers/index.ts';
import type { Ops, TensorRef } from '../../core/ops.ts';
import { error } from '../../core/result.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import { mainMetric, tasks as taskKinds } from '../../core/tasks/index.ts';
import { type Probe, type ProbeResult, series } from '../protocol.ts';
import { affinitiesOf } from './affinity.ts';
import { headOutputs } from './network.ts';
import { type Bench, createBench, type Outputs, ProbeFault } from './probeBench.ts';
import { rehearse } from './rehearsal.ts';
import type { Run } from './run.ts';
import { prunedTo } from './sparsity.ts';
import { unitLosses } from './unitLosses.ts';

/** What is read back for one probe, and how it becomes the result. */
interface Reading {
  readonly tensors: readonly TensorRef[];
  finish(values: readonly Float32Array[]): ProbeResult;
}

/** Measures the probes at once. @throws an error that `probeIssue` words */
export function measureProbes(run: Run, seed: number, probes: readonly Probe[]): ProbeResult[] {
  const bench = createBench(run, seed);
  const { executor } = run;
  const readings: Reading[] = [];
  try {
    for (const probe of probes) readings.push(read(bench, probe));
    const values = executor.read(readings.flatMap((reading) => reading.tensors));
    return readings.map(({ tensors, finish }) => finish(values.splice(0, tensors.length)));
  } finally {
    // Also where a later probe cannot be measured: the screen asks again several times a second.
    for (const { tensors } of readings) for (const each of tensors) executor.dispose(each);
    bench.dispose();
  }
}

function asProbabilities(ops: Ops, raw: TensorRef, task: TaskDef): TensorRef {
  switch (task.kind) {
    case 'binary':
    case 'mask':
      return ops.unary('sigmoid', raw);
    case 'multiclass':
      return ops.softmax(raw);
    case 'regression':
      return raw;
  }
}

function read(bench: Bench, probe: Probe): Reading {
  const { run } = bench;
  const { executor } = run;
  const { ops } = executor;
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
    const raw = headOutputs(plan, outputs, task.id);
    const tensors = [executor.tidy(() => executor.copy(asProbabilities(ops, raw, task)))];
    const units = taskKinds.get(task.kind).outputUnits(task);
    return { tensors, finish: ([values]) => result(shape(units), values as Float32Array) };
  };
  const outputOf = (outputs: Outputs, node: NodeId): TensorRef => {
    const found = outputs.get(node)?.[0];
    if (!found) throw new ProbeFault(error('engine.probeNode', { found: node }));
    return found;
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
      const all = sizeOf(output.shape) / (n * n);
      const units = Math.min(probe.units, all);
      const tensors = [
        executor.tidy(() => {
          const shown = ops.slice(ops.reshape(output, [n * n, all]), [0, 0], [n * n, units]);
          return executor.keep(ops.transpose(shown, [1, 0]));
        }),
      ];
      return { tensors, finish: ([values]) => result([units, n, n], values as Float32Array) };
    }
    case 'activations': {
      const output = outputOf(bench.onRows(probe.model, probe.split, probe.rows), probe.node);
      return { tensors: [executor.copy(output)], finish: ([values]) => result(output.shape, values as Float32Array) };
    }
    case 'gradients':
      return gradientReading(bench, probe.model, result);
    case 'samples':
      return samples(run, probe, result);
    case 'parameters': {
      const { plan, parameters } = bench.learner(probe.model);
      const node = plan.nodes.find((each) => each.id === probe.node);
      if (!node) throw new ProbeFault(error('engine.probeNode', { found: probe.node }));
      const tensors = node.parameters.map((index) => executor.copy(parameters[index] as TensorRef));
      return {
        tensors,
        finish(values) {
          const flat = Float32Array.from(values.flatMap((each) => Array.from(each)));
          const { silenced = [], frozenUnits = [] } = node;
          return { ...result([flat.length], flat), silenced, frozenUnits };
        },
      };
    }
    case 'display': {
      const shown = displayOf(bench, probe);
      return { tensors: [shown], finish: ([values]) => result(shown.shape, values as Float32Array) };
    }
    case 'sparsity': {
      const { tasks, values } = atSparsities(bench, probe);
      return { tensors: [], finish: () => ({ ...result([probe.levels.length, tasks.length], values), tasks }) };
    }
    case 'withoutUnits': {
      const found = unitLosses(run, bench.learner(probe.model), probe.node, probe.units);
      if (!found) throw new ProbeFault(error('engine.probeNode', { found: probe.node }));
      const { tasks, units, values } = found;
      return { tensors: [], finish: () => ({ ...result([1 + units, tasks.length], values), tasks }) };
    }
    case 'affinity': {
      const { tasks, values } = affinitiesOf(run, bench.learner(probe.model));
      return { tensors: [], finish: () => ({ ...result([tasks.length, tasks.length], values), tasks }) };
    }
    case 'rehearsal': {
      const rehearsal = rehearse(run, bench.learner(probe.model));
      return { tensors: [], finish: () => ({ ...result([0], new Float32Array()), rehearsal }) };
    }
  }
}

/** Each level on copies of the present parameters; those that pruning leaves alone are shared. */
function atSparsities(bench: Bench, { model, scope, levels }: Extract<Probe, { kind: 'sparsity' }>) {
  const { run } = bench;
  const learner = bench.learner(model);
  const { tasks } = learner.plan;
  const names = tasks.map((task) => series.metric(model, task, 'validation', mainMetric(bench.task(task)).id));
  const rows = levels.map((share) => {
    const copies = prunedTo(run.executor, learner.plan, learner.parameters, share, scope);
    const columns = run.measureWith(learner, copies);
    for (const [i, copy] of copies.entries()) if (copy !== learner.parameters[i]) run.executor.dispose(copy);
    return names.map((name) => columns[name] ?? Number.NaN);
  });
  return { tasks, values: Float32Array.from(rows.flat()) };
}

function displayOf(bench: Bench, { model, node: id, rows }: Extract<Probe, { kind: 'display' }>): TensorRef {
  const { plan, parameters } = bench.learner(model);
  const node = plan.nodes.find((each) => each.id === id);
  const display = node && layers.find(node.kind)?.display;
  if (!node || !display) throw new ProbeFault(error('engine.probeNode', { found: id }));
  const count = Math.min(rows, bench.run.dataset.validation.rows);
  const outputs = bench.onRows(
    model,
    'validation',
    Array.from({ length: count }, (_, row) => row),
  );
  const { executor } = bench.run;
  return executor.tidy(() => {
    const named = Object.fromEntries(
      node.parameters.map((index) => [plan.parameters[index]?.name ?? '', parameters[index] as TensorRef]),
    );
    const inputs = node.inputs.map((wire) => outputs.get(wire.node)?.[wire.output] as TensorRef);
    const values = display.values(executor.ops, named, inputs, node.options);
    return executor.copy(display.batched ? executor.ops.mean(values, [0]) : values);
  });
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
  const inputs = Object.fromEntries(
    run.outline.inputs
      .slice(1)
      .map((input) => [input.id, pick(split.inputs[input.id] ?? new Float32Array(), sizeOf(input.shape))]),
  );
  return { tensors: [], finish: () => ({ ...result([probe.rows.length, ...shape], values), labels, inputs }) };
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
  const { executor } = run;
  const { ops } = executor;
  const tensors = executor.tidy(() =>
    nodes.map((node) => {
      const rows = gradients.byTask.map((list) =>
        ops.concat(
          node.parameters.map((index) => {
            const size = plan.parameters[index]?.size ?? 0;
            const found = list[index];
            return found ? ops.reshape(found, [1, size]) : ops.constant(new Float32Array(size), [1, size]);
          }),
          1,
        ),
      );
      if (rows.length === 0) return executor.load(new Float32Array(), [0]);
      return executor.keep(executor.normsAndCosines(ops.concat(rows, 0)));
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
