/**
 * Trains an experiment file in Node with the page's engine: the same steps, rows and numbers as the page on the same backend.
 * Prints a progress bar to stderr, and the last losses to stdout; writes every series as CSV.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { readFile } from '../../src/core/experiment/file.ts';
import { decodeLink } from '../../src/core/experiment/link.ts';
import { logToCsv } from '../../src/core/export/csv.ts';
import type { LogRows } from '../../src/core/metrics/logRows.ts';
import { createRunLog } from '../../src/core/metrics/runLog.ts';
import { error, fail, type Issue, type Result } from '../../src/core/result.ts';
import { loadData } from '../../src/core/scenarios/loadData.ts';
import { type StopReason, series } from '../../src/engine/protocol.ts';
import { checkExperiment } from '../../src/engine/worker/checkExperiment.ts';
import { createRun, type Run } from '../../src/engine/worker/run.ts';
import { arrayUpdater } from '../../src/engine/worker/tfjs/arrayUpdater.ts';
import { createTfExecutor } from '../../src/engine/worker/tfjs/tfExecutor.ts';
import { en } from '../../src/ui/parts/i18n/en/index.ts';
import { diskAssets, type NodeBackend, openNodeBackend } from '../nodeBackend.ts';

const USAGE = 'usage: npm run train -- experiment.json [--csv FILE] [--steps N] [--backend wasm|cpu] [--quiet]';
/** Steps of an experiment that has no end of its own. */
const ENDLESS = 1000;
/** Steps between two readings of what is on the device. */
const SLICE = 50;
const BAR = 30;

/** An issue in the page's own English words. */
function worded({ code, params }: Issue): string {
  const text = `issue.${code}`
    .split('.')
    .reduce<unknown>((held, part) => (held as Record<string, unknown>)?.[part], en);
  return typeof text === 'string'
    ? text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''))
    : `${code} ${JSON.stringify(params)}`;
}
function read(path: string): Result<Experiment> {
  const hash = path.indexOf('#');
  if (/^https?:/.test(path) && hash >= 0) return decodeLink(path.slice(hash + 1));
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    return fail(error('file.json', { found: cause instanceof Error ? cause.message : String(cause) }));
  }
  const file = readFile(text);
  return file.ok ? { ok: true, value: file.value.experiment } : file;
}

export interface TrainOptions {
  readonly backend: NodeBackend;
  /** Stop here at the latest; absent: the experiment's own stop rule, or 1000 steps where it has none. */
  readonly steps?: number | undefined;
  progress?(step: number, most: number): void;
}
export interface Trained {
  readonly run: Run;
  readonly rows: LogRows;
  readonly stop: StopReason | undefined;
}

/** The caller disposes the run. */
export async function trainHeadless(experiment: Experiment, options: TrainOptions): Promise<Result<Trained>> {
  const checked = checkExperiment(experiment);
  if (!checked.ok) return checked;
  await openNodeBackend(options.backend);
  const run = createRun({
    ...checked.value,
    dataset: await loadData(experiment.data, diskAssets),
    backend: options.backend,
    executor: createTfExecutor(arrayUpdater),
  });
  const { stop: rule } = experiment.training;
  const own = rule.kind === 'steps' ? rule.steps : rule.kind === 'epochs' ? rule.epochs * run.batches.stepsPerEpoch : 0;
  const most = options.steps ?? (rule.kind === 'never' ? ENDLESS : own || 100_000);
  const log = createRunLog();
  let stop: StopReason | undefined;
  while (!stop && run.step < most) {
    stop = run.advance();
    if (run.step % SLICE === 0 || stop) {
      const bad = run.settle();
      if (bad) return fail(error('training.notFinite', { ...bad }));
      options.progress?.(run.step, most);
    }
  }
  run.rest(true);
  run.settle();
  const rows = run.takeRows();
  if (rows) log.append(rows);
  return { ok: true, value: { run, rows: log.snapshot(), stop } };
}

function lastLosses({ run, rows }: Trained): string[] {
  const last = rows.steps.length - 1;
  return run.learners.flatMap(({ plan }, m) =>
    plan.tasks.map((task) => {
      const parts = (['train', 'validation', 'test'] as const).map((split) => {
        const value = rows.columns[series.loss(plan.model, task, split)]?.[last];
        return `${split} ${value === undefined || Number.isNaN(value) ? '-' : value.toPrecision(5)}`;
      });
      return `${run.experiment.models[m]?.name} / ${task}: ${parts.join(', ')}`;
    }),
  );
}

/** @returns the exit code */
export async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      csv: { type: 'string' },
      steps: { type: 'string' },
      backend: { type: 'string', default: 'wasm' },
      quiet: { type: 'boolean', default: false },
    },
  });
  const [path] = positionals;
  const { backend } = values;
  const steps = values.steps === undefined ? undefined : Number(values.steps);
  if (path === undefined || (backend !== 'wasm' && backend !== 'cpu') || (steps !== undefined && !(steps > 0))) {
    console.error(USAGE);
    return 2;
  }
  const experiment = read(path);
  if (!experiment.ok) {
    console.error(worded(experiment.issue));
    return 1;
  }
  const began = performance.now();
  const done = await trainHeadless(experiment.value, {
    backend,
    steps,
    progress(step, most) {
      if (values.quiet) return;
      const filled = Math.min(BAR, Math.round((BAR * step) / most));
      process.stderr.write(`\r[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] step ${step} of ${most}`);
    },
  });
  if (!values.quiet) process.stderr.write('\n');
  if (!done.ok) {
    console.error(worded(done.issue));
    return 1;
  }
  const { run, rows } = done.value;
  const csv = values.csv ?? `${path.replace(/^.*[/\\]/, '').replace(/(\.braid)?\.json$|#.*$/, '') || 'experiment'}.csv`;
  writeFileSync(csv, logToCsv(rows, experiment.value.training.phases));
  const seconds = (performance.now() - began) / 1000;
  console.log(`${run.step} steps on ${backend} in ${seconds.toFixed(1)} s; curves in ${csv}`);
  for (const line of lastLosses(done.value)) console.log(line);
  run.dispose();
  return 0;
}
