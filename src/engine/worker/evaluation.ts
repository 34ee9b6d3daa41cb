/**
 * Validation and test, measured. While a run goes on: on a fixed sample of at most 500 rows, uploaded once. When it
 * stops by its rule: on the full splits, in pieces. Losses and metrics come from the raw head outputs, on the CPU side
 * for metrics, by the task's own loss for losses.
 */
import type { ModelId, TaskId } from '../../core/experiment/experiment.ts';
import type { ModelPlan } from '../../core/graph/modelPlan.ts';
import { sizeOf } from '../../core/layers/common.ts';
import { createRng } from '../../core/math/rng.ts';
import type { Ops, TensorRef } from '../../core/ops.ts';
import type { Dataset, Split, TaskDef } from '../../core/scenarios/scenario.ts';
import { metricsOf, tasks as taskKinds } from '../../core/tasks/index.ts';
import { type SplitName, series } from '../protocol.ts';
import type { Batch, BatchTask } from './batch.ts';
import { makeBatch, type ReadySplit } from './batches.ts';
import type { Executor } from './executor.ts';
import { forward, headOutputs, stepContext, taskLoss } from './network.ts';
import type { Deferred } from './rows.ts';

export const SAMPLE_ROWS = 500;
const MEASURED = ['validation', 'test'] as const;

interface Part {
  readonly rows: Uint32Array;
  readonly batch: Batch;
}
export interface Evaluation {
  /** Columns of the fixed sample, still on the device. */
  sample(plan: ModelPlan, model: ModelId, parameters: readonly TensorRef[]): Deferred[];
  /** Columns of the full splits, read at once. */
  full(plan: ModelPlan, model: ModelId, parameters: readonly TensorRef[]): Record<string, number>;
  dispose(): void;
}
export interface EvaluationParts {
  readonly executor: Executor;
  readonly seed: number;
  readonly dataset: Dataset;
  readonly ready: Readonly<Record<SplitName, ReadySplit>>;
  readonly taskDefs: ReadonlyMap<TaskId, TaskDef>;
}

function labelsOf(split: Split, task: TaskDef, rows: Uint32Array): Float32Array {
  const width = taskKinds.get(task.kind).labelWidth(task);
  const labels = split.labels[task.id] as Float32Array;
  const out = new Float32Array(rows.length * width);
  for (const [i, row] of rows.entries()) out.set(labels.subarray(row * width, (row + 1) * width), i * width);
  return out;
}

/** The first task whose held-out loss is no number among these columns. */
export const overflowed = (
  { model, tasks }: ModelPlan,
  columns: Readonly<Record<string, number>>,
): TaskId | undefined =>
  tasks.find((task) => MEASURED.some((split) => !Number.isFinite(columns[series.loss(model, task, split)] ?? 0)));

export function createEvaluation({ executor, seed, dataset, ready, taskDefs }: EvaluationParts): Evaluation {
  const samples = Object.fromEntries(
    MEASURED.map((name) => {
      const total = dataset[name].rows;
      const rows =
        total <= SAMPLE_ROWS
          ? Uint32Array.from({ length: total }, (_, row) => row)
          : createRng(seed, `evaluation ${name}`).permutation(total).slice(0, SAMPLE_ROWS).sort();
      return [name, { rows, batch: makeBatch(executor, ready[name], rows) }];
    }),
  ) as Record<(typeof MEASURED)[number], Part>;

  /** What passes of one plan over so many rows of such tasks are remembered by. */
  const keys = new WeakMap<ModelPlan, Map<string, object>>();
  const keyOf = (plan: ModelPlan, kind: string): object => {
    const known = keys.get(plan) ?? new Map<string, object>();
    keys.set(plan, known);
    const key = known.get(kind) ?? {};
    known.set(kind, key);
    return key;
  };
  /** Raw outputs [rows * K] and mean loss [1] of each task that has labels in the part. */
  const run = (plan: ModelPlan, parameters: readonly TensorRef[], { batch }: Part) => {
    const tasks = plan.tasks.filter((task) => (batch.tasks[task]?.count ?? 0) > 0);
    const names = Object.keys(batch.inputs);
    const given = [
      ...parameters,
      ...names.map((name) => batch.inputs[name] as TensorRef),
      ...tasks.flatMap((task) => {
        const { labels, mask, share } = batch.tasks[task] as BatchTask;
        return [labels, mask, share];
      }),
    ];
    const measure = (own: Ops, all: readonly TensorRef[]): TensorRef[] => {
      const rest = all.slice(parameters.length);
      const inputs = Object.fromEntries(names.map((name, i) => [name, rest[i] as TensorRef]));
      const labelled = rest.slice(names.length);
      const context = stepContext(own, seed, 0, false);
      const outputs = forward({ ops: own, plan, parameters: all, inputs, context });
      return tasks.flatMap((task, t) => {
        const [labels, mask, share] = labelled.slice(3 * t) as [TensorRef, TensorRef, TensorRef];
        const count = batch.tasks[task]?.count ?? 0;
        const loss = taskLoss(own, plan, outputs, taskDefs.get(task) as TaskDef, { labels, mask, share, count });
        return [headOutputs(plan, outputs, task), loss].map((each) => own.reshape(each, [sizeOf(each.shape)]));
      });
    };
    const tensors: TensorRef[] = [];
    executor.tidy(() => {
      const found = executor.replay(keyOf(plan, `${batch.rows} ${tasks.join('\n')}`), given, measure);
      for (const each of found) tensors.push(executor.copy(each));
    });
    return { tasks, tensors };
  };
  const metricColumns = (
    model: ModelId,
    def: TaskDef,
    name: (typeof MEASURED)[number],
    outputs: Float32Array,
    labels: Float32Array,
  ): Record<string, number> =>
    Object.fromEntries(
      metricsOf(def).map((metric) => [
        series.metric(model, def.id, name, metric.id),
        metric.measure(outputs, labels, def) ?? Number.NaN,
      ]),
    );

  return {
    sample: (plan, model, parameters) =>
      MEASURED.flatMap((name) => {
        const { tasks, tensors } = run(plan, parameters, samples[name]);
        return tasks.flatMap((task, t): Deferred[] => {
          const def = taskDefs.get(task) as TaskDef;
          return [
            {
              tensor: tensors[2 * t] as TensorRef,
              finish: (outputs) =>
                metricColumns(model, def, name, outputs, labelsOf(dataset[name], def, samples[name].rows)),
            },
            {
              tensor: tensors[2 * t + 1] as TensorRef,
              finish: ([loss]) => ({ [series.loss(model, task, name)]: loss as number }),
              // Parameters may overflow on held-out rows first.
              mustBeFinite: { model, tasks: [task] },
            },
          ];
        });
      }),
    full(plan, model, parameters) {
      const columns: Record<string, number> = {};
      for (const name of MEASURED) {
        const total = dataset[name].rows;
        // A piece without labels of a task leaves zeros here; its rows are not measured.
        const all = new Map<TaskId, { outputs: Float32Array; loss: number; count: number }>();
        for (let start = 0; start < total; start += SAMPLE_ROWS) {
          const rows = Uint32Array.from({ length: Math.min(SAMPLE_ROWS, total - start) }, (_, i) => start + i);
          const part = { rows, batch: makeBatch(executor, ready[name], rows) };
          const { tasks, tensors } = run(plan, parameters, part);
          const values = executor.read(tensors);
          for (const each of tensors) executor.dispose(each);
          for (const [t, task] of tasks.entries()) {
            const found = values[2 * t] as Float32Array;
            const units = found.length / rows.length;
            const held = all.get(task) ?? { outputs: new Float32Array(total * units), loss: 0, count: 0 };
            const count = part.batch.tasks[task]?.count ?? 0;
            held.outputs.set(found, start * units);
            held.loss += (values[2 * t + 1]?.[0] as number) * count;
            held.count += count;
            all.set(task, held);
          }
          part.batch.dispose();
        }
        for (const [task, { outputs, loss, count }] of all) {
          const def = taskDefs.get(task) as TaskDef;
          columns[series.loss(model, task, name)] = loss / count;
          const rows = Uint32Array.from({ length: total }, (_, row) => row);
          Object.assign(columns, metricColumns(model, def, name, outputs, labelsOf(dataset[name], def, rows)));
        }
      }
      return columns;
    },
    dispose() {
      for (const { batch } of Object.values(samples)) batch.dispose();
    },
  };
}
