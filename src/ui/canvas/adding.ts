/** Does an edit that adds layers, and selects what it added, so that the next key or palette click goes on from there. */
import type { Edit } from '../../core/experiment/edit.ts';
import type { ModelId, ModelSpec, NodeId } from '../../core/experiment/experiment.ts';
import type { Services } from '../../state/services.ts';
import { foldNodes, foldOf } from './folding.ts';
import { DUPLICATE_OFFSET, fragmentOf, modelOf } from './gestures.ts';

export function addAndSelect({ edit, experiments, views }: Services, change: Edit, id: ModelId): boolean {
  const idsNow = () => modelOf(experiments.getState().experiment, id)?.wiring.nodes.map((node) => node.id) ?? [];
  const before = new Set(idsNow());
  if (!edit(change)) return false;
  const added = idsNow().filter((node) => !before.has(node));
  views.select({ model: id, nodes: added, edges: [], tie: undefined });
  return true;
}

/** A copy beside the layers, selected; where they are folded to one card, so is the copy. */
export function duplicateNodes(services: Services, model: ModelSpec, nodes: readonly NodeId[]): boolean {
  const fragment = fragmentOf(model, nodes);
  const paste: Edit = { type: 'paste', model: model.id, fragment, offset: DUPLICATE_OFFSET };
  if (!addAndSelect(services, paste, model.id)) return false;
  const { view } = services.experiments.getState().experiment;
  const fold = foldOf(view.folded ?? [], model.id, nodes);
  return !fold || foldNodes(services, model.id, services.views.getState().selection.nodes, fold.name);
}
