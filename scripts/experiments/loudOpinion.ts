/**
 * Why E2 differs from the reference in places, by plain loops (plainNetwork.ts) on the engine's own draws. Its row 'norm' comes
 * out where B's LOSS is divided by the variance of its targets and the head still has to reach 30 times the size;
 * with targets really standardised B is as good as A. Its row 'gradnorm' comes out where weights of sum T make the
 * gradients at the trunk equally long (GradNorm's limit at alpha 0) and heads take their own loss as it is.
 */
import { taskId } from '../../src/core/experiment/experiment.ts';
import { loudTask } from '../../src/core/experiment/presets/teachers.ts';
import { mean } from '../../src/core/math/stats.ts';
import { loadData } from '../../src/core/scenarios/loadData.ts';
import { repeatOf } from '../../src/core/study/seeds.ts';
import { type Recipe, trainPlain } from './plainNetwork.ts';
import { type Line, line } from './report.ts';
import { rowsOf } from './secondOpinion.ts';

type Pair = readonly [mean: number, sd: number];
type Reference = Readonly<Record<string, { readonly A_nmse: Pair; readonly B_nmse: Pair }>>;
const TASKS = [taskId('a'), taskId('b')];
const VARIANCE = 30 ** 2;

/** Weights of sum T under which all gradients are equally long. */
function equalLengths(norms: readonly number[]): readonly number[] {
  const inverse = norms.map((norm) => 1 / Math.max(norm, 1e-12));
  const sum = inverse.reduce((total, value) => total + value, 0);
  return inverse.map((value) => (norms.length * value) / sum);
}
interface Way {
  readonly name: string;
  /** Row of the reference. */
  readonly row: string;
  readonly standardise: boolean;
  readonly set: Partial<Recipe>;
}
const WAYS: readonly Way[] = [
  { name: 'targets standardised', row: 'norm', standardise: true, set: {} },
  { name: 'loss over variance', row: 'norm', standardise: false, set: { weigh: () => [1, 1 / VARIANCE] } },
  { name: 'equal lengths', row: 'gradnorm', standardise: false, set: { weigh: equalLengths } },
  {
    name: 'equal lengths, plain heads',
    row: 'gradnorm',
    standardise: false,
    set: { weigh: equalLengths, plainHeads: true },
  },
];

/** Losses over the targets' variance, of A and B. */
async function losses({ standardise, set }: Way, seed: number): Promise<[number, number]> {
  const { data } = repeatOf(loudTask({ standardise, models: [] }), seed);
  const { train, test } = await loadData(data, { read: (file) => Promise.reject(new Error(file)) });
  const check = rowsOf(test, TASKS);
  const recipe: Recipe = {
    start: 'glorot',
    learningRate: 0.01,
    weightDecay: 0,
    decayBiases: false,
    epsilon: 1e-8,
    steps: 1500,
    seed: 1000 + seed,
    ...set,
  };
  const outputs = trainPlain(rowsOf(train, TASKS), check, [12], [], recipe);
  const loss = (t: number): number =>
    mean([...(outputs[t] ?? [])].map((value, row) => (value - (check.labels[t]?.[row] ?? 0)) ** 2));
  return [loss(0), loss(1) / (standardise ? 1 : VARIANCE)];
}

export async function loudOpinion(seeds: number, reference: unknown, add: (line: Line) => void): Promise<void> {
  for (const way of WAYS) {
    const found: [number, number][] = [];
    for (let seed = 0; seed < seeds; seed += 1) found.push(await losses(way, seed));
    const expected = (reference as Reference)[way.row];
    for (const [t, pair] of [expected?.A_nmse, expected?.B_nmse].entries()) {
      const values = found.map((each) => each[t] as number);
      add(line('E2', `${way.name} ${'AB'[t]}`, values, pair && { mean: pair[0], sd: pair[1], n: 10 }));
    }
  }
}
