/** From any value to plans that can be trained, or the first problem. The page checks too; the engine trusts nobody. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { parseExperiment } from '../../core/experiment/schema.ts';
import { analyseModel } from '../../core/graph/analyse.ts';
import type { ModelPlan } from '../../core/graph/modelPlan.ts';
import { error, fail, ok, type Result } from '../../core/result.ts';
import { outlineOf } from '../../core/scenarios/outline.ts';
import type { ScenarioOutline } from '../../core/scenarios/scenario.ts';

interface Checked {
  readonly experiment: Experiment;
  readonly outline: ScenarioOutline;
  readonly plans: readonly ModelPlan[];
}
/** The document is checked again here: whatever reaches the engine, only a valid one is trained. */
export function checkExperiment(value: unknown): Result<Checked> {
  const parsed = parseExperiment(value);
  if (!parsed.ok) return parsed;
  const experiment = parsed.value;
  const outline = outlineOf(experiment.data);
  const plans: ModelPlan[] = [];
  for (const model of experiment.models) {
    const { plan, issues } = analyseModel(model, experiment.data, outline);
    const found = issues.find((issue) => issue.severity === 'error');
    if (!plan) return fail(found ?? error('engine.noPlan', { model: model.id }));
    plans.push(plan);
  }
  return ok({ experiment, outline, plans });
}

export function sameParameters(before: readonly ModelPlan[], after: readonly ModelPlan[]): boolean {
  const print = (plans: readonly ModelPlan[]): string =>
    JSON.stringify(plans.map((plan) => plan.parameters.map(({ id, shape }) => [id, shape])));
  return print(before) === print(after);
}
