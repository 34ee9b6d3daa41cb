/** Runs of small experiments on the cpu backend in Node. `@tensorflow/tfjs` brings that backend in Node's module format. */
import { getBackend, ready, setBackend } from '@tensorflow/tfjs';
import type { Experiment, TaskId } from '../../src/core/experiment/experiment.ts';
import { analyseModel } from '../../src/core/graph/analyse.ts';
import type { ModelPlan } from '../../src/core/graph/modelPlan.ts';
import type { LogRows } from '../../src/core/metrics/logRows.ts';
import type { TensorRef } from '../../src/core/ops.ts';
import { loadData } from '../../src/core/scenarios/loadData.ts';
import { outlineOf } from '../../src/core/scenarios/outline.ts';
import type { Checkpoint } from '../../src/engine/protocol.ts';
import type { Executor } from '../../src/engine/worker/executor.ts';
import { createRun, type Run } from '../../src/engine/worker/run.ts';
import { arrayUpdater } from '../../src/engine/worker/tfjs/arrayUpdater.ts';
import { createTfExecutor } from '../../src/engine/worker/tfjs/tfExecutor.ts';

export function plansOf(experiment: Experiment): ModelPlan[] {
  const outline = outlineOf(experiment.data);
  return experiment.models.map((spec) => {
    const { plan, issues } = analyseModel(spec, experiment.data, outline);
    if (!plan) throw new Error(`model ${spec.id} does not fit: ${JSON.stringify(issues)}`);
    return plan;
  });
}
export const noAssets = { read: (file: string) => Promise.reject(new Error(`no file ${file}`)) };

export async function onCpu(): Promise<void> {
  if (getBackend() !== 'cpu') await setBackend('cpu');
  await ready();
}
/** One for all runs: it holds nothing of a run. */
export const tfExecutor = createTfExecutor(arrayUpdater);

interface RunOptions {
  readonly checkpoint?: Checkpoint;
  /** Absent: tfjs on the cpu. */
  readonly executor?: Executor;
}
export async function runOf(experiment: Experiment, { checkpoint, executor }: RunOptions = {}): Promise<Run> {
  await onCpu();
  return createRun({
    experiment,
    outline: outlineOf(experiment.data),
    dataset: await loadData(experiment.data, noAssets),
    plans: plansOf(experiment),
    backend: 'cpu',
    executor: executor ?? tfExecutor,
    checkpoint,
  });
}
/** Makes `steps` steps and returns all rows, the last state's included. */
export function train(run: Run, steps: number, only?: readonly TaskId[]): LogRows {
  for (let i = 0; i < steps; i += 1) {
    run.advance(only);
    if (i % 50 === 49) run.settle();
  }
  run.rest(false);
  run.settle();
  return run.takeRows() ?? { steps: new Float64Array(), columns: {} };
}
/** The parameters of a model by their ids. */
export function parametersOf(run: Run, m = 0): Record<string, Float32Array> {
  const learner = run.learners[m];
  if (!learner) throw new Error(`no model ${m}`);
  return Object.fromEntries(
    learner.plan.parameters.map(({ id, index }) => [
      id,
      run.executor.read([learner.parameters[index] as TensorRef])[0] as Float32Array,
    ]),
  );
}
