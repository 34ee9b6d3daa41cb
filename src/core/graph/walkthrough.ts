/**
 * One training step as a walk: from the plan and the numbers of that step to an ordered list of stops. Forward in plan
 * order; each loss; each task's gradient back through the layers that are its own; the layers where gradients meet, from
 * the heads backwards; how they become one update; what the update did. Each stop says which nodes and wires it is about.
 */
import type { NodeId, TaskId, TieId } from '../experiment/experiment.ts';
import type { ModelPlan, PlanNode } from './modelPlan.ts';

/** The numbers of one step on one model, measured before it is taken. Arrays over tasks follow `tasks`. */
export interface StepReading {
  readonly step: number;
  /** Rows in the batch. */
  readonly rows: number;
  /** Tasks with a label in the batch. */
  readonly tasks: readonly TaskId[];
  /** Those whose turn it is and whose weight is above zero. */
  readonly stepping: readonly TaskId[];
  readonly losses: readonly number[];
  /** On the same rows, after the update. */
  readonly lossesAfter: readonly number[];
  /** Task weight times the method's weight; `undefined`: the method works on directions, or the task does not step. */
  readonly weights: readonly (number | undefined)[];
  readonly learningRate: number;
  readonly nodes: readonly NodeReading[];
  readonly ties: readonly { readonly tie: TieId; readonly before: number; readonly after: number }[];
}
export interface NodeReading {
  readonly node: NodeId;
  readonly outputs: { readonly min: number; readonly max: number; readonly mean: number };
  /** Length of each task's gradient at the node's parameters; empty without parameters. */
  readonly norms: readonly number[];
  /** [tasks][tasks], flat. */
  readonly cosines: readonly number[];
  /** Length of the combined gradient that the optimiser is given. */
  readonly combined: number;
  /** How far the whole step moves the node's parameters. */
  readonly moved: number;
}

export interface Wire {
  readonly from: NodeId;
  readonly to: NodeId;
}
interface Place {
  readonly nodes: readonly NodeId[];
  readonly wires: readonly Wire[];
  /** Whose hue the stop has: one task's, or several at a meeting. Empty: nobody's. */
  readonly tasks: readonly TaskId[];
}
export interface Pair {
  readonly a: TaskId;
  readonly b: TaskId;
  readonly cosine: number;
}
export type Stop = Place &
  (
    | { readonly kind: 'source'; readonly node: NodeId; readonly rows: number }
    | { readonly kind: 'forward'; readonly node: NodeId; readonly outputs: NodeReading['outputs'] }
    | { readonly kind: 'loss'; readonly node: NodeId; readonly task: TaskId; readonly loss: number }
    /** The loss is measured, but the task does not step now. */
    | { readonly kind: 'waits'; readonly task: TaskId }
    | { readonly kind: 'gradient'; readonly node: NodeId; readonly task: TaskId; readonly norm: number }
    | {
        readonly kind: 'meeting';
        readonly node: NodeId;
        readonly norms: readonly { readonly task: TaskId; readonly norm: number }[];
        readonly pairs: readonly Pair[];
      }
    /** Several tasks, and no layer where their gradients meet. */
    | { readonly kind: 'apart' }
    | {
        readonly kind: 'weights';
        /** Empty: the method makes a direction of its own from the gradients. */
        readonly weights: readonly { readonly task: TaskId; readonly weight: number }[];
        readonly combined: number;
      }
    | {
        readonly kind: 'update';
        readonly learningRate: number;
        readonly moved: number;
        readonly most: { readonly node: NodeId; readonly moved: number } | undefined;
      }
    | { readonly kind: 'tie'; readonly tie: TieId; readonly before: number; readonly after: number }
    | {
        readonly kind: 'after';
        readonly losses: readonly { readonly task: TaskId; readonly before: number; readonly after: number }[];
      }
  );

const length = (values: readonly number[]): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

export function walkthrough(plan: ModelPlan, reading: StepReading): Stop[] {
  const stepping = plan.tasks.filter((task) => reading.stepping.includes(task));
  return [...forwards(plan, reading), ...backwards(plan, reading, stepping), ...updates(plan, reading, stepping)];
}

function forwards(plan: ModelPlan, reading: StepReading): Stop[] {
  const stops = plan.nodes.map((node): Stop => {
    const place = {
      nodes: [node.id],
      wires: node.inputs.map((input) => ({ from: input.node, to: node.id })),
      tasks: node.feeds.length === 1 ? node.feeds : [],
    };
    const outputs = reading.nodes.find((each) => each.node === node.id)?.outputs ?? { min: 0, max: 0, mean: 0 };
    if (node.inputs.length === 0) return { ...place, kind: 'source', node: node.id, rows: reading.rows };
    return { ...place, kind: 'forward', node: node.id, outputs };
  });
  const losses = plan.heads
    .filter(({ task }) => reading.tasks.includes(task))
    .map(
      ({ node, task }): Stop => ({
        kind: 'loss',
        node,
        task,
        loss: reading.losses[reading.tasks.indexOf(task)] ?? Number.NaN,
        nodes: [node],
        wires: [],
        tasks: [task],
      }),
    );
  return [...stops, ...losses];
}

/** Wires over which the gradient of `tasks` comes into a node from the nodes behind it. */
function returning(plan: ModelPlan, node: PlanNode, tasks: readonly TaskId[]): Wire[] {
  return plan.nodes
    .filter((next) => next.inputs.some((input) => input.node === node.id))
    .filter((next) => next.tasks.some((task) => tasks.includes(task)) || isHeadOf(plan, next, tasks))
    .map((next) => ({ from: node.id, to: next.id }));
}
const isHeadOf = (plan: ModelPlan, node: PlanNode, tasks: readonly TaskId[]): boolean =>
  plan.heads.some((head) => head.node === node.id && tasks.includes(head.task));

function backwards(plan: ModelPlan, reading: StepReading, stepping: readonly TaskId[]): Stop[] {
  const back = plan.nodes.filter((node) => node.parameters.length > 0).toReversed();
  const reached = (node: PlanNode): TaskId[] => node.tasks.filter((task) => stepping.includes(task));
  const readingOf = (node: PlanNode) => reading.nodes.find((each) => each.node === node.id);
  const normAt = (node: PlanNode, task: TaskId): number =>
    readingOf(node)?.norms[reading.tasks.indexOf(task)] ?? Number.NaN;
  const own = plan.tasks
    .filter((task) => reading.tasks.includes(task))
    .flatMap((task): Stop[] => {
      if (!stepping.includes(task)) return [{ kind: 'waits', task, nodes: [], wires: [], tasks: [task] }];
      return back
        .filter((node) => reached(node).length === 1 && reached(node)[0] === task)
        .map((node) => ({
          kind: 'gradient',
          node: node.id,
          task,
          norm: normAt(node, task),
          nodes: [node.id],
          wires: returning(plan, node, [task]),
          tasks: [task],
        }));
    });
  const meetings = back
    .filter((node) => reached(node).length > 1)
    .map((node): Stop => {
      const tasks = reached(node);
      const count = reading.tasks.length;
      const at = (task: TaskId): number => reading.tasks.indexOf(task);
      return {
        kind: 'meeting',
        node: node.id,
        norms: tasks.map((task) => ({ task, norm: normAt(node, task) })),
        pairs: tasks.flatMap((a, i) =>
          tasks.slice(i + 1).map((b) => ({
            a,
            b,
            cosine: readingOf(node)?.cosines[at(a) * count + at(b)] ?? Number.NaN,
          })),
        ),
        nodes: [node.id],
        wires: returning(plan, node, tasks),
        tasks,
      };
    });
  if (meetings.length > 0 || stepping.length < 2) return [...own, ...meetings];
  return [...own, { kind: 'apart', nodes: [], wires: [], tasks: stepping }];
}

function updates(plan: ModelPlan, reading: StepReading, stepping: readonly TaskId[]): Stop[] {
  const shared = plan.nodes.filter(
    (node) => node.parameters.length > 0 && node.tasks.filter((task) => stepping.includes(task)).length > 1,
  );
  const readings = new Map(reading.nodes.map((each) => [each.node, each]));
  const moving = reading.nodes.filter(({ moved }) => moved > 0);
  const weights = stepping.flatMap((task) => {
    const weight = reading.weights[reading.tasks.indexOf(task)];
    return weight === undefined ? [] : [{ task, weight }];
  });
  const most = moving.toSorted((a, b) => b.moved - a.moved)[0];
  const combining: Stop = {
    kind: 'weights',
    weights,
    combined: length(shared.map(({ id }) => readings.get(id)?.combined ?? 0)),
    nodes: shared.map(({ id }) => id),
    wires: [],
    tasks: stepping,
  };
  return [
    ...(shared.length > 0 ? [combining] : []),
    {
      kind: 'update',
      learningRate: reading.learningRate,
      moved: length(moving.map(({ moved }) => moved)),
      most: most && { node: most.node, moved: most.moved },
      nodes: moving.map(({ node }) => node),
      wires: [],
      tasks: [],
    },
    ...plan.ties.flatMap((tie): Stop[] => {
      const found = reading.ties.find((each) => each.tie === tie.id);
      return found ? [{ kind: 'tie', ...found, nodes: tie.nodes, wires: [], tasks: [] }] : [];
    }),
    {
      kind: 'after',
      losses: reading.tasks.map((task, t) => ({
        task,
        before: reading.losses[t] ?? Number.NaN,
        after: reading.lossesAfter[t] ?? Number.NaN,
      })),
      nodes: plan.heads.map(({ node }) => node),
      wires: [],
      tasks: [],
    },
  ];
}
