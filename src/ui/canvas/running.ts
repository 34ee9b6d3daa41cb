/**
 * What the running models hold. The document may be ahead of the run (changes that wait to be applied), and asking for
 * a layer that the run does not have would be an error, so pictures are asked for only where this says yes.
 */
import type { Experiment, ModelId, NodeId, TaskId } from '../../core/experiment/experiment.ts';
import { analyseModel } from '../../core/graph/analyse.ts';
import type { ModelPlan } from '../../core/graph/modelPlan.ts';
import { outlineOf } from '../../core/scenarios/outline.ts';
import type { InputDef } from '../../core/scenarios/scenario.ts';
import { useExperiment, useRun } from '../parts/services.tsx';

interface Running {
  readonly plans: ReadonlyMap<ModelId, ModelPlan>;
  readonly input: InputDef | undefined;
}
/** Per running experiment: it is one value for the length of a run. */
const known = new WeakMap<Experiment, Running>();

function runningOf(experiment: Experiment): Running {
  const before = known.get(experiment);
  if (before) return before;
  const outline = outlineOf(experiment.data);
  const plans = new Map<ModelId, ModelPlan>();
  for (const model of experiment.models) {
    const { plan } = analyseModel(model, experiment.data, outline);
    if (plan) plans.set(model.id, plan);
  }
  const running = { plans, input: outline.inputs[0] };
  known.set(experiment, running);
  return running;
}

/** What kind of input the run's rows are where `holds` says so of the model's running plan, else `undefined`. */
function useRunning(model: ModelId, holds: (plan: ModelPlan) => boolean): InputDef['kind'] | undefined {
  const scenario = useExperiment((state) => state.experiment.data.scenario);
  return useRun(({ experiment, status }) => {
    if (!experiment || status === 'idle' || status === 'starting') return undefined;
    // Other data wait to be applied: pictures of the old ones would mislead.
    if (experiment.data.scenario !== scenario) return undefined;
    const { plans, input } = runningOf(experiment);
    const plan = plans.get(model);
    return plan && holds(plan) ? input?.kind : undefined;
  });
}
export function useRunningNode(model: ModelId, node: NodeId): InputDef['kind'] | undefined {
  return useRunning(model, (plan) => plan.nodes.some((each) => each.id === node));
}
export function useRunningTask(model: ModelId, task: TaskId): InputDef['kind'] | undefined {
  return useRunning(model, (plan) => plan.tasks.includes(task));
}
