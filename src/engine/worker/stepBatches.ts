/**
 * What a step is made of: as many independent batches of training rows as any of the models wants, the same for all of
 * them, and a batch of validation rows for methods that learn from those.
 */
import type { Batch } from './batch.ts';
import { type Batches, createBatches, type ReadySplit } from './batches.ts';
import type { Executor } from './executor.ts';
import type { Learner } from './learner.ts';

export interface Taken {
  of(learner: Learner): readonly Batch[];
  release(): void;
}
export interface StepBatches {
  /** Of the training rows. */
  readonly order: Batches;
  /** Given back with its `release`. */
  take(step: number, learners: readonly Learner[]): Taken;
  dispose(): void;
}

export function createStepBatches(
  executor: Executor,
  { train, validation }: { readonly train: ReadySplit; readonly validation: ReadySplit },
  batchSize: number,
  seed: number,
): StepBatches {
  const order = createBatches(executor, train, batchSize, seed);
  let validating: Batches | undefined;
  const heldOut = (): Batches => {
    validating ??= createBatches(executor, validation, batchSize, seed);
    return validating;
  };
  return {
    order,
    take(step, learners) {
      const wanted = learners.map((learner) => (learner.validates ? 1 : learner.batchesPerStep()));
      // The whole split is one batch, however many a method wants.
      const lanes = order.stepsPerEpoch === 1 ? 1 : Math.max(...wanted);
      const taken: Batch[] = [];
      for (let lane = 0; lane < lanes; lane += 1) taken.push(order.take(step, lane));
      const held = learners.some((learner) => learner.validates) ? heldOut().take(step) : undefined;
      return {
        of: (learner) =>
          held && learner.validates ? [taken[0] as Batch, held] : taken.slice(0, learner.batchesPerStep()),
        release() {
          for (const batch of taken) order.release(batch);
          if (held) heldOut().release(held);
        },
      };
    },
    dispose() {
      order.dispose();
      validating?.dispose();
    },
  };
}
