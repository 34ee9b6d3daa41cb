/**
 * Soft sharing in a run: after the loss update, the proximal step of every tie, and the numbers that its charts show.
 * Strength 0 hands the very same tensors on, so that untied twins train exactly as separate networks do.
 */
import { concat, keep, mean, reshape, sqrt, square, stack, sub, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { ModelSpec, Tie } from '../../core/experiment/experiment.ts';
import type { ModelPlan } from '../../core/graph/modelPlan.ts';
import type { Ops } from '../../core/ops.ts';
import { ties as tieKinds } from '../../core/ties/index.ts';
import { relationsAmong } from '../../core/ties/relations.ts';
import { series } from '../protocol.ts';
import type { Deferred } from './rows.ts';

const strengthOf = (tie: Tie | undefined): number =>
  tie?.strength === 'infinite' ? Number.POSITIVE_INFINITY : (tie?.strength ?? 0);

/**
 * New parameters after all ties; unchanged ones are the very same tensors, new ones are kept.
 * @param rateOf learning rate of a parameter in this step; 0 = masked, stays as it is
 */
export function applyTies(
  ops: Ops,
  plan: ModelPlan,
  specs: readonly Tie[],
  parameters: readonly Tensor[],
  rateOf: (index: number) => number,
): Tensor[] {
  const next = [...parameters];
  const made = new Set<Tensor>();
  for (const tie of plan.ties) {
    const spec = specs.find((each) => each.id === tie.id);
    const strength = strengthOf(spec);
    if (strength === 0) continue;
    const about = { relations: spec && relationsAmong(spec, tie.nodes) };
    for (const members of tie.members) {
      tidy(() => {
        const twins = members.map((index) => next[index] as Tensor);
        const rates = members.map(rateOf);
        const moved = tieKinds.get(tie.kind).proximal(ops, twins, strength, rates, about) as readonly Tensor[];
        for (const [i, index] of members.entries()) {
          const after = moved[i] as Tensor;
          const before = next[index] as Tensor;
          if (after === before || rateOf(index) === 0) continue;
          next[index] = keep(after);
          // A parameter in two ties: the value between them is nobody's any more.
          if (made.delete(before)) before.dispose();
          made.add(after);
        }
      });
    }
  }
  return next;
}

/** Distance (root of summed squared distances to the mean) and penalty of each tie. */
export function tieColumns(ops: Ops, plan: ModelPlan, spec: ModelSpec, parameters: readonly Tensor[]): Deferred[] {
  return plan.ties.map((tie) => {
    const own = spec.ties.find((each) => each.id === tie.id);
    const strength = strengthOf(own);
    const about = { relations: own && relationsAmong(own, tie.nodes) };
    const tensor = tidy(() => {
      const twinsOf = (members: readonly number[]): Tensor[] => members.map((index) => parameters[index] as Tensor);
      const squares = tie.members.map((members) => {
        const together = stack(twinsOf(members));
        return reshape(sum(square(sub(together, mean(together, 0, true)))), [1]);
      });
      const penalties = tie.members.map((members) =>
        reshape(tieKinds.get(tie.kind).penalty(ops, twinsOf(members), about) as Tensor, [1]),
      );
      return concat([reshape(sqrt(sum(concat(squares))), [1]), reshape(sum(concat(penalties)), [1])]);
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
export function l2Columns(plan: ModelPlan, spec: ModelSpec, parameters: readonly Tensor[], l2: number): Deferred[] {
  const kernels = plan.parameters.filter((p) => p.decay).map((p) => parameters[p.index] as Tensor);
  if (l2 === 0 || kernels.length === 0) return [];
  const tensor = tidy(() => sum(concat(kernels.map((kernel) => reshape(sum(square(kernel)), [1])))));
  return [{ tensor, finish: ([total]) => ({ [series.l2(spec.id)]: (l2 / 2) * (total as number) }) }];
}
