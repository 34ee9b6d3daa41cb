/** What one prepared step puts into its row: weights, diagnostics, training losses, gradient norms and cosines. */
import type { ModelSpec, TaskId } from '../../core/experiment/experiment.ts';
import type { TensorRef } from '../../core/ops.ts';
import { series } from '../protocol.ts';
import type { Executor } from './executor.ts';
import type { StepGradients } from './gradients.ts';
import type { Deferred } from './rows.ts';

export function rowColumns(
  executor: Executor,
  spec: ModelSpec,
  active: readonly TaskId[],
  lambda: (task: TaskId) => number,
  work: StepGradients,
  measured: readonly TaskId[],
): { columns: Record<string, number>; deferred: Deferred[] } {
  const columns: Record<string, number> = {};
  for (const [t, task] of active.entries()) {
    columns[series.weight(spec.id, task)] = lambda(task) * (work.weights[t] ?? 1);
    for (const [name, values] of Object.entries(work.diagnostics)) {
      if (values[t] !== undefined) columns[series.diagnostic(spec.id, task, name)] = values[t];
    }
  }
  const deferred: Deferred[] = [
    {
      tensor: executor.copy(work.losses),
      finish: (values) =>
        Object.fromEntries(measured.map((task, t) => [series.loss(spec.id, task, 'train'), values[t] as number])),
      mustBeFinite: { model: spec.id, tasks: measured },
    },
  ];
  if (work.conflict) deferred.push(conflictColumns(spec, active, executor.copy(work.conflict)));
  return { columns, deferred };
}

function conflictColumns(spec: ModelSpec, active: readonly TaskId[], measured: TensorRef): Deferred {
  const count = active.length;
  return {
    tensor: measured,
    finish(values) {
      const columns: Record<string, number> = {};
      for (const [i, a] of active.entries()) {
        columns[series.gradientNorm(spec.id, a)] = values[i] as number;
        for (const [j, b] of active.entries()) {
          if (j <= i) continue;
          columns[series.gradientCosine(spec.id, a, b)] = values[count + i * count + j] as number;
          const [p, q] = [values[i] as number, values[j] as number];
          // 1 for equally long gradients, towards 0 where one drowns the other (Yu et al., NeurIPS 2020, definition 2).
          if (p + q > 0) columns[series.magnitudeSimilarity(spec.id, a, b)] = (2 * p * q) / (p * p + q * q);
        }
      }
      return columns;
    },
  };
}
