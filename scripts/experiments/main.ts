/** The teaching experiments, ours beside reference numbers made with other programs (test/fixtures/experiments). */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { choose } from './choose.ts';
import { e6 } from './concaveFront.ts';
import { loudOpinion } from './loudOpinion.ts';
import { e2 } from './loudTask.ts';
import { e3 } from './noise.ts';
import { opening, typical } from './opening.ts';
import { e1 } from './poorTask.ts';
import { e4 } from './relatedTrunk.ts';
import { type Line, show, summarise } from './report.ts';
import { secondOpinion } from './secondOpinion.ts';
import { e5, e5Trained } from './strength.ts';
import { openMachine } from './studies.ts';
import { e7 } from './tunedSum.ts';
import { verdicts } from './verdicts.ts';

const reference = (file: string): unknown =>
  JSON.parse(readFileSync(`test/fixtures/experiments/${file}.json`, 'utf8')) as unknown;

export async function main(args: readonly string[], engine: URL): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'string' },
      only: { type: 'string', default: 'e1,e2,e3,e4,e5,e6,e7' },
      presets: { type: 'string', default: '' },
      seeds: { type: 'string', default: '10' },
      backend: { type: 'string', default: 'auto' },
      pool: { type: 'string', default: '2' },
    },
  });
  const machine = openMachine(engine, values.backend, Number(values.pool));
  const seeds = Number(values.seeds);
  const only = new Set(values.only.split(','));
  const lines: Line[] = [];
  const add = (line: Line): void => {
    lines.push(line);
    show(line);
  };
  const named = new Set(values.presets.split(',').filter(Boolean));
  if (only.has('plain') || only.has('plain1')) await secondOpinion(seeds, reference('exp1b'), add);
  if (only.has('plain') || only.has('plain2')) await loudOpinion(seeds, reference('exp3'), add);
  if (only.has('opening')) await opening(seeds);
  if (only.has('typical')) await typical(machine, seeds);
  if (only.has('choose')) await choose(machine, seeds, named);
  if (only.has('presets')) await verdicts(machine, seeds, named, add);
  if (only.has('verdict')) await e1.timed(machine, seeds);
  if (only.has('e1')) await e1.run(machine, seeds, reference('exp1b'), add);
  if (only.has('e2')) await e2(machine, seeds, reference('exp3'), add);
  // A matter of milliseconds: with ten seeds two means of ten each would differ by chance now and then.
  if (only.has('e3')) e3(20 * seeds, reference('exp4'), add);
  if (only.has('e4')) await e4(machine, seeds, reference('exp2c'), add);
  if (only.has('e6')) e6(reference('exp4'), add);
  if (only.has('e7')) await e7(machine, seeds, reference('exp7'), add);
  if (only.has('e5')) {
    await e5(60, reference('exp4'), add);
    await e5Trained(machine, seeds, add);
  }
  summarise(lines);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(lines, undefined, 1)}\n`);
}
