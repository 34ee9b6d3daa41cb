/**
 * Analyse: everything that is derived from one model's wiring, and the quick check of a wire being dragged.
 * Pure: callers memoise. Never throws, whatever the wiring.
 */

import type { NewEdge } from '../experiment/edit.ts';
import type { DataSpec, EdgeId, ModelSpec, NodeId, TaskId } from '../experiment/experiment.ts';
import type { ShapeFault } from '../layers/layer.ts';
import type { Shape } from '../ops.ts';
import { error, type Issue } from '../result.ts';
import { enabledTasks } from '../scenarios/outline.ts';
import type { ScenarioOutline } from '../scenarios/scenario.ts';
import type { EdgeAnalysis, ModelAnalysis, NodeAnalysis, ParameterCounts } from './analysis.ts';
import { removeWires } from './mends.ts';
import { planOf } from './plan.ts';
import { contextFor, inferNode, inferShapes, readOptions } from './shapes.ts';
import { sharingKind, sharingOf } from './sharing.ts';
import { tieIssues } from './tieIssues.ts';
import { outputIndex, reaches, type TopologyNode, topologyOf, wireKey } from './topology.ts';
import { type Findings, validateWiring } from './validate.ts';

function find(model: ModelSpec, data: DataSpec, outline: ScenarioOutline): Findings {
  const enabled = enabledTasks(data, outline).map((task) => task.id);
  const topology = topologyOf(model.wiring);
  const shapes = inferShapes(topology, outline);
  return { model, outline, enabled, topology, shapes, sharing: sharingOf(topology, shapes, enabled) };
}

/** The last drag's findings: while a wire is dragged, every node on the canvas is asked in turn. */
let dragged:
  | {
      readonly model: ModelSpec;
      readonly data: DataSpec;
      readonly outline: ScenarioOutline;
      readonly findings: Findings;
    }
  | undefined;

/** As `find`, remembering one answer; the documents are immutable, so the same ones have the same findings. */
function findOnce(model: ModelSpec, data: DataSpec, outline: ScenarioOutline): Findings {
  if (dragged?.model === model && dragged.data === data && dragged.outline === outline) return dragged.findings;
  dragged = { model, data, outline, findings: find(model, data, outline) };
  return dragged.findings;
}

function nodeAnalyses(findings: Findings, issues: readonly Issue[]): Map<NodeId, NodeAnalysis> {
  const { shapes, sharing } = findings;
  const byNode = new Map<NodeId | undefined, Issue[]>();
  for (const issue of issues) {
    const list = byNode.get(issue.where?.node);
    if (list) list.push(issue);
    else byNode.set(issue.where?.node, [issue]);
  }
  const entries = [...shapes].map(([id, shape]): [NodeId, NodeAnalysis] => {
    const tasks = sharing.nodes.get(id)?.tasks ?? [];
    const analysis = {
      inputShapes: shape.inputShapes,
      outputShapes: shape.outputShapes,
      tasks,
      sharing: sharingKind(tasks.length, sharing.heads.size),
      parameterCount: shape.parameterCount,
      issues: byNode.get(id) ?? [],
    };
    return [id, analysis];
  });
  return new Map(entries);
}

function edgeAnalyses({ model, topology, shapes, sharing }: Findings): Map<EdgeId, EdgeAnalysis> {
  return new Map(
    model.wiring.edges.map((edge) => {
      const output = outputIndex(topology.nodes.get(edge.source), edge.sourcePort);
      const shape = shapes.get(edge.source)?.outputShapes?.[output];
      return [edge.id, { tasks: sharing.edges.get(edge.id)?.tasks ?? [], shape }];
    }),
  );
}

/** Trainable numbers by who shares them; those of nodes that feed no enabled task's head are left out. */
function countsOf({ shapes, sharing }: Findings): ParameterCounts {
  const privately: Record<TaskId, number> = {};
  for (const task of sharing.heads.keys()) privately[task] = 0;
  let [total, shared, partly] = [0, 0, 0];
  for (const [id, { parameterCount }] of shapes) {
    const reach = sharing.nodes.get(id);
    if (!reach || reach.feeds.length === 0) continue;
    total += parameterCount;
    const [only] = reach.tasks;
    const kind = sharingKind(reach.tasks.length, sharing.heads.size);
    if (kind === 'shared') shared += parameterCount;
    else if (kind === 'partly') partly += parameterCount;
    else if (kind === 'private' && only !== undefined) privately[only] = (privately[only] ?? 0) + parameterCount;
  }
  return { total, shared, partly, private: privately };
}

export function analyseModel(model: ModelSpec, data: DataSpec, outline: ScenarioOutline): ModelAnalysis {
  const findings = find(model, data, outline);
  const { shapes, sharing } = findings;
  const ties = new Map(model.ties.map((tie) => [tie.id, { issues: tieIssues(tie, model, shapes, sharing) }]));
  const issues = [...validateWiring(findings), ...[...ties.values()].flatMap((tie) => tie.issues)];
  return {
    issues,
    nodes: nodeAnalyses(findings, issues),
    edges: edgeAnalyses(findings),
    ties,
    counts: countsOf(findings),
    tasks: [...sharing.heads.keys()],
    plan: issues.some((issue) => issue.severity === 'error') ? undefined : planOf(findings),
  };
}

/** What the target says to its wires with the new one among them; `undefined` where it fits or nothing can be said yet. */
function misfitOf(
  edge: NewEdge,
  target: TopologyNode,
  { topology, shapes, outline }: Findings,
): ShapeFault | undefined {
  const { spec } = target;
  if (!spec) return undefined;
  const ports = target.ports.inputs.map((port) => port.id);
  const variadic = target.ports.inputs.some((port) => port.variadic && port.id === edge.targetPort);
  const others = target.incoming.filter((wire) => variadic || wire.targetPort !== edge.targetPort);
  const wires: NewEdge[] = [...others, edge];
  wires.sort((a, b) => ports.indexOf(a.targetPort) - ports.indexOf(b.targetPort));
  const inputs: Shape[] = [];
  for (const wire of wires) {
    const shape = shapes.get(wire.source)?.outputShapes?.[
      outputIndex(topology.nodes.get(wire.source), wire.sourcePort)
    ];
    if (!shape) return undefined;
    inputs.push(shape);
  }
  const { options, faults } = readOptions(spec, target.node.options);
  const ready = ports.every((id) => wires.some((wire) => wire.targetPort === id));
  if (!ready || faults.some((fault) => fault.code !== 'option.unknown')) return undefined;
  const sources = wires.map((wire) => wire.source);
  const result = inferNode(spec, options, inputs, contextFor(sources, topology, outline));
  // A head without a task, say, is a problem of the node, not of this wire.
  return !result.ok && result.fault.code.startsWith('shape.') ? result.fault : undefined;
}

/**
 * Why `edge` may not be drawn, or `undefined`. Looks at the target's own shapes only, not at what comes after it.
 * `connect.occupied` carries the mend of taking the old wire out first; `context` chooses the sentence of `connect.shape`.
 */
export function checkConnection(
  model: ModelSpec,
  data: DataSpec,
  outline: ScenarioOutline,
  edge: NewEdge,
): Issue | undefined {
  const findings = findOnce(model, data, outline);
  const { topology } = findings;
  const source = topology.nodes.get(edge.source);
  const target = topology.nodes.get(edge.target);
  if (!source || !target) {
    return error('connect.dangling', { found: source ? edge.target : edge.source }, { model: model.id });
  }
  const where = { model: model.id, node: edge.target };
  if (edge.source === edge.target) return error('connect.self', {}, where);
  const port = target.ports.inputs.find((candidate) => candidate.id === edge.targetPort);
  if (outputIndex(source, edge.sourcePort) < 0) return error('connect.port', { found: edge.sourcePort }, where);
  if (!port) return error('connect.port', { found: edge.targetPort }, where);
  if (target.incoming.some((wire) => wireKey(wire) === wireKey(edge))) return error('connect.duplicate', {}, where);
  if (reaches(topology, edge.target, edge.source)) return error('connect.loop', {}, where);
  const misfit = misfitOf(edge, target, findings);
  if (misfit) return error('connect.shape', { ...misfit.params, context: misfit.code.slice('shape.'.length) }, where);
  const taken = target.incoming.find((wire) => !port.variadic && wire.targetPort === port.id);
  return taken ? error('connect.occupied', { port: port.id }, where, [removeWires(model, [taken.id])]) : undefined;
}
