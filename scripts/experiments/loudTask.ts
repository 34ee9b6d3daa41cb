/** E2: task B in units 30 times larger. Losses are over the targets' variance, so 1 is 'always the mean'. */
import { loudModel, loudTask } from '../../src/core/experiment/presets/teachers.ts';
import { type Line, line } from './report.ts';
import { type Machine, study, testLosses } from './studies.ts';

type Pair = readonly [mean: number, sd: number];
type Reference = Readonly<Record<string, { readonly A_nmse: Pair; readonly B_nmse: Pair }>>;
const SCALE = 30;

/** Reference's name, method, options. */
const METHODS = [
  ['ew', 'weighted-sum', {}],
  ['uw', 'uncertainty', {}],
  ['log', 'scale-invariant', {}],
  ['imtll', 'imtl-l', {}],
  ['dwa', 'dwa', {}],
  ['gradnorm', 'gradnorm', {}],
  ['mgda', 'mgda', {}],
  ['nash', 'nash-mtl', {}],
  ['pcgrad', 'pcgrad', {}],
] as const;

export async function e2(
  machine: Machine,
  seeds: number,
  reference: unknown,
  add: (line: Line) => void,
): Promise<void> {
  const judge = (name: string, a: readonly number[], b: readonly number[]): void => {
    const expected = (reference as Reference)[name];
    const of = (pair: Pair | undefined) => pair && { mean: pair[0], sd: pair[1], n: 10 };
    add(line('E2', `${name} A`, a, of(expected?.A_nmse)));
    add(line('E2', `${name} B`, b, of(expected?.B_nmse)));
  };
  const plain = loudTask({ standardise: true, models: [loudModel('norm', 'weighted-sum')] });
  const norm = await study(machine, 'E2 norm', plain, seeds);
  judge('norm', testLosses(norm, 0, 'a'), testLosses(norm, 0, 'b'));
  for (let i = 0; i < METHODS.length; i += 3) {
    const some = METHODS.slice(i, i + 3);
    const models = some.map(([name, method, options]) => loudModel(name, method, options));
    const trained = await study(
      machine,
      `E2 ${some.map(([name]) => name)}`,
      loudTask({ standardise: false, models }),
      seeds,
    );
    for (const [m, [name]] of some.entries()) {
      const b = testLosses(trained, m, 'b').map((loss) => loss / SCALE ** 2);
      judge(name, testLosses(trained, m, 'a'), b);
    }
  }
}
