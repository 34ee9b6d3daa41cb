/**
 * One run: data, models in lock-step over the same batches, and the rows of its log. No clock and no loop: `advance`
 * makes exactly one step, and everything it writes follows from the step number.
 */
import type { BackendName, Experiment, ModelId, ModelSpec, NodeId, TaskId } from '../../core/experiment/experiment.ts';
import type { ModelPlan } from '../../core/graph/modelPlan.ts';
import type { LogRows } from '../../core/metrics/logRows.ts';
import type { TensorRef } from '../../core/ops.ts';
import { error, fail, ok, type Result } from '../../core/result.ts';
import type { Dataset, ScenarioOutline } from '../../core/scenarios/scenario.ts';
import { type Checkpoint, type HandEdit, type SplitName, type StopReason, series, type Tuning } from '../protocol.ts';
import { type Batches, type ReadySplit, readySplit } from './batches.ts';
import { evaluationGrid, isEvaluationStep, isRowStep } from './cadence.ts';
import { createEvaluation, overflowed, SAMPLE_ROWS } from './evaluation.ts';
import type { Executor } from './executor.ts';
import { applyHand } from './handEdits.ts';
import { keepLastGood } from './lastGood.ts';
import { createLearner, type Learner, type Prepared } from './learner.ts';
import { createRowBuffer, type Deferred, type NotFinite } from './rows.ts';
import { createStepBatches, type Taken } from './stepBatches.ts';
import { createStopWatch } from './stopRule.ts';
import { l2Columns, tieColumns } from './tieSteps.ts';

/** Floating-point operations per multiply-add: forward; forward and backward, which cost about three forward passes. */
const FORWARD_OPERATIONS = 2;
const STEP_OPERATIONS = 6;

export interface RunParts {
  readonly experiment: Experiment;
  readonly outline: ScenarioOutline;
  readonly dataset: Dataset;
  readonly plans: readonly ModelPlan[];
  readonly backend: BackendName;
  readonly executor: Executor;
  readonly checkpoint?: Checkpoint | undefined;
}
export interface Run {
  readonly step: number;
  readonly experiment: Experiment;
  readonly outline: ScenarioOutline;
  readonly dataset: Dataset;
  readonly ready: Readonly<Record<SplitName, ReadySplit>>;
  readonly learners: readonly Learner[];
  readonly batches: Batches;
  /** What the learner's next step is made of; given back with `release`. */
  takeBatches(learner: Learner): Taken;
  readonly executor: Executor;
  readonly tuning: readonly Tuning[];
  /** One step, or the reason why the stop rule forbids it. */
  advance(only?: readonly TaskId[]): StopReason | undefined;
  /** Reads what rows wait for. After a loss that is not a number: the last good parameters are in place again. */
  settle(): NotFinite | undefined;
  /** Writes the present step's row where one is due. `full`: with the whole validation and test splits. */
  rest(full: boolean, only?: readonly TaskId[]): void;
  takeRows(): LogRows | undefined;
  tune(
    experiment: Experiment,
    plans: readonly ModelPlan[],
    changes: readonly { path: string; value: unknown }[],
  ): Tuning[];
  /** A person's hand on one unit or number of the running model: noted like a live change. */
  hand(model: ModelId, node: NodeId, edit: HandEdit): Result<Tuning[]>;
  /** Columns of validation and test on the fixed sample, with other parameters in the place of the model's. */
  measureWith(learner: Learner, parameters: readonly TensorRef[]): Record<string, number>;
  checkpoint(seconds: number): Checkpoint;
  dispose(): void;
}

export function createRun(parts: RunParts): Run {
  const { outline, dataset, backend, executor, checkpoint } = parts;
  let { experiment } = parts;
  const { seed, orderSeed = seed, batchSize } = experiment.training;
  const ready = {
    train: readySplit(dataset.train, outline),
    validation: readySplit(dataset.validation, outline),
    test: readySplit(dataset.test, outline),
  };
  const taskDefs = new Map(outline.tasks.map((task) => [task.id, task]));
  const labelledRows = Object.fromEntries(
    ready.train.tasks.map(({ id, labelled }) => [id, labelled.reduce((sum, one) => sum + one, 0)]),
  );
  const stepBatches = createStepBatches(executor, ready, batchSize, orderSeed);
  const batches = stepBatches.order;
  const learners = experiment.models.map((spec, m) =>
    createLearner({
      executor,
      experiment,
      spec,
      plan: parts.plans[m] as ModelPlan,
      taskDefs,
      batches,
      labelledRows,
    }),
  );
  const evaluation = createEvaluation({ executor, seed, dataset, ready, taskDefs });
  const rows = createRowBuffer(executor);
  const work = learners.reduce((sum, { plan }) => sum + plan.multiplyAdds, 0);
  const evaluationRows = Math.min(SAMPLE_ROWS, ready.validation.rows) + Math.min(SAMPLE_ROWS, ready.test.rows);
  const grid = evaluationGrid(
    backend,
    {
      step: STEP_OPERATIONS * work * batches.batchSize,
      evaluation: FORWARD_OPERATIONS * work * evaluationRows,
    },
    learners.length,
  );
  const stops = createStopWatch(checkpoint?.best);
  const tuning: Tuning[] = [...(checkpoint?.tuning ?? [])];
  let step = checkpoint?.step ?? 0;
  /** The last step whose row was written: rows rise, and a row at rest is not written twice. */
  let lastRow = checkpoint?.lastRow ?? -1;
  if (checkpoint) {
    for (const [m, learner] of learners.entries()) {
      const stored = checkpoint.models[m];
      if (stored) learner.load(stored);
    }
  }
  const lastGood = keepLastGood(learners);

  const specOf = (m: number): ModelSpec => experiment.models[m] as ModelSpec;
  const prepareAll = (row: boolean, evaluate: boolean, sample: boolean, only?: readonly TaskId[]) => {
    const taken = stepBatches.take(step, learners);
    const prepared = learners.map((learner, m) => {
      const each = learner.prepare(step, taken.of(learner), { only, row, conflict: evaluate });
      if (row) rows.add(step, each.columns, [...each.deferred, ...(evaluate ? measures(m, sample) : [])]);
      return each;
    });
    return {
      prepared,
      commit(): void {
        for (const [m, each] of prepared.entries()) {
          const learner = learners[m] as Learner;
          learner.commit(each, taken.of(learner));
        }
      },
      end: taken.release,
    };
  };
  const measures = (m: number, sample: boolean): Deferred[] => {
    const { plan, parameters } = learners[m] as Learner;
    const spec = specOf(m);
    return [
      ...(sample ? evaluation.sample(plan, spec.id, parameters) : []),
      ...tieColumns(executor, plan, spec, parameters),
      ...l2Columns(executor, plan, spec, parameters, experiment.training.regularisation.l2),
    ];
  };
  const discardAll = (prepared: readonly Prepared[]): void => {
    for (const [m, each] of prepared.entries()) learners[m]?.discard(each);
  };
  const validationLosses = (at: number): Record<ModelId, number> =>
    Object.fromEntries(
      learners.map(({ plan }) => {
        const values = plan.tasks.map(
          (task) => rows.value(at, series.loss(plan.model, task, 'validation')) ?? Number.NaN,
        );
        return [plan.model, values.reduce((sum, value) => sum + value, 0) / values.length];
      }),
    );

  const stopAt = (bad: NotFinite | undefined): NotFinite | undefined => {
    lastGood.settled(bad?.step);
    if (bad) {
      step = bad.step;
      lastRow = bad.step - 1;
    }
    return bad;
  };
  const settle = (): NotFinite | undefined => stopAt(rows.settle());
  /** A fault that was met on the way and waits for the caller's `settle`: until then no step is made. */
  let held: NotFinite | undefined;

  return {
    get step() {
      return step;
    },
    get experiment() {
      return experiment;
    },
    outline,
    dataset,
    ready,
    learners,
    batches,
    takeBatches: (learner) => stepBatches.take(step, [learner]),
    executor,
    tuning,
    advance(only) {
      if (held) return undefined;
      const rule = experiment.training.stop;
      const reached = stops.atStep(rule, step, batches.stepsPerEpoch);
      if (reached) return reached;
      const row = isRowStep(step) && step > lastRow;
      const evaluate = row && isEvaluationStep(step, grid);
      const { prepared, commit, end } = prepareAll(row, evaluate, true, only);
      if (row) {
        lastRow = step;
        lastGood.rowWritten(step);
      }
      if (evaluate && stops.wantsEvaluation(rule)) {
        const at = step;
        held = settle();
        const stop = held ? undefined : stops.atEvaluation(rule, validationLosses(at));
        if (stop || held) {
          discardAll(prepared);
          end();
          return stop;
        }
      }
      commit();
      end();
      step += 1;
      return undefined;
    },
    settle() {
      const bad = held ?? settle();
      held = undefined;
      return bad;
    },
    rest(full, only) {
      const due = isRowStep(step) && step > lastRow;
      if (full || due) {
        const evaluate = full || isEvaluationStep(step, grid);
        if (step > lastRow) {
          const { prepared, end } = prepareAll(true, evaluate, !full, only);
          discardAll(prepared);
          end();
          lastRow = step;
        }
        if (full) {
          held ??= settle();
          if (held) return;
          for (const [m, { plan, parameters }] of learners.entries()) {
            const columns = evaluation.full(plan, specOf(m).id, parameters);
            const task = overflowed(plan, columns);
            if (task === undefined) rows.amend(step, columns);
            else held ??= stopAt({ step, model: plan.model, task });
          }
        }
      }
    },
    takeRows: () => rows.take(),
    tune(next, plans, changes) {
      if (JSON.stringify(next.training.stop) !== JSON.stringify(experiment.training.stop)) stops.rearm();
      experiment = next;
      for (const [m, learner] of learners.entries()) learner.tune(next, specOf(m), plans[m] as ModelPlan);
      const noted = changes.map(({ path, value }) => ({ step, path, value }));
      tuning.push(...noted);
      return noted;
    },
    hand(model, node, edit) {
      const learner = learners.find((each) => each.plan.model === model);
      if (!learner) return fail(error('engine.probeModel', { found: model }));
      const done = applyHand(learner, node, edit);
      if (!done.ok) return done;
      const noted = [{ step, ...done.value }];
      tuning.push(...noted);
      return ok(noted);
    },
    measureWith({ plan }, parameters) {
      const deferred = evaluation.sample(plan, plan.model, parameters);
      const values = executor.read(deferred.map(({ tensor }) => tensor));
      return Object.assign(
        {},
        ...deferred.map(({ tensor, finish }, i) => {
          executor.dispose(tensor);
          return finish(values[i] as Float32Array);
        }),
      );
    },
    checkpoint: (seconds) => ({
      format: 1,
      step,
      lastRow,
      epoch: batches.epochOf(step),
      backend,
      models: learners.map((learner) => learner.store()),
      // Every stream is drawn from (seed, name, step): there are no counters to keep.
      generators: {},
      tuning: [...tuning],
      secondsTrained: seconds,
      best: stops.memory(),
    }),
    dispose() {
      rows.clear();
      lastGood.dispose();
      for (const learner of learners) learner.dispose();
      evaluation.dispose();
      stepBatches.dispose();
    },
  };
}
