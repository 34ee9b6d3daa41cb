/**
 * The editor's nodes and edges, derived from the document in two steps: the elements of each model, then the marks of
 * selection and of a drag under way. An element that did not change keeps its identity, so its card is not drawn again.
 */
import { useMemo, useState } from 'react';
import type { ModelId, NodeId, Point } from '../../core/experiment/experiment.ts';
import type { Fold } from '../../core/experiment/view.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useView } from '../parts/services.tsx';
import {
  type CanvasNode,
  type ElementNames,
  foldNodesOf,
  laneNodes,
  layerNodes,
  type WireFlowEdge,
  wireEdges,
} from './flowElements.ts';
import { foldNode, groupsOf } from './folding.ts';
import type { Size } from './geometry.ts';
import { flowId } from './ids.ts';
import { type Lane, lanesOf, toCanvas } from './lanes.ts';
import { foldTitle, letters, nodeTitle, ownership, titleOf } from './names.ts';

/** Before the page has been measured. */
const NO_FOLDS: readonly Fold[] = [];
const FIRST_WINDOW: Size = { width: 700, height: 360 };
/** Canvas positions of cards that are being dragged, by the editor's id. */
export type Drag = ReadonlyMap<string, Point>;

export interface Elements {
  readonly lanes: readonly Lane[];
  readonly nodes: CanvasNode[];
  readonly edges: WireFlowEdge[];
  readonly drag: Drag;
  setDrag(drag: Drag): void;
  /** The layers behind a folded card, by the editor's id. */
  readonly folded: ReadonlyMap<string, readonly NodeId[]>;
  /** Where a card is that is being dragged or stands for folded layers, else `undefined`. */
  cornerOf(model: ModelId, node: string): Point | undefined;
}

function useElementNames(): ElementNames {
  const words = useWords();
  const { outline, several } = useExperiment((state) => ({
    outline: state.outline,
    several: state.experiment.models.length > 1,
  }));
  const { language } = words;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `words` is new at each render; its language decides what it says.
  return useMemo(
    () => ({
      node(node, model, tasks) {
        const name = `${nodeTitle(words, node, outline)}, ${ownership(words, tasks)}`;
        return several ? words.t('canvas.inModel', { name, model: model.name }) : name;
      },
      fold(group, model, tasks) {
        const name = `${foldTitle(words, group, tasks)}, ${ownership(words, tasks)}`;
        return several ? words.t('canvas.inModel', { name, model: model.name }) : name;
      },
      edge(edge, model, tasks) {
        const params = {
          from: titleOf(words, model, edge.source, outline),
          to: titleOf(words, model, edge.target, outline),
        };
        const name =
          tasks.length === 0
            ? words.t('canvas.wire.loose', params)
            : words.t('canvas.wire.name', { ...params, list: letters(words, tasks) });
        return several ? words.t('canvas.inModel', { name, model: model.name }) : name;
      },
    }),
    [language, outline, several],
  );
}

export function useElements(window: Size | undefined): Elements {
  const { models, analyses, outline } = useExperiment((state) => ({
    models: state.experiment.models,
    analyses: state.analyses,
    outline: state.outline,
  }));
  const folds = useExperiment((state) => state.experiment.view.folded ?? NO_FOLDS);
  const selection = useView((state) => state.selection);
  const names = useElementNames();
  const [drag, setDrag] = useState<Drag>(new Map());
  const { width, height } = window ?? FIRST_WINDOW;

  const lanes = useMemo(() => lanesOf(models, { width, height }, folds), [models, width, height, folds]);
  const groupsByModel = useMemo(
    () => new Map(lanes.map((lane) => [lane.model.id, groupsOf(lane.model, lane.positions, folds)])),
    [lanes, folds],
  );
  const folded = useMemo(
    () =>
      new Map(
        [...groupsByModel].flatMap(([model, groups]) =>
          groups.map((group) => [flowId(model, foldNode(group)), group.nodes] as const),
        ),
      ),
    [groupsByModel],
  );
  const base = useMemo(
    () => ({
      lanes: laneNodes(lanes, analyses),
      layers: lanes.flatMap((lane) => {
        const analysis = analyses.get(lane.model.id);
        const groups = groupsByModel.get(lane.model.id) ?? [];
        const hidden = new Set(groups.flatMap((group) => group.nodes));
        return [
          ...layerNodes(lane, analysis, outline, names, hidden),
          ...foldNodesOf(lane, groups, analysis, outline, names),
        ];
      }),
      wires: lanes.flatMap((lane) => {
        const groups = groupsByModel.get(lane.model.id) ?? [];
        const cardOf = new Map(groups.flatMap((group) => group.nodes.map((id) => [id, foldNode(group)] as const)));
        return wireEdges(lane.model, analyses.get(lane.model.id), outline, names, cardOf);
      }),
    }),
    [lanes, analyses, outline, names, groupsByModel],
  );
  const nodes = useMemo(() => {
    const chosen = new Set(selection.model ? selection.nodes.map((id) => flowId(selection.model as ModelId, id)) : []);
    const layers = base.layers.map((node) => {
      const position = drag.get(node.id);
      const selected =
        node.type === 'fold'
          ? node.data.group.nodes.every((id) => chosen.has(flowId(node.data.model.id, id)))
          : chosen.has(node.id);
      if (!selected && !position) return node;
      return { ...node, selected, ...(position ? { position, dragging: true } : {}) } as CanvasNode;
    });
    return [...base.lanes, ...layers];
  }, [base, selection, drag]);
  const edges = useMemo(() => {
    const chosen = new Set(selection.model ? selection.edges.map((id) => flowId(selection.model as ModelId, id)) : []);
    return base.wires.map((edge) => (chosen.has(edge.id) ? { ...edge, selected: true } : edge));
  }, [base, selection]);
  const cornerOf = (model: ModelId, node: string): Point | undefined => {
    const group = groupsByModel.get(model)?.find(({ nodes: inside }) => inside.some((id) => id === node));
    const lane = lanes.find((each) => each.model.id === model);
    if (!group || !lane) return drag.get(`${model}/${node}`);
    return drag.get(flowId(model, foldNode(group))) ?? toCanvas(lane, group.corner);
  };
  return { lanes, nodes, edges, folded, drag, setDrag, cornerOf };
}
