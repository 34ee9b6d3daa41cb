/**
 * Every scenario's preset over seeds: ours beside the reference, as a table and as JSON. The JSON file is written after each
 * preset, and presets that stand in it with as many seeds are not trained again: a broken run goes on where it stopped,
 * and several processes with different `--only` may share one file. `--afresh` trains all again.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Experiment, ModelId } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { SEPARATE_NAME } from '../../src/core/experiment/presets/pair.ts';
import { interval95, mean, sd } from '../../src/core/math/stats.ts';
import { enabledTasks, outlineOf } from '../../src/core/scenarios/outline.ts';
import { valuesBySeed } from '../../src/core/study/results.ts';
import { mainMetric } from '../../src/core/tasks/index.ts';
import { type Machine, openMachine, study, type Trained } from '../experiments/studies.ts';
import { DRAGS } from './drags.ts';
import { COMPARISONS, type Comparison, type Reference } from './references.ts';

interface Row {
  readonly preset: string;
  readonly scenario: string;
  readonly task: string;
  readonly metric: string;
  readonly model: string;
  readonly values: readonly number[];
  readonly mean: number;
  readonly sd: number;
  readonly reference?: number;
  /** How many seeds the reference has. */
  readonly referenceSeeds?: number;
  /** For all seeds and models of the preset together, on whatever machine it was. */
  readonly seconds: number;
}
/** Difference that is passed over where the reference has several seeds. */
const TOLERANCE = 0.03;

/** The metric told by the reference, or by that of the preset which was changed, or else each task's main one. */
function figuresOf(
  { preset, figures }: Comparison,
  experiment: Experiment,
): (Reference | Omit<Reference, 'single' | 'shared'>)[] {
  if (figures.length > 0) return [...figures];
  const unchanged = COMPARISONS.find((comparison) => comparison.preset === preset)?.figures ?? [];
  if (unchanged.length > 0) return unchanged.map(({ task, metric }) => ({ task, metric }));
  return enabledTasks(experiment.data, outlineOf(experiment.data)).map((task) => ({
    task: task.id,
    metric: mainMetric(task).id,
  }));
}
const baselineOf = ({ baseline = SEPARATE_NAME }: Comparison): string => baseline;
const keyOf = ({ preset, name }: Comparison): string => name ?? preset;

function rowsOf(comparison: Comparison, experiment: Experiment, trained: Trained): Row[] {
  return figuresOf(comparison, experiment).flatMap((figure) =>
    experiment.models.flatMap((model): Row[] => {
      const measure = { task: figure.task as never, split: 'test', metric: figure.metric } as const;
      const found = valuesBySeed(trained.result.rows, { variant: '', model: model.id as ModelId }, measure);
      const values = [...found].sort(([a], [b]) => a - b).map(([, value]) => value);
      if (values.length === 0) return [];
      const single = model.name === baselineOf(comparison);
      const reference = 'single' in figure ? (single ? figure.single : figure.shared) : undefined;
      return [
        {
          preset: keyOf(comparison),
          scenario: experiment.data.scenario,
          task: figure.task,
          metric: figure.metric,
          model: model.name,
          values,
          mean: mean(values),
          sd: sd(values),
          seconds: Math.round(trained.seconds),
          ...(reference === undefined ? {} : { reference, referenceSeeds: comparison.seeds ?? 1 }),
        },
      ];
    }),
  );
}

const three = (value: number): string => value.toFixed(3);
function show(row: Row): void {
  const ours = `${three(row.mean)} ± ${three(row.sd)}`;
  const away = row.reference === undefined ? 0 : row.mean - row.reference;
  const told =
    row.reference === undefined
      ? ''
      : `expected ${three(row.reference)} (x${row.referenceSeeds})  ${Math.abs(away) <= TOLERANCE ? 'within .03' : `off by ${three(away)}`}`;
  console.log(`  ${row.task.padEnd(14)} ${row.metric.padEnd(9)} ${row.model.padEnd(18)} ${ours.padEnd(16)} ${told}`);
}

/** What each model has over the baseline, seed by seed, in each task's own measure. */
function showGains(comparison: Comparison, rows: readonly Row[]): void {
  for (const row of rows) {
    const base = rows.find((each) => each.task === row.task && each.model === baselineOf(comparison));
    if (!base || base === row) continue;
    const gains = row.values.map((value, i) => value - (base.values[i] ?? Number.NaN));
    const interval = interval95(gains);
    const told = interval ? `[${three(interval.low)}, ${three(interval.high)}]` : '';
    const wins = gains.filter((gain) => gain > 0).length;
    console.log(
      `  ${row.task.padEnd(14)} gain      ${row.model.padEnd(18)} ${three(mean(gains))} ${told} above in ${wins} of ${gains.length}`,
    );
  }
}
function showAll(comparison: Comparison, rows: readonly Row[]): void {
  for (const row of rows) show(row);
  showGains(comparison, rows);
}

async function train(machine: Machine, comparison: Comparison, seeds: number): Promise<Row[]> {
  const built = presets.get(comparison.preset).build();
  const experiment = comparison.set?.(built) ?? built;
  const trained = await study(machine, keyOf(comparison), experiment, seeds);
  const rows = rowsOf(comparison, experiment, trained);
  const { seconds = 0, steps = 0 } = trained.result.times?.[0] ?? {};
  console.log(
    `${keyOf(comparison)}: ${seeds} seeds in ${trained.seconds.toFixed(0)} s; ${steps} steps of ${((1000 * seconds) / Math.max(1, steps)).toFixed(1)} ms`,
  );
  showAll(comparison, rows);
  return rows;
}

const readRows = (file: string | undefined): Row[] =>
  file !== undefined && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Row[]) : [];
/** Replaces the preset's rows in what the file holds by now. */
function keep(file: string, preset: string, rows: readonly Row[]): void {
  const all = [...readRows(file).filter((row) => row.preset !== preset), ...rows];
  writeFileSync(file, `${JSON.stringify(all, undefined, 1)}\n`);
}

export async function main(args: readonly string[], engine: URL): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'string' },
      only: { type: 'string' },
      seeds: { type: 'string', default: '3' },
      backend: { type: 'string', default: 'auto' },
      afresh: { type: 'boolean', default: false },
      pool: { type: 'string', default: '2' },
    },
  });
  const machine = openMachine(engine, values.backend, Number(values.pool));
  const only = values.only?.split(',');
  const seeds = Number(values.seeds);
  const rows: Row[] = [];
  for (const comparison of [...COMPARISONS, ...DRAGS]) {
    const key = keyOf(comparison);
    // What is changed from a preset is trained where it is asked for.
    if (only ? !only.includes(key) : comparison.set !== undefined) continue;
    const known = values.afresh ? [] : readRows(values.json).filter((row) => row.preset === key);
    const enough = known.length > 0 && known.every((row) => row.values.length === seeds);
    const found = enough ? known : await train(machine, comparison, seeds);
    if (enough) {
      console.log(`${key}: from ${values.json}`);
      showAll(comparison, found);
    } else if (values.json !== undefined) keep(values.json, key, found);
    rows.push(...found);
  }
  const judged = rows.filter((row) => row.reference !== undefined);
  const near = judged.filter((row) => Math.abs(row.mean - (row.reference ?? 0)) <= TOLERANCE);
  console.log(`\n${near.length} of ${judged.length} figures within ${TOLERANCE} of the reference.`);
}
