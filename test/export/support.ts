/** Exports an experiment, runs the program with the system's own Python and PyTorch, and the engine on the same steps. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { openNodeBackend } from '../../scripts/nodeBackend.ts';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { exportArrays } from '../../src/core/export/exportData.ts';
import { npz } from '../../src/core/export/npz.ts';
import { pytorchProgram } from '../../src/core/export/pytorch.ts';
import { loadData } from '../../src/core/scenarios/loadData.ts';
import { outlineOf } from '../../src/core/scenarios/outline.ts';
import { series } from '../../src/engine/protocol.ts';
import { createArrayExecutor } from '../../src/engine/worker/arrays/arrayExecutor.ts';
import { createArrayRecorder } from '../../src/engine/worker/arrays/arrayRecorder.ts';
import { valuesOf } from '../../src/engine/worker/arrays/arrayTensor.ts';
import { createReplays } from '../../src/engine/worker/arrays/replay.ts';
import { createRun, type Run } from '../../src/engine/worker/run.ts';
import { arrayUpdater } from '../../src/engine/worker/tfjs/arrayUpdater.ts';
import { createTfExecutor } from '../../src/engine/worker/tfjs/tfExecutor.ts';
import { diskAssets } from '../support/assets.ts';
import { onCpu, plansOf, train } from '../support/engineRuns.ts';

/** Debian's, which has python3-torch: not whatever `python3` is first on the path. */
export const PYTHON = process.env.BRAID_PYTHON ?? '/usr/bin/python3';
export const STEPS = 50;

/** Losses by `<model>.<task>`, by step; NaN where a task had no label in the batch. */
export type Losses = Readonly<Record<string, readonly number[]>>;

export interface Written {
  readonly folder: string;
  readonly file: string;
}
export async function write(experiment: Experiment, name: string): Promise<Written> {
  const program = pytorchProgram(experiment, 'train');
  if (!program.ok) throw new Error(`${name}: ${JSON.stringify(program.issue)}`);
  const folder = `.tmp/export/${name}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/train.py`, program.value.text);
  const dataset = await loadData(experiment.data, diskAssets);
  writeFileSync(`${folder}/train.npz`, npz(exportArrays(program.value.form, dataset, 'pytorch')));
  return { folder, file: `${folder}/train.py` };
}

/** The same program, started from parameters that are moved by about one part in 10^7: what rounding alone may do to its losses. */
export function jittered({ folder, file }: Written): Written {
  const copy = /p\.copy_\((torch\.from_numpy\(file\[.*\]\))\)/;
  const text = readFileSync(file, 'utf8');
  if (!copy.test(text)) throw new Error(`${file} does not copy its initial parameters as expected`);
  const moved = `${folder}-jittered`;
  mkdirSync(moved, { recursive: true });
  writeFileSync(`${moved}/train.py`, text.replace(copy, 'p.copy_($1 * (1 + 1e-7 * torch.randn(p.shape)))'));
  copyFileSync(`${folder}/train.npz`, `${moved}/train.npz`);
  return { folder: moved, file: `${moved}/train.py` };
}

/** @param processes 2 or more: under torchrun @param double in float64 */
export function runProgram({ folder, file }: Written, { processes = 1, double = false } = {}): Losses {
  const csv = `${folder}/losses-${processes}${double ? '-double' : ''}.csv`;
  const start =
    processes === 1 ? [file] : ['test/export/torchrun.py', '--standalone', `--nproc_per_node=${processes}`, file];
  const rest = [
    '--steps',
    String(STEPS),
    '--device',
    'cpu',
    '--csv',
    csv,
    ...(processes === 1 ? [] : ['--distributed']),
    ...(double ? ['--double'] : []),
  ];
  execFileSync(PYTHON, [...start, ...rest], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  });
  const [head = '', ...lines] = readFileSync(csv, 'utf8').trim().split(/\r?\n/);
  const columns = head.split(',');
  const losses: Record<string, number[]> = {};
  for (const line of lines) {
    const cells = line.split(',');
    const step = Number(cells[0]);
    columns.forEach((column, i) => {
      if (i === 0) return;
      losses[column] ??= new Array<number>(STEPS).fill(Number.NaN);
      if (cells[i] !== '') (losses[column] as number[])[step] = Number(cells[i]);
    });
  }
  return losses;
}

/** Compiled code, which pictures need to be done within minutes; `cpu` in script for the tests of numbers. */
export async function runEngine(experiment: Experiment, backend: 'wasm' | 'cpu' = 'cpu'): Promise<Losses> {
  if (backend === 'wasm') await openNodeBackend('wasm');
  else await onCpu();
  const plans = plansOf(experiment);
  const run = createRun({
    experiment,
    outline: outlineOf(experiment.data),
    dataset: await loadData(experiment.data, diskAssets),
    plans,
    backend,
    executor: createTfExecutor(arrayUpdater),
  });
  const losses = lossesOf(run);
  run.dispose();
  return losses;
}

/** Every task's first losses. */
function lossesOf(run: Run): Losses {
  const { columns } = train(run, STEPS - 1);
  const names = run.learners.flatMap(({ plan }) => plan.tasks.map((task) => [plan.model, task] as const));
  return Object.fromEntries(
    names.map(([model, task]) => [
      `${model}.${task}`,
      [...(columns[series.loss(model, task, 'train')] ?? [])].slice(0, STEPS),
    ]),
  );
}

/**
 * The engine in float64, from the same float32 rows and parameters: its typed-array executor in plain loops, with arrays of
 * doubles wherever it makes arrays of floats. What is left between it and the program in float64 is no rounding.
 */
export async function runEngineInDouble(experiment: Experiment): Promise<Losses> {
  const dataset = await loadData(experiment.data, diskAssets);
  const heap = () => undefined;
  const single = globalThis.Float32Array;
  globalThis.Float32Array = Float64Array as unknown as Float32ArrayConstructor;
  try {
    const run = createRun({
      experiment,
      outline: outlineOf(experiment.data),
      dataset,
      plans: plansOf(experiment),
      backend: 'cpu',
      executor: {
        ...createArrayExecutor(),
        replay: createReplays(heap),
        createRecorder: (taskDefs) => createArrayRecorder(taskDefs, heap),
      },
    });
    for (const { parameters } of run.learners) {
      for (const parameter of parameters) {
        const values = valuesOf(parameter);
        values.set(values.map(Math.fround));
      }
    }
    return lossesOf(run);
  } finally {
    globalThis.Float32Array = single;
  }
}

const relative = (value: number, other: number): number =>
  Number.isNaN(value) && Number.isNaN(other) ? 0 : Math.abs(value - other) / Math.max(Math.abs(value), 1e-6);

/** The largest relative difference, and where. */
export function furthest(ours: Losses, theirs: Losses): { readonly difference: number; readonly where: string } {
  let found = { difference: 0, where: 'nowhere' };
  for (const [name, values] of Object.entries(ours)) {
    for (const [step, value] of values.entries()) {
      const other = theirs[name]?.[step] ?? Number.NaN;
      const difference = relative(value, other);
      if (!(difference <= found.difference))
        found = { difference, where: `${name} step ${step}: ${value} and ${other}` };
    }
  }
  return found;
}
/** By step, the largest relative difference in any loss up to there. */
export const growth = (ours: Losses, theirs: Losses): number[] => {
  let most = 0;
  return Array.from({ length: STEPS }, (_, step) => {
    for (const [name, values] of Object.entries(ours)) {
      most = Math.max(most, relative(values[step] ?? Number.NaN, theirs[name]?.[step] ?? Number.NaN));
    }
    return most;
  });
};
