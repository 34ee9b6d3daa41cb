/** The selection names only what is in the document: what an undo, a cut or another experiment takes away leaves it. */
import type { Experiment } from '../core/experiment/experiment.ts';
import type { ExperimentStore, Selection, ViewStore } from './stores.ts';

/** The same object where all of it is still there. */
export function present(selection: Selection, { models }: Experiment): Selection {
  const { model: id, nodes, edges, tie } = selection;
  if (id === undefined) return selection;
  const model = models.find((each) => each.id === id);
  if (!model) return { model: undefined, nodes: [], edges: [], tie: undefined };
  const [here, wires] = [model.wiring.nodes, model.wiring.edges].map(
    (list) => new Set<string>(list.map((each) => each.id)),
  );
  const kept = {
    model: id,
    nodes: nodes.filter((node) => here?.has(node)),
    edges: edges.filter((edge) => wires?.has(edge)),
    tie: model.ties.some((each) => each.id === tie) ? tie : undefined,
  };
  const same = kept.nodes.length === nodes.length && kept.edges.length === edges.length && kept.tie === tie;
  return same ? selection : kept;
}
export function keepSelectionPresent(experiments: ExperimentStore, views: ViewStore): void {
  experiments.subscribe(({ experiment }, before) => {
    if (experiment === before.experiment) return;
    const { selection } = views.getState();
    const kept = present(selection, experiment);
    if (kept !== selection) views.select(kept);
  });
}
