/** A preset's wiring in miniature: columns by depth, shared layers dark, each task's own in its colour, ties dashed. */
import type { Experiment, ModelSpec, NodeId } from '../../core/experiment/experiment.ts';
import { analyseModel } from '../../core/graph/analyse.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import { outlineOf } from '../../core/scenarios/outline.ts';
import type { ScenarioOutline } from '../../core/scenarios/scenario.ts';
import { taskColour } from '../parts/taskStyle.ts';

/** In px; models stand under each other. */
const WIDTH = 104;
const HEIGHT = 44;
const MARGIN = 6;
const RADIUS = 3.2;

interface Spot {
  readonly x: number;
  readonly y: number;
}
/** Columns by longest way from an input; a wire back to itself cannot occur in a preset. */
function spotsOf(model: ModelSpec): ReadonlyMap<NodeId, Spot> {
  const { nodes, edges } = model.wiring;
  const depth = new Map<NodeId, number>(nodes.map((node) => [node.id, 0]));
  for (let round = 0; round < nodes.length; round += 1) {
    for (const edge of edges) {
      depth.set(edge.target, Math.max(depth.get(edge.target) ?? 0, (depth.get(edge.source) ?? 0) + 1));
    }
  }
  const deepest = Math.max(1, ...depth.values());
  const spots = new Map<NodeId, Spot>();
  for (let column = 0; column <= deepest; column += 1) {
    const inside = nodes.filter((node) => depth.get(node.id) === column);
    inside.forEach((node, row) => {
      spots.set(node.id, {
        x: MARGIN + ((WIDTH - 2 * MARGIN) * column) / deepest,
        y: (HEIGHT * (row + 0.5)) / inside.length,
      });
    });
  }
  return spots;
}
function fillOf(id: NodeId, analysis: ModelAnalysis, outline: ScenarioOutline): string {
  const [first, ...others] = analysis.nodes.get(id)?.tasks ?? [];
  if (first === undefined) return 'var(--line)';
  return others.length > 0 ? 'var(--ink)' : taskColour(outline.tasks.findIndex((task) => task.id === first));
}

export function WiringSketch({ experiment }: { readonly experiment: Experiment }) {
  const outline = outlineOf(experiment.data);
  const { models } = experiment;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT * models.length}`}
      style={{ width: WIDTH, height: Math.min(HEIGHT * models.length, 2 * HEIGHT) }}
      aria-hidden="true"
    >
      {models.map((model, index) => (
        <g key={model.id} transform={`translate(0 ${index * HEIGHT})`}>
          <ModelSketch model={model} analysis={analyseModel(model, experiment.data, outline)} outline={outline} />
        </g>
      ))}
    </svg>
  );
}

interface ModelSketchProps {
  readonly model: ModelSpec;
  readonly analysis: ModelAnalysis;
  readonly outline: ScenarioOutline;
}
function ModelSketch({ model, analysis, outline }: ModelSketchProps) {
  const spots = spotsOf(model);
  const line = (from: NodeId, to: NodeId) => {
    const a = spots.get(from);
    const b = spots.get(to);
    return a && b ? { x1: a.x, y1: a.y, x2: b.x, y2: b.y } : undefined;
  };
  return (
    <>
      {model.wiring.edges.map((edge) => (
        <line key={edge.id} {...line(edge.source, edge.target)} stroke="var(--ink-soft)" strokeWidth={1} />
      ))}
      {model.ties.map(({ id, nodes: [first, second] }) => (
        <line
          key={id}
          {...(first && second ? line(first, second) : {})}
          stroke="var(--ink)"
          strokeWidth={1.4}
          strokeDasharray="2 2"
        />
      ))}
      {[...spots].map(([id, { x, y }]) => (
        <circle key={id} cx={x} cy={y} r={RADIUS} fill={fillOf(id, analysis, outline)} />
      ))}
    </>
  );
}
