/**
 * Inter-task affinity as in TAG (Fifty et al., NeurIPS 2021, equation 1): Z_ij = 1 - L_j after / L_j before, where 'after'
 * is one plain gradient step for task i alone on the shared parameters, at the run's learning rate, on the same batch and
 * with the same masks. Nothing of it stays in the model. Differs: a plain step whatever the optimiser is, because a
 * rehearsed step of Adam would need a state of its own for every task.
 */
import type { TaskId } from '../../core/experiment/experiment.ts';
import type { TensorRef } from '../../core/ops.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import type { Learner } from './learner.ts';
import { forward, stepContext, taskLoss } from './network.ts';
import type { Run } from './run.ts';
import { optimizerOf } from './stepping.ts';

interface Affinities {
  readonly tasks: readonly TaskId[];
  /** [T, T]: row i, what a step for task i does to each. */
  readonly values: Float32Array;
}

export function affinitiesOf(run: Run, learner: Learner): Affinities {
  const { executor, experiment, step } = run;
  const { ops } = executor;
  const { plan, parameters } = learner;
  const spec = experiment.models.find(({ id }) => id === plan.model);
  const { seed, orderSeed = seed } = experiment.training;
  const rate = spec ? optimizerOf(experiment, spec).learningRate : 0;
  const gradients = learner.taskGradients(step);
  const { tasks } = gradients;
  const batch = run.batches.take(step);
  const context = stepContext(ops, orderSeed, step, true);
  const lossesAt = (values: readonly TensorRef[]): TensorRef => {
    const outputs = forward({ ops, plan, parameters: values, inputs: batch.inputs, context });
    const each = tasks.map((task) => {
      const def = run.outline.tasks.find(({ id }) => id === task) as TaskDef;
      return ops.reshape(taskLoss(ops, plan, outputs, def, batch.tasks[task]), [1]);
    });
    return executor.copy(ops.concat(each, 0));
  };
  const steppedFor = (i: number): TensorRef[] =>
    parameters.map((value, index) => {
      const gradient = gradients.byTask[i]?.[index];
      const shared = (plan.parameters[index]?.tasks.length ?? 0) > 1;
      return shared && gradient ? ops.sub(value, ops.mul(gradient, ops.scalar(rate))) : value;
    });
  const tensors =
    tasks.length === 0
      ? []
      : executor.tidy(() => [
          executor.tidy(() => lossesAt(parameters)),
          ...tasks.map((_, i) => executor.tidy(() => lossesAt(steppedFor(i)))),
        ]);
  const [before, ...after] = executor.read(tensors).map((each) => Float32Array.from(each));
  for (const each of tensors) executor.dispose(each);
  gradients.dispose();
  run.batches.release(batch);
  const values = after.flatMap((losses) =>
    tasks.map((_, j) => 1 - (losses[j] as number) / (before?.[j] || Number.NaN)),
  );
  return { tasks, values: Float32Array.from(values) };
}
