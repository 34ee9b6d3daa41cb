/**
 * Folds: layers of one model that are drawn as one card. A fold belongs to the document's view, so it travels with links
 * and files, and never to the wiring: training, undo and the analysis know nothing of it.
 */
import type { ModelId, ModelSpec, NodeId, Point, TaskId } from '../../core/experiment/experiment.ts';
import type { Fold } from '../../core/experiment/view.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import type { Services } from '../../state/services.ts';
import { type Positions, type Size, sizeOf } from './geometry.ts';

const FOLD_PREFIX = 'fold:';
/** A folded card is as large as a head's: it may show one. */
export const FOLD_SIZE: Size = sizeOf('head');

/** A fold as it can be drawn: two or more layers that are there. */
export interface FoldedGroup {
  readonly fold: Fold;
  readonly nodes: readonly NodeId[];
  /** Its card stands where its leftmost layer stands. */
  readonly corner: Point;
}
export const foldNode = ({ nodes }: FoldedGroup): NodeId => `${FOLD_PREFIX}${nodes[0]}` as NodeId;

const isIn = (nodes: readonly NodeId[], list: readonly NodeId[]): boolean => nodes.some((node) => list.includes(node));
const sameNodes = (a: readonly NodeId[], b: readonly NodeId[]): boolean =>
  a.length === b.length && a.every((node) => b.includes(node));

export function groupsOf(model: ModelSpec, positions: Positions, folds: readonly Fold[]): readonly FoldedGroup[] {
  const taken = new Set<NodeId>();
  return folds.flatMap((fold) => {
    if (fold.model !== model.id) return [];
    const nodes = model.wiring.nodes.map(({ id }) => id).filter((id) => fold.nodes.includes(id) && !taken.has(id));
    const corner = nodes
      .flatMap((id) => positions[id] ?? [])
      .reduce<Point | undefined>((left, at) => (left && left.x <= at.x ? left : at), undefined);
    if (nodes.length < 2 || !corner) return [];
    for (const node of nodes) taken.add(node);
    return [{ fold, nodes, corner }];
  });
}
const foldsOf = ({ experiments }: Services): readonly Fold[] => experiments.getState().experiment.view.folded ?? [];
const write = ({ edit }: Services, folded: readonly Fold[]): boolean => edit({ type: 'setView', patch: { folded } });

/** The fold of exactly these layers. */
export const foldOf = (folds: readonly Fold[], model: ModelId, nodes: readonly NodeId[]): Fold | undefined =>
  folds.find((fold) => fold.model === model && sameNodes(fold.nodes, nodes));

/** Folds layers to one card; other folds that hold any of them open. */
export function foldNodes(services: Services, model: ModelId, nodes: readonly NodeId[], name?: string): boolean {
  if (nodes.length < 2) return false;
  const others = foldsOf(services).filter((fold) => fold.model !== model || !isIn(fold.nodes, nodes));
  return write(services, [...others, { model, nodes, ...(name === undefined ? {} : { name }) }]);
}
/** Opens every fold that holds any of these layers. */
export function unfoldNodes(services: Services, model: ModelId, nodes: readonly NodeId[]): boolean {
  const folds = foldsOf(services);
  const rest = folds.filter((fold) => fold.model !== model || !isIn(fold.nodes, nodes));
  return rest.length < folds.length && write(services, rest);
}
export function renameFold(services: Services, fold: Fold, name: string): void {
  const { name: _, ...unnamed } = fold;
  const renamed: Fold = name === '' ? unnamed : { ...unnamed, name };
  write(
    services,
    foldsOf(services).map((each) => (foldOf([each], fold.model, fold.nodes) ? renamed : each)),
  );
}

/** A task's tower: the layers that its loss alone reaches, its head included. */
export interface Tower {
  readonly task: TaskId;
  readonly nodes: readonly NodeId[];
}
/** The towers of a model that a fold makes smaller: those of two layers and more. */
export function towersOf(model: ModelSpec, analysis: ModelAnalysis | undefined): readonly Tower[] {
  if (!analysis) return [];
  return analysis.tasks
    .map((task) => ({
      task,
      nodes: model.wiring.nodes
        .map(({ id }) => id)
        .filter((id) => {
          const tasks = analysis.nodes.get(id)?.tasks ?? [];
          return tasks.length === 1 && tasks[0] === task;
        }),
    }))
    .filter(({ nodes }) => nodes.length > 1);
}
/** The tower that a layer stands in. */
export const towerOf = (model: ModelSpec, analysis: ModelAnalysis | undefined, node: NodeId): Tower | undefined =>
  towersOf(model, analysis).find(({ nodes }) => nodes.includes(node));

/** Folds a tower to one card and selects it. */
export function foldTower(services: Services, model: ModelId, { nodes }: Tower): boolean {
  if (!foldNodes(services, model, nodes)) return false;
  services.views.select({ model, nodes, edges: [], tie: undefined });
  return true;
}
/** Every tower of a model as one card each, or every fold of it open again. */
export function foldTowers(services: Services, model: ModelId, towers: readonly Tower[]): void {
  for (const { nodes } of towers) foldNodes(services, model, nodes);
  services.views.select({ model, nodes: [], edges: [], tie: undefined });
}
export const unfoldAll = (services: Services, model: ModelId): boolean =>
  write(
    services,
    foldsOf(services).filter((fold) => fold.model !== model),
  );
