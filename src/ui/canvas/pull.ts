/** How hard tasks pull at layers: one node's share of a 'gradients' measurement. */
import type { ModelId, NodeId, TaskId } from '../../core/experiment/experiment.ts';
import type { RunLog } from '../../core/metrics/logRows.ts';
import { type Probe, type ProbeResult, series } from '../../state/series.ts';

/** One measurement per model serves every card and wire of it. */
export const gradientProbe = (model: ModelId): Probe => ({
  kind: 'gradients',
  key: `canvas/gradients/${model}`,
  model,
});

export interface NodePull {
  /** Gradient norm by task id. */
  readonly norms: ReadonlyMap<string, number>;
  /** Lowest cosine between two of the tasks, 1 where there is only one. */
  readonly cosine: number;
  /** Largest norm of any task at any node of the model. */
  readonly largest: number;
}

/** One node's share of a 'gradients' result: norms [nodes, tasks], cosines [nodes, tasks, tasks]. */
export function pullOf(result: ProbeResult, node: NodeId): NodePull | undefined {
  const { nodes = [], tasks = [], cosines } = result;
  const row = nodes.indexOf(node);
  if (row < 0) return undefined;
  const count = tasks.length;
  const norms = new Map(tasks.map((task, i) => [task as string, result.values[row * count + i] ?? 0]));
  let cosine = 1;
  for (let i = 0; i < count; i += 1) {
    for (let j = i + 1; j < count; j += 1) {
      const value = cosines?.[(row * count + i) * count + j];
      if (value !== undefined && Number.isFinite(value)) cosine = Math.min(cosine, value);
    }
  }
  return { norms, cosine, largest: largestOf(result) };
}

const largest = new WeakMap<ProbeResult, number>();
function largestOf(result: ProbeResult): number {
  const before = largest.get(result);
  if (before !== undefined) return before;
  const value = result.values.reduce((most, norm) => (norm > most ? norm : most), 0);
  largest.set(result, value);
  return value;
}

/** What was logged of the model's shared part at or before a step; `undefined` where nothing was. */
export function pastPull(log: RunLog, step: number, model: ModelId, tasks: readonly TaskId[]): NodePull | undefined {
  const norms = new Map<string, number>();
  for (const task of tasks) {
    const norm = log.at(series.gradientNorm(model, task), step)?.value;
    if (norm !== undefined) norms.set(task, norm);
  }
  if (norms.size === 0) return undefined;
  let cosine = 1;
  for (const [i, a] of tasks.entries()) {
    for (const b of tasks.slice(i + 1)) {
      cosine = Math.min(cosine, log.at(series.gradientCosine(model, a, b), step)?.value ?? 1);
    }
  }
  return { norms, cosine, largest: Math.max(...norms.values()) };
}
