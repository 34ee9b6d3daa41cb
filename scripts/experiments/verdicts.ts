/**
 * What the presets' words say was measured: every preset that compares models, over its own ten seeds, each model against
 * the one that shares least, per task on test rows.
 */
import type { ModelId } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { enabledTasks, outlineOf } from '../../src/core/scenarios/outline.ts';
import { comparedBy, verdictOf } from '../../src/core/study/verdict.ts';
import { type Line, line } from './report.ts';
import { type Machine, type Setting, study } from './studies.ts';

/** Preset, baseline by its place, and what may be set for the measurement. */
const COMPARED: readonly (readonly [id: string, baseline: number, set?: Setting])[] = [
  ['hard-beside-separate', 1, { steps: 300 }],
  ['few-labels', 0],
  ['separate-hard-soft', 0, { steps: 600 }],
  ['sharing-helps', 0],
  ['sharing-hurts', 0],
  ['small-and-large', 1],
  ['one-loud-task', 0],
  ['alternating', 1, { steps: 600 }],
  ['uncertainty', 1, { steps: 600 }],
];

export async function verdicts(
  machine: Machine,
  seeds: number,
  only: ReadonlySet<string>,
  add: (line: Line) => void,
): Promise<void> {
  for (const [id, at, set] of COMPARED) {
    if (only.size > 0 && !only.has(id)) continue;
    const experiment = presets.get(id).build();
    const { result, seconds } = await study(machine, id, experiment, seeds, { kind: 'compare' }, set);
    const arm = (model: ModelId) => ({ variant: '', model });
    const baseline = experiment.models[at];
    if (!baseline) throw new Error(`${id} has no model ${at}`);
    console.log(`${id}: ${seconds.toFixed(1)} s`);
    for (const { id: model, name } of experiment.models) {
      if (model === baseline.id) continue;
      for (const task of enabledTasks(experiment.data, outlineOf(experiment.data))) {
        const found = verdictOf(result.rows, arm(baseline.id), arm(model), comparedBy(task));
        if (!found) throw new Error(`${id}: no seed has ${task.id}`);
        const { meanBefore, interval, code, wins, seeds: both } = found;
        const gain = interval ? `gain [${interval.low.toPrecision(2)}, ${interval.high.toPrecision(2)}]` : '';
        const note = `${baseline.name} ${meanBefore.toPrecision(3)}; ${code} ${wins}/${both.length} ${gain}`;
        add(line('P', `${id} ${task.id} ${name}`, found.after, undefined, note));
      }
    }
  }
}
