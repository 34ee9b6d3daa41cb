/** Does an edit that adds layers, and selects what it added, so that the next key or palette click goes on from there. */
import type { Edit } from '../../core/experiment/edit.ts';
import type { ModelId } from '../../core/experiment/experiment.ts';
import type { Services } from '../../state/services.ts';
import { modelOf } from './gestures.ts';

export function addAndSelect({ edit, experiments, views }: Services, change: Edit, id: ModelId): boolean {
  const idsNow = () => modelOf(experiments.getState().experiment, id)?.wiring.nodes.map((node) => node.id) ?? [];
  const before = new Set(idsNow());
  if (!edit(change)) return false;
  const added = idsNow().filter((node) => !before.has(node));
  views.select({ model: id, nodes: added, edges: [], tie: undefined });
  return true;
}
