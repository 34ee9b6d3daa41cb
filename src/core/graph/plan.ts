/**
 * Plan: a sound wiring made ready to run. Keeps only nodes that feed a head of an enabled task, in the deterministic
 * topological order; parameters are numbered in that order, which is the frozen order of optimiser and checkpoints.
 */
import type { Group, ModelSpec, NodeId, Tie } from '../experiment/experiment.ts';
import { sizeOf } from '../layers/common.ts';
import { lossOf } from '../layers/head.ts';
import type { ModelPlan, PlanHead, PlanNode, PlanParameter, PlanTie } from './modelPlan.ts';
import type { Reach } from './sharing.ts';
import { outputIndex } from './topology.ts';
import type { Findings } from './validate.ts';

/** The first group that selects the node wins. */
function groupOf(
  groups: readonly Group[],
  node: NodeId,
  category: string | undefined,
  reach: Reach,
): Group | undefined {
  const part = category === 'head' ? 'heads' : reach.tasks.length >= 2 ? 'shared' : 'private';
  return groups.find(({ select }) => (typeof select === 'string' ? select === part : select.includes(node)));
}

function planNodes(findings: Findings): { nodes: PlanNode[]; parameters: PlanParameter[] } {
  const { model, topology, shapes, sharing } = findings;
  const nodes: PlanNode[] = [];
  const parameters: PlanParameter[] = [];
  for (const id of topology.order) {
    const entry = topology.nodes.get(id);
    const shape = shapes.get(id);
    const reach = sharing.nodes.get(id);
    if (!entry?.spec || !shape?.inputShapes || !shape.outputShapes || !reach || reach.feeds.length === 0) continue;
    const group = groupOf(model.groups, id, entry.spec.category, reach)?.id;
    const { initKey, kind } = entry.node;
    const own = shape.parameters.map((spec, offset): PlanParameter => {
      const name = `${id}/${spec.name}`;
      return {
        ...spec,
        index: parameters.length + offset,
        id: name,
        node: id,
        size: sizeOf(spec.shape),
        initKey,
        tasks: spec.statistic ? [] : reach.tasks,
        group,
      };
    });
    parameters.push(...own);
    nodes.push({
      id,
      kind,
      options: shape.options,
      initKey,
      inputs: entry.incoming.map((edge) => ({
        node: edge.source,
        output: outputIndex(topology.nodes.get(edge.source), edge.sourcePort),
      })),
      inputShapes: shape.inputShapes,
      outputShapes: shape.outputShapes,
      parameters: own.map((parameter) => parameter.index),
      ...reach,
    });
  }
  return { nodes, parameters };
}

function planHeads({ outline, shapes, sharing }: Findings): PlanHead[] {
  return [...sharing.heads].flatMap(([task, node]) => {
    const def = outline.tasks.find((candidate) => candidate.id === task);
    return def ? [{ node, task, loss: lossOf(def, String(shapes.get(node)?.options.loss)) }] : [];
  });
}

/** Twins outside the plan (of a disabled task) are left out; a tie with fewer than two twins left holds nothing. */
function planTie(tie: Tie, nodes: readonly PlanNode[], parameters: readonly PlanParameter[]): PlanTie[] {
  const twins = tie.nodes.flatMap((id) => nodes.find((node) => node.id === id) ?? []);
  if (twins.length < 2) return [];
  const names = (twins[0]?.parameters ?? [])
    .filter((index) => !parameters[index]?.statistic)
    .map((index) => parameters[index]?.name);
  const members = names.map((name) =>
    twins.map((twin) => twin.parameters.find((index) => parameters[index]?.name === name) ?? -1),
  );
  return [{ id: tie.id, kind: tie.kind, nodes: twins.map((twin) => twin.id), members }];
}

/** Called only when no problem is an error. */
export function planOf(findings: Findings): ModelPlan {
  const { nodes, parameters } = planNodes(findings);
  const model: ModelSpec = findings.model;
  const heads = planHeads(findings);
  const tasks = heads.map((head) => head.task);
  const shared = nodes.filter((node) => node.parameters.length > 0 && node.tasks.length === tasks.length);
  return {
    model: model.id,
    nodes,
    parameters,
    heads,
    ties: model.ties.flatMap((tie) => planTie(tie, nodes, parameters)),
    tasks,
    lastShared: tasks.length >= 2 ? shared.at(-1)?.id : undefined,
    multiplyAdds: nodes.reduce((sum, node) => sum + (findings.shapes.get(node.id)?.multiplyAdds ?? 0), 0),
  };
}
