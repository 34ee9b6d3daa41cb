/**
 * The editor's nodes and edges, derived from the document in two steps: the elements of each model, then the marks of
 * selection and of a drag under way. An element that did not change keeps its identity, so its card is not drawn again.
 */
import { useMemo, useState } from 'react';
import type { ModelId, Point } from '../../core/experiment/experiment.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useView } from '../parts/services.tsx';
import {
  type CanvasNode,
  type ElementNames,
  laneNodes,
  layerNodes,
  type WireFlowEdge,
  wireEdges,
} from './flowElements.ts';
import type { Size } from './geometry.ts';
import { flowId } from './ids.ts';
import { type Lane, lanesOf } from './lanes.ts';
import { letters, nodeTitle, ownership, titleOf } from './names.ts';

/** Before the page has been measured. */
const FIRST_WINDOW: Size = { width: 700, height: 360 };
/** Canvas positions of cards that are being dragged, by the editor's id. */
export type Drag = ReadonlyMap<string, Point>;

export interface Elements {
  readonly lanes: readonly Lane[];
  readonly nodes: CanvasNode[];
  readonly edges: WireFlowEdge[];
  readonly drag: Drag;
  setDrag(drag: Drag): void;
  /** Where a card being dragged is, else `undefined`. */
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
  const selection = useView((state) => state.selection);
  const names = useElementNames();
  const [drag, setDrag] = useState<Drag>(new Map());
  const { width, height } = window ?? FIRST_WINDOW;

  const lanes = useMemo(() => lanesOf(models, { width, height }), [models, width, height]);
  const base = useMemo(
    () => ({
      lanes: laneNodes(lanes, analyses),
      layers: lanes.flatMap((lane) => layerNodes(lane, analyses.get(lane.model.id), outline, names)),
      wires: lanes.flatMap((lane) => wireEdges(lane.model, analyses.get(lane.model.id), outline, names)),
    }),
    [lanes, analyses, outline, names],
  );
  const nodes = useMemo(() => {
    const chosen = new Set(selection.model ? selection.nodes.map((id) => flowId(selection.model as ModelId, id)) : []);
    const layers = base.layers.map((node) => {
      const position = drag.get(node.id);
      const selected = chosen.has(node.id);
      if (!selected && !position) return node;
      return { ...node, selected, ...(position ? { position, dragging: true } : {}) };
    });
    return [...base.lanes, ...layers];
  }, [base, selection, drag]);
  const edges = useMemo(() => {
    const chosen = new Set(selection.model ? selection.edges.map((id) => flowId(selection.model as ModelId, id)) : []);
    return base.wires.map((edge) => (chosen.has(edge.id) ? { ...edge, selected: true } : edge));
  }, [base, selection]);
  return { lanes, nodes, edges, drag, setDrag, cornerOf: (model, node) => drag.get(`${model}/${node}`) };
}
