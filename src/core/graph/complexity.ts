/**
 * What a model costs: trainable parameters and multiply-adds of one example, forward, for the whole and for each task's answer.
 * A layer counts for every task in whose answer it takes part; what other tasks use, too, is shared. So the costs of the
 * tasks add up to more than the model's: sharing is what is saved.
 */
import type { TaskId } from '../experiment/experiment.ts';
import { layers } from '../layers/index.ts';
import type { ModelPlan, PlanNode } from './modelPlan.ts';

export interface Cost {
  readonly parameters: number;
  readonly multiplyAdds: number;
}
export interface TaskCost {
  readonly task: TaskId;
  /** All that the task's answer needs: what one network for this task alone would have. */
  readonly alone: Cost;
  /** The part of it that other tasks use, too. */
  readonly shared: Cost;
}
export interface Complexity {
  readonly model: Cost;
  /** Used by two tasks or more. */
  readonly shared: Cost;
  readonly tasks: readonly TaskCost[];
  /** What separate networks for the tasks would cost together. */
  readonly separate: Cost;
}

const NOTHING: Cost = { parameters: 0, multiplyAdds: 0 };
const plus = (a: Cost, b: Cost): Cost => ({
  parameters: a.parameters + b.parameters,
  multiplyAdds: a.multiplyAdds + b.multiplyAdds,
});
const total = (costs: readonly Cost[]): Cost => costs.reduce(plus, NOTHING);

export function complexityOf(plan: ModelPlan): Complexity {
  const trainable = (index: number): number => {
    const parameter = plan.parameters[index];
    return parameter && !parameter.statistic ? parameter.size : 0;
  };
  const costOf = (node: PlanNode): Cost => ({
    parameters: node.parameters.reduce((sum, index) => sum + trainable(index), 0),
    multiplyAdds: layers.get(node.kind).multiplyAdds(node.inputShapes, node.outputShapes, node.options),
  });
  const of = (holds: (node: PlanNode) => boolean): Cost => total(plan.nodes.filter(holds).map(costOf));
  const tasks = plan.tasks.map((task) => ({
    task,
    alone: of((node) => node.feeds.includes(task)),
    shared: of((node) => node.feeds.includes(task) && node.feeds.length > 1),
  }));
  return {
    model: of(() => true),
    shared: of((node) => node.feeds.length > 1),
    tasks,
    separate: total(tasks.map(({ alone }) => alone)),
  };
}
