/**
 * The representation form: weights from the gradients of the last shared output, updates that are the same weighted sum
 * of exact gradients. And partly shared parameters by brute force: every weighted sum against each task's own gradient.
 */
import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../src/core/experiment/experiment.ts';
import { sharedRepresentation } from '../../src/core/graph/representation.ts';
import { minNormPoint } from '../../src/core/math/simplex.ts';
import { createArrayExecutor } from '../../src/engine/worker/arrays/arrayExecutor.ts';
import type { Executor } from '../../src/engine/worker/executor.ts';
import { plansOf, runOf, tfExecutor } from '../support/engineRuns.ts';
import { A, B, experimentOf, hard, model, partly, twins } from '../support/experiments.ts';

const by = (method: string, gradients = 'exact') => ({
  balancing: { method, options: { gradients }, taskWeights: {} },
});
const planOf = (spec: ModelSpec) => plansOf(experimentOf({ models: [spec] }))[0] as ReturnType<typeof plansOf>[number];
const tanh = { units: 4, activation: 'tanh' };
/** Two shared layers side by side: B sees both, A the first alone; and a second shared layer behind the first. */
const sideways = model('sideways', [
  ['x', 'input', {}],
  ['one', 'dense', tanh, 'x'],
  ['two', 'dense', tanh, 'one'],
  ['both', 'concatenate', {}, 'one', 'two'],
  ['headA', 'head', { task: 'a' }, 'two'],
  ['headB', 'head', { task: 'b' }, 'both'],
]);

describe('the shared representation', () => {
  it('is the output behind the trunk, and the first layer where towers follow', () => {
    expect(sharedRepresentation(planOf(hard()), [A, B])).toBe('two');
    expect(sharedRepresentation(planOf(partly()), [A, B])).toBe('one');
  });
  it('is nothing where nothing is shared, one task steps, or a task looks past it', () => {
    expect(sharedRepresentation(planOf(twins(0)), [A, B])).toBeUndefined();
    expect(sharedRepresentation(planOf(hard()), [A])).toBeUndefined();
    expect(sharedRepresentation(planOf(sideways), [A, B])).toBeUndefined();
  });
});

const executors: readonly (readonly [string, Executor])[] = [
  ['arrays', createArrayExecutor()],
  ['tfjs', tfExecutor],
];
/** The combined gradient of a step beside each task's own, and the method's weights. */
async function stepOf(spec: ModelSpec, executor: Executor) {
  const run = await runOf(experimentOf({ models: [spec], training: { batchSize: 0 } }), { executor });
  const [learner] = run.learners;
  if (!learner) throw new Error('no model');
  const batch = run.batches.take(0);
  const own = learner.taskGradients(0);
  const read = (list: readonly (Parameters<Executor['copy']>[0] | undefined)[]) =>
    list.map((each) => each && executor.read([each])[0]);
  const rows = own.byTask.map(read);
  own.dispose();
  const prepared = learner.prepare(0, [batch], { row: false, conflict: false });
  const combined = read(prepared.work.gradients);
  const { weights } = prepared.work;
  learner.discard(prepared);
  return { plan: learner.plan, rows, combined, weights };
}
function expectSum(
  { plan, rows, combined, weights }: Awaited<ReturnType<typeof stepOf>>,
  heads: readonly number[],
): void {
  for (const p of plan.parameters) {
    const factors = p.tasks.length > 1 ? weights : heads;
    for (let i = 0; i < p.size; i += 1) {
      const wanted = rows.reduce((sum, row, t) => sum + (factors[t] as number) * (row[p.index]?.[i] ?? 0), 0);
      expect(Math.abs((combined[p.index]?.[i] ?? 0) - wanted), `${p.id}[${i}]`).toBeLessThan(1e-5);
    }
  }
}

describe.each(executors)('on %s', (_name, executor) => {
  it.each(['mgda', 'imtl-g', 'aligned-mtl'])(
    '%s updates by exact gradients, with weights of its own',
    async (method) => {
      const exact = await stepOf(hard('hard', by(method)), executor);
      const seen = await stepOf(hard('hard', by(method, 'representation')), executor);
      expect(seen.weights).not.toEqual(exact.weights);
      const heads = method === 'mgda' ? undefined : [1, 1];
      expectSum(exact, heads ?? exact.weights);
      expectSum(seen, heads ?? seen.weights);
    },
  );
  it('takes the exact form where no single output is shared', async () => {
    const exact = await stepOf({ ...sideways, ...by('mgda') }, executor);
    const seen = await stepOf({ ...sideways, ...by('mgda', 'representation') }, executor);
    expect(seen.weights).toEqual(exact.weights);
  });
  it.each(['weighted-sum', 'mgda', 'upgrad', 'pcgrad'])(
    '%s sums partly shared gradients as brute force does',
    async (method) => {
      for (const spec of [partly('partly', by(method)), { ...sideways, ...by(method) }]) {
        const step = await stepOf(spec, executor);
        expectSum(step, method === 'mgda' ? step.weights : [1, 1]);
      }
    },
  );
  it('weighs by the Gramian over everything that two tasks reach, zeros where one does not', async () => {
    const { plan, rows, weights } = await stepOf(partly('partly', by('mgda')), executor);
    const shared = plan.parameters.filter((p) => p.tasks.length > 1);
    expect(shared.map((p) => p.id)).toEqual(['one/kernel', 'one/bias']);
    const dot = (s: number, t: number): number =>
      shared.reduce(
        (sum, { index, size }) =>
          sum +
          Array.from({ length: size }, (_, i) => (rows[s]?.[index]?.[i] ?? 0) * (rows[t]?.[index]?.[i] ?? 0)).reduce(
            (a, b) => a + b,
            0,
          ),
        0,
      );
    const wanted = minNormPoint([0, 1].map((s) => [0, 1].map((t) => dot(s, t)))).weights;
    for (const [t, weight] of weights.entries()) expect(weight).toBeCloseTo(wanted[t] as number, 4);
  });
});
