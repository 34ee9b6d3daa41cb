/** How hard tasks pull at layers: one node's share of a 'gradients' measurement. */
import type { ModelId, NodeId } from '../../core/experiment/experiment.ts';
import type { Probe, ProbeResult } from '../../state/series.ts';

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

/** What was measured of a node at or last before a step, and at which; `undefined` where nothing was. */
export function pastPull(
  past: readonly ProbeResult[],
  step: number,
  node: NodeId,
): { readonly pull: NodePull; readonly step: number } | undefined {
  const result = past.findLast((each) => each.step <= step);
  const pull = result && pullOf(result, node);
  return pull && { pull, step: result.step };
}
