/** E1: a label-poor task beside a rich one, from related and unrelated teachers. */

import type { ModelId } from '../../src/core/experiment/experiment.ts';
import { taskId } from '../../src/core/experiment/experiment.ts';
import { poorTask, sharingHelps } from '../../src/core/experiment/presets/teachers.ts';
import { verdictOf } from '../../src/core/study/verdict.ts';
import { type Line, line } from './report.ts';
import { type Machine, study, testLosses } from './studies.ts';

type Pair = readonly [mean: number, sd: number];
type Reference = Readonly<Record<string, { readonly STL_B: Pair; readonly MTL_B: Pair; readonly MTL_wins: number }>>;
const B = taskId('b');

async function run(machine: Machine, seeds: number, reference: unknown, add: (line: Line) => void): Promise<void> {
  for (const [name, relatedness] of [
    ['related', 1],
    ['unrelated', 0],
  ] as const) {
    for (const labelled of [10, 30, 100, 300]) {
      const experiment = poorTask({ title: '', relatedness, labelled });
      const trained = await study(machine, `E1 ${name} ${labelled}`, experiment, seeds);
      const expected = (reference as Reference)[`${name}_nB${labelled}`];
      if (!expected) throw new Error(`no reference for ${name} ${labelled}`);
      const of = ([mean, sd]: Pair) => ({ mean, sd, n: 10 });
      const what = `${name} n_B=${labelled}`;
      add(line('E1', `${what} separate`, testLosses(trained, 0, B), of(expected.STL_B)));
      const model = (id: string) => ({ variant: '', model: id as ModelId });
      const compared = { task: B, metric: 'loss', better: 'lower' } as const;
      for (const [index, label] of ['soft', 'hard'].entries()) {
        const verdict = verdictOf(trained.result.rows, model('A'), model(label === 'soft' ? 'B' : 'C'), compared);
        const note = `${verdict?.code}, ${verdict?.wins}/${verdict?.seeds.length}`;
        const values = testLosses(trained, index + 1, B);
        if (label === 'soft') add(line('E1', `${what} soft`, values, undefined, note));
        else {
          const told = `${note} (expected ${expected.MTL_wins}/10; ${trained.seconds.toFixed(1)} s)`;
          add(line('E1', `${what} hard`, values, of(expected.MTL_B), told));
        }
      }
    }
  }
}

/** The time to a verdict: three models over the seeds. Processor time says more than the clock where others work too. */
async function timed(machine: Machine, seeds: number): Promise<void> {
  const before = process.cpuUsage();
  const { seconds } = await study(machine, 'verdict', sharingHelps.build(), seeds);
  const { user, system } = process.cpuUsage(before);
  const busy = ((user + system) / 1e6).toFixed(1);
  console.log(
    `${seeds} seeds x 3 models of E1 on ${machine.backend}: ${seconds.toFixed(1)} s, ${busy} s of processor time`,
  );
}
export const e1 = { run, timed };
