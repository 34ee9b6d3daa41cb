/**
 * Soft sharing in a run: after the loss update, the proximal step of every tie, and the numbers that its charts show.
 * Strength 0 hands the very same tensors on, so that untied twins train exactly as separate networks do.
 */
import type { ModelSpec, Tie } from '../../core/experiment/experiment.ts';
import type { ModelPlan } from '../../core/graph/modelPlan.ts';
import { sizeOf } from '../../core/layers/common.ts';
import type { TensorRef } from '../../core/ops.ts';
import { ties as tieKinds } from '../../core/ties/index.ts';
import { relationsAmong } from '../../core/ties/relations.ts';
import { series } from '../protocol.ts';
import type { Executor } from './executor.ts';
import type { Deferred } from './rows.ts';

const strengthOf = (tie: Tie | undefined): number =>
  tie?.strength === 'infinite' ? Number.POSITIVE_INFINITY : (tie?.strength ?? 0);

/**
 * New parameters after all ties; unchanged ones are the very same tensors, new ones are kept.
 * @param rateOf learning rate of a parameter in this step; 0 = masked, stays as it is
 */
export function applyTies(
  executor: Executor,
  plan: ModelPlan,
  specs: readonly Tie[],
  parameters: readonly TensorRef[],
  rateOf: (index: number) => number,
): TensorRef[] {
  const next = [...parameters];
  const made = new Set<TensorRef>();
  for (const tie of plan.ties) {
    const spec = specs.find((each) => each.id === tie.id);
    const strength = strengthOf(spec);
    if (strength === 0) continue;
    const about = { relations: spec && relationsAmong(spec, tie.nodes) };
    for (const members of tie.members) {
      executor.tidy(() => {
        const twins = members.map((index) => next[index] as TensorRef);
        const rates = members.map(rateOf);
        const moved = tieKinds.get(tie.kind).proximal(executor.ops, twins, strength, rates, about);
        for (const [i, index] of members.entries()) {
          const after = moved[i] as TensorRef;
          const before = next[index] as TensorRef;
          if (after === before || rateOf(index) === 0) continue;
          next[index] = executor.keep(after);
          // A parameter in two ties: the value between them is nobody's any more.
          if (made.delete(before)) executor.dispose(before);
          made.add(after);
        }
      });
    }
  }
  return next;
}

/** Distance (root of summed squared distances to the mean) and penalty of each tie. */
export function tieColumns(
  executor: Executor,
  plan: ModelPlan,
  spec: ModelSpec,
  parameters: readonly TensorRef[],
): Deferred[] {
  const { ops } = executor;
  return plan.ties.map((tie) => {
    const own = spec.ties.find((each) => each.id === tie.id);
    const strength = strengthOf(own);
    const about = { relations: own && relationsAmong(own, tie.nodes) };
    const twinsOf = (members: readonly number[]): TensorRef[] => members.map((index) => parameters[index] as TensorRef);
    const tensor = executor.tidy(() => {
      const squares = tie.members.map((members) => {
        const together = ops.concat(
          twinsOf(members).map((twin) => ops.reshape(twin, [1, sizeOf(twin.shape)])),
          0,
        );
        return ops.reshape(ops.sum(ops.unary('square', ops.sub(together, ops.mean(together, [0], true)))), [1]);
      });
      const penalties = tie.members.map((members) =>
        ops.reshape(tieKinds.get(tie.kind).penalty(ops, twinsOf(members), about), [1]),
      );
      const distance = ops.unary('sqrt', ops.sum(ops.concat(squares, 0)));
      const both = [distance, ops.sum(ops.concat(penalties, 0))].map((each) => ops.reshape(each, [1]));
      return executor.keep(ops.concat(both, 0));
    });
    return {
      tensor,
      finish: ([distance, penalty]) => ({
        [series.tieDistance(spec.id, tie.id)]: distance as number,
        [series.tiePenalty(spec.id, tie.id)]:
          strength === Number.POSITIVE_INFINITY ? Number.NaN : strength * (penalty as number),
      }),
    };
  });
}

/** l2 / 2 times the sum of squared kernels. */
export function l2Columns(
  executor: Executor,
  plan: ModelPlan,
  spec: ModelSpec,
  parameters: readonly TensorRef[],
  l2: number,
): Deferred[] {
  const { ops } = executor;
  const kernels = plan.parameters.filter((p) => p.decay).map((p) => parameters[p.index] as TensorRef);
  if (l2 === 0 || kernels.length === 0) return [];
  const tensor = executor.tidy(() => {
    const squares = kernels.map((kernel) => ops.reshape(ops.sum(ops.unary('square', kernel)), [1]));
    return executor.keep(ops.sum(ops.concat(squares, 0)));
  });
  return [{ tensor, finish: ([total]) => ({ [series.l2(spec.id)]: (l2 / 2) * (total as number) }) }];
}
