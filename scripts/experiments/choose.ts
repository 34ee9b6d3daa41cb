/**
 * How the soft-sharing strengths of the presets were chosen: each preset's soft model at every strength of a grid, over ten
 * seeds that no reported figure uses; the least mean validation loss over seeds and tasks wins. Test rows have no say.
 */
import type { ModelId } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { mean } from '../../src/core/math/stats.ts';
import { enabledTasks, outlineOf } from '../../src/core/scenarios/outline.ts';
import { chooseByValidation, strengthCurve } from '../../src/core/study/sweep.ts';
import { type Machine, type Setting, study } from './studies.ts';

/** Far from the presets' own seeds. */
export const CHOOSING = 1000;
const FINE = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100] as const;
/** Where a training takes seconds. */
const COARSE = [0.1, 1, 10, 100] as const;
/** Presets with a soft model; plane presets without a stop rule are cut where their verdicts are. */
const SOFT: readonly (readonly [id: string, grid: readonly number[], set?: Setting])[] = [
  ['few-labels', FINE],
  ['separate-hard-soft', FINE, { steps: 600 }],
  ['sharing-helps', COARSE],
  ['sharing-hurts', COARSE],
];

export async function choose(machine: Machine, seeds: number, only: ReadonlySet<string>): Promise<void> {
  for (const [id, grid, set] of SOFT) {
    if (only.size > 0 && !only.has(id)) continue;
    const experiment = presets.get(id).build();
    const soft = experiment.models.find(({ ties }) => ties.length > 0);
    if (!soft) throw new Error(`${id} has no soft model`);
    const model: ModelId = soft.id;
    const form = { kind: 'strengths', model, grid } as const;
    const trained = await study(machine, id, experiment, seeds, form, { ...set, from: CHOOSING });
    const tasks = enabledTasks(experiment.data, outlineOf(experiment.data)).map((task) => task.id);
    const { rows } = trained.result;
    const soften = trained.variants.filter(({ params }) => params.end !== 'hard' && params.strength !== 0);
    const best = chooseByValidation(trained.result, soften, model, tasks);
    console.log(`${id}: validation loss by strength, ${seeds} seeds from ${CHOOSING}`);
    for (const variant of trained.variants) {
      const losses = tasks.map((task) => strengthCurve(rows, [variant], model, task)[0]?.mean ?? Number.NaN);
      const place = String(variant.params.end ?? variant.params.strength).padStart(6);
      const each = losses.map((loss) => loss.toPrecision(3)).join('  ');
      console.log(`  ${place}  ${mean(losses).toPrecision(3)}  (${each})${variant === best ? '  chosen' : ''}`);
    }
  }
}
