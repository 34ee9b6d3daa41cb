/**
 * Validation: every problem of one model's wiring, each with what was found, what was expected, where it stands and,
 * where there is one, a mend. A problem on a node that feeds no enabled task's head is a warning: it keeps nothing from
 * training. Loops, unknown kinds, heads without a task and a model without heads are always errors.
 */
import { type Edge, LIMITS, type ModelSpec, type NodeId, type TaskId } from '../experiment/experiment.ts';
import type { ShapeFault } from '../layers/layer.ts';
import { error, type Fix, type Issue, type Where, warning } from '../result.ts';
import type { ScenarioOutline } from '../scenarios/scenario.ts';
import {
  addHead,
  chooseTask,
  enableTask,
  insertLayer,
  mendOption,
  removeNode,
  removeWires,
  setOption,
} from './mends.ts';
import type { NodeShapes } from './shapes.ts';
import { type Sharing, taskOfHead } from './sharing.ts';
import { reaches, type Topology, type TopologyNode } from './topology.ts';

export interface Findings {
  readonly model: ModelSpec;
  readonly outline: ScenarioOutline;
  /** Enabled tasks in the scenario's order. */
  readonly enabled: readonly TaskId[];
  readonly topology: Topology;
  readonly shapes: ReadonlyMap<NodeId, NodeShapes>;
  readonly sharing: Sharing;
}

/** Enabled tasks that no head serves yet. */
const freeTasks = ({ enabled, sharing }: Findings): TaskId[] => enabled.filter((task) => !sharing.heads.has(task));
const taskField = (entry: TopologyNode): string =>
  entry.spec?.fields.find((field) => field.type === 'task')?.name ?? 'task';

function wireIssues({ model, topology }: Findings): Issue[] {
  const broken = topology.broken.map(({ edge, reason }) => {
    const where: Where = {
      model: model.id,
      edge: edge.id,
      ...(topology.nodes.has(edge.target) ? { node: edge.target } : {}),
    };
    const found = `${edge.sourcePort} → ${edge.targetPort}`;
    return error(`connect.${reason}`, { found, port: edge.targetPort }, where, [removeWires(model, [edge.id])]);
  });
  const left = new Set(topology.loopWires);
  const loops: Issue[] = [];
  for (const wire of topology.loopWires) {
    if (!left.has(wire)) continue;
    const loop = topology.loopWires.filter(
      (other) => reaches(topology, wire.target, other.source) && reaches(topology, other.target, wire.source),
    );
    for (const member of loop) left.delete(member);
    const last = loop.reduce((a, b) => (model.wiring.edges.indexOf(a) > model.wiring.edges.indexOf(b) ? a : b));
    const count = new Set(loop.map((member) => member.source)).size;
    loops.push(
      error('node.loop', { count }, { model: model.id, node: last.target, edge: last.id }, [
        removeWires(model, [last.id]),
      ]),
    );
  }
  return [...broken, ...loops];
}

function shapeMends(findings: Findings, entry: TopologyNode, fault: ShapeFault): Fix[] {
  const { model, outline } = findings;
  const wire: Edge | undefined = entry.incoming[0];
  if (fault.insert !== undefined && wire) return [insertLayer(model, wire, fault.insert)];
  const { id } = entry.node;
  switch (fault.code) {
    case 'node.noTask':
    case 'node.unknownTask':
      return freeTasks(findings).map((task) => chooseTask(model, id, taskField(entry), task));
    case 'node.binaryTask':
      return freeTasks(findings)
        .filter((task) => outline.tasks.some((def) => def.id === task && def.kind === 'binary'))
        .map((task) => chooseTask(model, id, taskField(entry), task));
    case 'node.loss':
      return [setOption(model, id, 'loss', 'auto')];
    case 'node.unknownInput':
      return outline.inputs.map((input) => setOption(model, id, 'input', input.id));
    default:
      return [];
  }
}

function optionIssues({ model }: Findings, entry: TopologyNode, shapes: NodeShapes): Issue[] {
  return shapes.optionFaults.map((fault) => {
    const name = fault.params.field;
    const where = { model: model.id, node: entry.node.id, field: name };
    const field = entry.spec?.fields.find((candidate) => candidate.name === name);
    const found = entry.node.options[name];
    if (!field || found === undefined) return warning(fault.code, fault.params, where);
    return error(fault.code, fault.params, where, [mendOption(model, entry.node.id, field, found)]);
  });
}

function headIssues(findings: Findings, entry: TopologyNode): Issue[] {
  const { model, topology, shapes, sharing } = findings;
  const { id } = entry.node;
  const task = taskOfHead(topology, shapes, id);
  const first = task === undefined ? undefined : sharing.heads.get(task);
  if (task === undefined || first === undefined || first === id) return [];
  const mends = [
    ...freeTasks(findings).map((free) => chooseTask(model, id, taskField(entry), free)),
    removeNode(model, id),
  ];
  return [error('node.duplicateHead', { task }, { model: model.id, node: id, task }, mends)];
}

function nodeIssues(findings: Findings, entry: TopologyNode, shapes: NodeShapes): Issue[] {
  const { model, sharing } = findings;
  const { id } = entry.node;
  const where: Where = { model: model.id, node: id };
  if (!entry.spec) return [error('node.unknownKind', { found: entry.node.kind }, where, [removeNode(model, id)])];
  const issues = [...optionIssues(findings, entry, shapes), ...headIssues(findings, entry)];
  for (const port of shapes.missing) issues.push(error('node.missingInput', { port }, where));
  if (shapes.fault) {
    issues.push(error(shapes.fault.code, shapes.fault.params, where, shapeMends(findings, entry, shapes.fault)));
  } else if (entry.spec.category === 'head' && taskOfHead(findings.topology, findings.shapes, id) === '') {
    // The head has not been asked for its shape yet: its wire is missing, too.
    const fault = {
      code: 'node.noTask',
      params: { expected: findings.outline.tasks.map((task) => task.id).join(', ') },
    };
    issues.push(error(fault.code, fault.params, where, shapeMends(findings, entry, fault)));
  }
  const unused = entry.spec.category !== 'head' && entry.outgoing.length === 0;
  if (unused && shapes.missing.length === 0) issues.push(warning('node.deadEnd', {}, where, [removeNode(model, id)]));
  const reach = sharing.nodes.get(id);
  const idle = reach !== undefined && reach.feeds.length === 0;
  return idle
    ? issues.map((issue) => (ALWAYS_ERRORS.has(issue.code) ? issue : { ...issue, severity: 'warning' as const }))
    : issues;
}
const ALWAYS_ERRORS: ReadonlySet<string> = new Set(['node.noTask', 'node.unknownTask', 'node.duplicateHead']);

const MENDS_OFFERED = 3;
function modelIssues(findings: Findings): Issue[] {
  const { model, enabled, topology, shapes, sharing } = findings;
  const where: Where = { model: model.id };
  const issues = topology.duplicates.map((node) => error('model.duplicateNode', { found: node }, { ...where, node }));
  const head = [...sharing.heads.values()][0];
  // A new head goes where a head already fits; else it is put down unwired.
  const fits = head !== undefined && shapes.get(head)?.outputShapes !== undefined;
  const beside = fits ? topology.nodes.get(head)?.incoming[0] : undefined;
  const kind = [...topology.nodes.values()].find((entry) => entry.spec?.category === 'head')?.spec?.kind ?? 'head';
  const mend = (task: TaskId): Fix => addHead(model, task, kind, beside);
  if (enabled.length === 0) {
    const mends = findings.outline.tasks.slice(0, MENDS_OFFERED).map((task) => enableTask(task.id));
    issues.push(error('model.noTask', {}, where, mends));
  } else if (sharing.heads.size === 0) {
    issues.push(error('model.noHead', { expected: enabled.join(', ') }, where, enabled.map(mend)));
  } else {
    for (const task of freeTasks(findings)) {
      issues.push(warning('model.taskWithoutHead', { task }, { ...where, task }, [mend(task)]));
    }
  }
  let total = 0;
  for (const entry of shapes.values()) total += entry.parameterCount;
  if (total > LIMITS.parametersPerModel) {
    issues.push(error('model.tooLarge', { found: total, expected: LIMITS.parametersPerModel }, where));
  }
  return issues;
}

/** Every problem of the wiring; those of ties are in ties.ts. */
export function validateWiring(findings: Findings): Issue[] {
  const issues = [...modelIssues(findings), ...wireIssues(findings)];
  for (const [id, shapes] of findings.shapes) {
    const entry = findings.topology.nodes.get(id);
    if (entry) issues.push(...nodeIssues(findings, entry, shapes));
  }
  return issues;
}
