/**
 * The one output through which everything shared reaches the tasks: the last node that feeds all of them, if whatever
 * lies behind it serves one task each and sends gradient into nothing shared but it. Then a task's gradient over the
 * shared parameters is that output's derivative times the task's gradient on it (Sener & Koltun, NeurIPS 2018, section
 * 3.3). What serves other tasks alone sends no gradient in their step, wherever it branches off.
 */
import type { NodeId, TaskId } from '../experiment/experiment.ts';
import { layers } from '../layers/index.ts';
import type { ModelPlan, PlanNode } from './modelPlan.ts';

/** `undefined` where the tasks share no single output, or less than two are asked for. */
export function sharedRepresentation(plan: ModelPlan, tasks: readonly TaskId[]): NodeId | undefined {
  if (tasks.length < 2) return undefined;
  const serves = (node: PlanNode): number => tasks.filter((task) => node.tasks.includes(task)).length;
  const last = plan.nodes.findLast((node) => serves(node) === tasks.length && node.inputs.length > 0);
  if (last?.outputShapes.length !== 1) return undefined;
  const before = new Set<NodeId>([last.id]);
  // Backwards through the topological order: everything that the output is made of.
  for (const node of [...plan.nodes].reverse()) {
    if (before.has(node.id)) for (const { node: from } of node.inputs) before.add(from);
  }
  const sound = plan.nodes.every((node) => {
    if (before.has(node.id) || serves(node) === 0 || stopsGradient(node)) return true;
    const touches = node.inputs.some(
      ({ node: from }) => from !== last.id && before.has(from) && feedsLearned(plan, from),
    );
    return !touches && (serves(node) < 2 || node.parameters.length === 0);
  });
  return sound ? last.id : undefined;
}

const stopsGradient = ({ kind }: PlanNode): boolean => layers.get(kind).stopsGradient === true;

/** Whether gradient into the node comes to any parameter: an input wired around the representation shares nothing. */
function feedsLearned(plan: ModelPlan, id: NodeId): boolean {
  const node = plan.nodes.find((each) => each.id === id);
  if (!node || stopsGradient(node)) return false;
  return node.parameters.length > 0 || node.inputs.some(({ node: from }) => feedsLearned(plan, from));
}
