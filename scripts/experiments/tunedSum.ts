/** E7: do gradient methods beat a tuned weighted sum? Mean test loss of two unrelated tasks in a trunk of four. */
import { modelId } from '../../src/core/experiment/experiment.ts';
import { narrowTrunk } from '../../src/core/experiment/presets/methods.ts';
import { methodTable } from '../../src/core/study/methodTable.ts';
import type { MethodChoice } from '../../src/core/study/study.ts';
import { type Line, line } from './report.ts';
import { type Machine, study, testLosses } from './studies.ts';

type Pair = readonly [mean: number, sd: number];
type Reference = Readonly<Record<string, { readonly testA: Pair; readonly testB: Pair; readonly testmean: Pair }>>;
const RATES = [0.01, 0.03];
const SHARES = [0.1, 0.3, 0.5, 0.7, 0.9];
const CONTENDERS: readonly (readonly [name: string, choice: MethodChoice])[] = [
  ['mgda', { method: 'mgda', options: {} }],
  ['pcgrad', { method: 'pcgrad', options: {} }],
  ['cagrad', { method: 'cagrad', options: { c: 0.5 } }],
  ['imtlg', { method: 'imtl-g', options: {} }],
  ['nash', { method: 'nash-mtl', options: {} }],
];
const MODEL = modelId('A');

export async function e7(
  machine: Machine,
  seeds: number,
  reference: unknown,
  add: (line: Line) => void,
): Promise<void> {
  const model = { tasks: ['a', 'b'], trunk: [{ kind: 'dense', options: { units: 4, activation: 'tanh' } }] } as const;
  const experiment = narrowTrunk([{ ...model, name: 'Narrow', sharing: 'hard' }], RATES[0] as number);
  const contenders = CONTENDERS.map(([, choice]) => choice);
  const trained = await study(machine, 'E7', experiment, seeds, {
    kind: 'methods',
    model: MODEL,
    contenders,
    rates: RATES,
    shares: SHARES,
  });
  const judge = (name: string, variant: string): void => {
    const expected = (reference as Reference)[name];
    const [a, b] = [testLosses(trained, 0, 'a', variant), testLosses(trained, 0, 'b', variant)];
    const of = (pair: Pair | undefined) => pair && { mean: pair[0], sd: pair[1], n: 10 };
    add(
      line(
        'E7',
        name,
        a.map((value, i) => (value + (b[i] as number)) / 2),
        of(expected?.testmean),
      ),
    );
  };
  for (const rate of RATES) {
    // The reference's w is the weight of the first task, ours of the second.
    for (const share of SHARES)
      judge(`ls_w${Number((1 - share).toFixed(1))}_lr${rate}`, `arm=sum,w=${share},rate=${rate}`);
    for (const [index, [name]] of CONTENDERS.entries()) judge(`${name}_lr${rate}`, `arm=${index},rate=${rate}`);
  }
  const compared = ['a', 'b'].map((task) => ({ task: task as never, metric: 'loss', better: 'lower' as const }));
  const { rows } = methodTable(trained.result, trained.variants, MODEL, compared);
  for (const { arm, against } of rows) {
    const name = CONTENDERS[Number(arm)]?.[0] ?? 'tuned sum';
    if (against)
      console.log(`E7  ${name} against the tuned sum: ${against.code}, better in ${against.wins} of ${against.n}`);
  }
}
