/**
 * The next step as it would go: each task's loss and gradient, the weights, how far every layer moves, the losses after.
 * The step is really made on the model and then taken back by its own checkpoint, so nothing here imitates training.
 */
import { methods } from '../../core/balancing/index.ts';
import type { ModelSpec, TaskId } from '../../core/experiment/experiment.ts';
import type { PlanNode } from '../../core/graph/modelPlan.ts';
import type { NodeReading, StepReading } from '../../core/graph/walkthrough.ts';
import type { TensorRef } from '../../core/ops.ts';
import { series } from '../protocol.ts';
import type { Batch } from './batch.ts';
import { scheduleFactor } from './cadence.ts';
import type { Executor } from './executor.ts';
import type { Learner, Prepared } from './learner.ts';
import { forward, stepContext } from './network.ts';
import type { Run } from './run.ts';
import { optimizerOf } from './stepping.ts';
import { tieColumns } from './tieSteps.ts';

type Vectors = readonly (Float32Array | undefined)[];

const dot = (a: Vectors, b: Vectors): number =>
  a.reduce((sum, part, p) => {
    const other = b[p];
    return part && other ? part.reduce((inner, value, i) => inner + value * (other[i] as number), sum) : sum;
  }, 0);
const lengthOf = (vectors: Vectors): number => Math.sqrt(dot(vectors, vectors));

export function rehearse(run: Run, learner: Learner): StepReading {
  const { step, experiment, executor } = run;
  const { plan } = learner;
  const spec = experiment.models.find((each) => each.id === plan.model) as ModelSpec;
  const valuesOf = (tensors: readonly (TensorRef | undefined)[]): Vectors => {
    const found = executor.read(tensors.flatMap((each) => (each ? [each] : [])));
    return tensors.map((each) => (each ? found.shift() : undefined));
  };
  const lent = run.takeBatches(learner);
  const taken = lent.of(learner);
  const stored = learner.store();
  const measure = { row: true, conflict: false };
  try {
    const outputs = outputRanges(run, learner, taken[0] as Batch);
    const own = ownGradients(learner, step, valuesOf);
    const before = valuesOf(learner.parameters);
    const tiesBefore = tieDistances(learner, executor, spec);
    const prepared = learner.prepare(step, taken, measure);
    const combined = valuesOf(prepared.work.gradients);
    const losses = Array.from(executor.read([prepared.work.losses])[0] ?? []);
    drop(executor, prepared);
    learner.commit(prepared, taken);
    const moved = valuesOf(learner.parameters).map((after, p) => after?.map((value, i) => value - at(before, p, i)));
    const tiesAfter = tieDistances(learner, executor, spec);
    const again = learner.prepare(step, taken, measure);
    const lossesAfter = Array.from(executor.read([again.work.losses])[0] ?? []);
    drop(executor, again);
    learner.discard(again);

    const pick = (vectors: Vectors, indices: readonly number[]): Vectors => indices.map((index) => vectors[index]);
    const nodes = plan.nodes.map((node, n): NodeReading => {
      const rows =
        node.parameters.length > 0 ? prepared.measured.map((task) => pick(own.get(task) ?? [], node.parameters)) : [];
      const norms = rows.map(lengthOf);
      const cosine = (i: number, j: number): number => {
        const scale = (norms[i] as number) * (norms[j] as number);
        return scale > 0 ? Math.max(-1, Math.min(1, dot(rows[i] as Vectors, rows[j] as Vectors) / scale)) : 0;
      };
      return {
        node: node.id,
        outputs: outputs[n] as NodeReading['outputs'],
        norms,
        cosines: norms.flatMap((_, i) => norms.map((__, j) => cosine(i, j))),
        combined: lengthOf(pick(combined, node.parameters)),
        moved: lengthOf(pick(moved, node.parameters)),
      };
    });
    const byDirection = methods.get(spec.balancing.method).needs === 'jacobian';
    const stepping = prepared.info.tasks;
    return {
      step,
      rows: taken[0]?.rows ?? 0,
      tasks: prepared.measured,
      stepping: prepared.measured.filter((task) => stepping.includes(task)),
      losses,
      lossesAfter,
      weights: prepared.measured.map((task) =>
        byDirection || !stepping.includes(task) ? undefined : prepared.columns[series.weight(spec.id, task)],
      ),
      learningRate: optimizerOf(experiment, spec).learningRate * scheduleFactor(experiment.training.schedule, step),
      nodes,
      ties: tiesBefore.map(({ tie, distance }, i) => ({
        tie,
        before: distance,
        after: tiesAfter[i]?.distance ?? Number.NaN,
      })),
    };
  } finally {
    learner.load(stored);
    lent.release();
  }
}

const at = (vectors: Vectors, p: number, i: number): number => vectors[p]?.[i] ?? 0;
/** What the row of a step would have read later. */
function drop(executor: Executor, { deferred }: Prepared): void {
  for (const { tensor } of deferred) executor.dispose(tensor);
}

/** Each task's own gradient, weighted by nothing. */
function ownGradients(
  learner: Learner,
  step: number,
  valuesOf: (tensors: readonly (TensorRef | undefined)[]) => Vectors,
): ReadonlyMap<TaskId, Vectors> {
  const found = learner.taskGradients(step);
  const own = new Map(found.tasks.map((task, t) => [task, valuesOf(found.byTask[t] ?? [])]));
  found.dispose();
  return own;
}

/** Smallest, largest and mean output of every node on the batch, with the step's own dropout masks. */
function outputRanges(run: Run, learner: Learner, batch: Batch): NodeReading['outputs'][] {
  const { plan, parameters } = learner;
  const { seed, orderSeed = seed } = run.experiment.training;
  const { executor } = run;
  const { ops } = executor;
  const tensors = executor.tidy(() => {
    const context = stepContext(ops, orderSeed, run.step, true);
    const outputs = forward({ ops, plan, parameters, inputs: batch.inputs, context });
    const first = (node: PlanNode): TensorRef => (outputs.get(node.id) as readonly TensorRef[])[0] as TensorRef;
    return plan.nodes.map((node) => executor.copy(first(node)));
  });
  const values = executor.read(tensors);
  for (const each of tensors) executor.dispose(each);
  return values.map((list) => ({
    min: list.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
    max: list.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
    mean: list.reduce((sum, value) => sum + value, 0) / list.length,
  }));
}

function tieDistances(learner: Learner, executor: Executor, spec: ModelSpec) {
  return tieColumns(executor, learner.plan, spec, learner.parameters).map(({ tensor, finish }, i) => {
    const columns = finish(executor.read([tensor])[0] as Float32Array);
    executor.dispose(tensor);
    const tie = (learner.plan.ties[i] as (typeof learner.plan.ties)[number]).id;
    return { tie, distance: columns[series.tieDistance(spec.id, tie)] ?? Number.NaN };
  });
}
