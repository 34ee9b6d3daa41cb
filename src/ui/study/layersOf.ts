/** Which layers of the models correspond (equal initKey), and which node of a model holds a task's representation there. */
import type { Experiment, ModelId, NodeId, TaskId } from '../../core/experiment/experiment.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';

export interface CommonLayer {
  readonly key: string;
  /** Where its name is taken from. */
  readonly model: ModelId;
  readonly node: NodeId;
  readonly units: number;
}
type Analyses = ReadonlyMap<ModelId, ModelAnalysis>;

/** Hidden layers with a row of units as output, in the order of the first model that has them. */
export function commonLayers({ models }: Experiment, analyses: Analyses): CommonLayer[] {
  const found = new Map<string, CommonLayer>();
  for (const { id, wiring } of models) {
    for (const node of wiring.nodes) {
      if (node.kind === 'input' || node.kind === 'head' || found.has(node.initKey)) continue;
      const own = analyses.get(id)?.nodes.get(node.id);
      const [shape, ...others] = own?.outputShapes ?? [];
      const units = shape?.length === 1 ? (shape[0] ?? 0) : 0;
      if (units < 2 || others.length > 0 || (own?.parameterCount ?? 0) === 0) continue;
      found.set(node.initKey, { key: node.initKey, model: id, node: node.id, units });
    }
  }
  return [...found.values()];
}

/** The last layer that some model shares between tasks; else the last one of all. */
export function usualLayer(
  layers: readonly CommonLayer[],
  { models }: Experiment,
  analyses: Analyses,
): string | undefined {
  const shared = layers.findLast(({ key }) =>
    models.some(({ id, wiring }) =>
      wiring.nodes.some(
        (node) => node.initKey === key && (analyses.get(id)?.nodes.get(node.id)?.tasks.length ?? 0) > 1,
      ),
    ),
  );
  return (shared ?? layers.at(-1))?.key;
}

/** The model's node of this key that the task's head is fed by. */
export function nodeFor(
  { models }: Experiment,
  analyses: Analyses,
  model: ModelId,
  key: string,
  task: TaskId,
): NodeId | undefined {
  const nodes = models.find(({ id }) => id === model)?.wiring.nodes ?? [];
  return nodes.find((node) => node.initKey === key && analyses.get(model)?.nodes.get(node.id)?.tasks.includes(task))
    ?.id;
}
