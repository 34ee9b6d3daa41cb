/** Marks on the canvas for the stop that is told: its nodes and wires stand out in the task's hue, the rest steps back. */
import { type CSSProperties, useMemo } from 'react';
import { useExperiment, useSlow } from '../../parts/services.tsx';
import { taskColour } from '../../parts/taskStyle.ts';
import type { CanvasNode, WireFlowEdge } from '../flowElements.ts';
import { phaseOf } from './sentences.ts';
import classes from './slow.module.css';

interface Elements {
  readonly nodes: CanvasNode[];
  readonly edges: WireFlowEdge[];
}
export function useLit({ nodes, edges }: Elements): Elements {
  const { stop, model } = useSlow((state) => ({ stop: state.stops[state.at], model: state.model }));
  const tasks = useExperiment((state) => state.outline.tasks);
  return useMemo(() => {
    if (!stop || model === undefined) return { nodes, edges };
    const [owner] = stop.tasks;
    const single = stop.tasks.length === 1 ? tasks.findIndex(({ id }) => id === owner) : -1;
    const style = { '--lit': single < 0 ? 'var(--ink)' : taskColour(single) } as CSSProperties;
    const back = phaseOf(stop) === 'gradient' || phaseOf(stop) === 'meeting';
    const mark = <Element extends CanvasNode | WireFlowEdge>(element: Element, lit: boolean): Element => ({
      ...element,
      className: lit ? (back ? classes.litBack : classes.lit) : classes.dim,
      style: { ...element.style, ...(lit ? style : {}) },
    });
    return {
      nodes: nodes.map((node) => {
        if (node.type === 'lane') return node.data.lane.model.id === model ? node : mark(node, false);
        const shown = node.type === 'fold' ? node.data.group.nodes : [node.data.node.id];
        return mark(node, node.data.model.id === model && shown.some((id) => stop.nodes.includes(id)));
      }),
      edges: edges.map((each) => {
        const { edge, model: owning } = each.data ?? {};
        const lit =
          owning?.id === model && stop.wires.some(({ from, to }) => from === edge?.source && to === edge.target);
        return mark(each, lit);
      }),
    };
  }, [nodes, edges, stop, model, tasks]);
}
