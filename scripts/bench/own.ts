/** A step of our own engine, as a run makes it: batch, gradients, method, optimiser; losses read every ten steps. */
import type { BackendName } from '../../src/core/experiment/experiment.ts';
import { openBackend } from '../../src/engine/worker/choice.ts';
import { createRun } from '../../src/engine/worker/run.ts';
import { benchOf, type ModelName, type Variant } from './models.ts';

export interface Stepper {
  /** Which backend it really is. */
  readonly backend: string;
  /** Makes `count` steps. */
  run(count: number): Promise<void>;
}
const READ_EVERY = 10;
/** Past the first rows, one of which is written for each step. */
const SETTLED = 4000;

export async function ownSteps(
  name: ModelName,
  backend: BackendName | 'auto',
  { reports = false, ...variant }: Variant & { readonly reports?: boolean | undefined },
): Promise<Stepper> {
  const { experiment, outline, dataset, plans, batch } = benchOf(name, variant);
  const opened = await openBackend({ pin: backend, without: [], plans, outline, rows: batch }, true);
  if (!opened.ok) throw new Error(JSON.stringify(opened.issue));
  const { info, executor } = opened.value;
  const run = createRun({ experiment, outline, dataset, plans, backend: info.name, executor });
  const [learner] = run.learners;
  if (!learner) throw new Error('no model');
  let step = SETTLED;
  const bare = (count: number): void => {
    for (let i = 0; i < count; i += 1, step += 1) {
      const taken = Array.from({ length: learner.batchesPerStep() }, (_, lane) => run.batches.take(step, lane));
      const prepared = learner.prepare(step, taken, { row: false, conflict: false });
      if (step % READ_EVERY === 0) executor.read([prepared.work.losses]);
      learner.commit(prepared, taken);
      for (const each of taken) run.batches.release(each);
    }
    // On webgl the work is only queued: it is done when a number is back.
    executor.read(learner.parameters.slice(-1));
  };
  const reporting = (count: number): void => {
    for (let i = 0; i < count; i += 1, step += 1) {
      run.advance();
      if (step % READ_EVERY === 0) run.settle();
    }
    run.settle();
    run.takeRows();
  };
  if (reports) for (let i = 0; i < SETTLED; i += 1) run.advance();
  return { backend: info.name, run: async (count) => (reports ? reporting(count) : bare(count)) };
}
