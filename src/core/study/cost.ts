/**
 * What one step of a model costs, so that curves can be laid over each other by work instead of steps. Gradient evaluations
 * per task: how often a step works out the gradient of each task, on average. Multiply-adds: one forward pass, two
 * forward passes' worth for each backward pass (input and parameter gradients) through what it reaches. The arithmetic of
 * the balancing method itself and of the optimiser is left out: it does not grow with the rows.
 */
import { methods } from '../balancing/index.ts';
import type { Experiment, ModelId, ModelSpec, TaskId } from '../experiment/experiment.ts';
import { withDefaults } from '../fields.ts';
import { analyseModel } from '../graph/analyse.ts';
import type { PlanNode } from '../graph/modelPlan.ts';
import { layers } from '../layers/index.ts';
import { scenarios } from '../scenarios/index.ts';
import { sizesOf } from '../scenarios/loadData.ts';
import { outlineOf } from '../scenarios/outline.ts';

export interface StepCost {
  readonly gradientsPerTask: number;
  readonly multiplyAdds: number;
}
const BACKWARD = 2;

/** What a curve may be laid over by beside steps. */
export const WORK = ['gradientsPerTask', 'multiplyAdds'] as const;
export type Work = (typeof WORK)[number];
export const isWork = (unit: string): unit is Work => WORK.some((work) => work === unit);
/** Per step of each model that can be trained, by `<model>/<work>`: the names of the columns in files. */
export function workPerStep(experiment: Experiment): Record<string, number> {
  return Object.fromEntries(
    experiment.models.flatMap((model) => {
      const cost = stepCost(experiment, model);
      return cost ? WORK.map((work) => [workColumn(model.id, work), cost[work]] as const) : [];
    }),
  );
}
export const workColumn = (model: ModelId, work: Work): string => `${model}/${work}`;

/** `undefined` where the model cannot be trained. */
export function stepCost(experiment: Experiment, model: ModelSpec): StepCost | undefined {
  const { plan } = analyseModel(model, experiment.data, outlineOf(experiment.data));
  if (!plan || plan.tasks.length === 0) return undefined;
  const ofNode = ({ kind, inputShapes, outputShapes, options }: PlanNode): number =>
    layers.get(kind).multiplyAdds(inputShapes, outputShapes, options);
  const whole = plan.nodes.reduce((sum, node) => sum + ofNode(node), 0);
  const reach = (task: TaskId): number =>
    plan.nodes.reduce((sum, node) => sum + (node.feeds.includes(task) ? ofNode(node) : 0), 0);
  const method = methods.get(model.balancing.method);
  const options = withDefaults(method.fields, model.balancing.options);
  const count = plan.tasks.length;
  const each = plan.tasks.reduce((sum, task) => sum + reach(task), 0);
  const { batches = 1, lossAfterStep } = method;
  const { train } = sizesOf(scenarios.get(experiment.data.scenario), experiment.data.sizes);
  const { batchSize } = experiment.training;
  const rows = (batchSize > 0 ? Math.min(batchSize, train) : train) * batches;
  const forwards = lossAfterStep ? 2 : 1;
  // A method with a schedule steps one task at a time.
  if (method.schedule)
    return { gradientsPerTask: batches / count, multiplyAdds: (rows * (forwards + BACKWARD) * each) / count };
  const backward = method.backwardPasses(count, options) > 1 ? each : whole;
  return { gradientsPerTask: batches, multiplyAdds: rows * (forwards * whole + BACKWARD * backward) };
}
