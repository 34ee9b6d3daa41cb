/** Exports an experiment, runs the program with the system's own Python and PyTorch, and the engine on the same steps. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { openNodeBackend } from '../../scripts/nodeBackend.ts';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import type { Language } from '../../src/core/export/exportable.ts';
import { exportArrays } from '../../src/core/export/exportData.ts';
import { kerasProgram } from '../../src/core/export/keras.ts';
import { npz } from '../../src/core/export/npz.ts';
import { pytorchProgram } from '../../src/core/export/pytorch.ts';
import { loadData } from '../../src/core/scenarios/loadData.ts';
import { outlineOf } from '../../src/core/scenarios/outline.ts';
import type { Dataset, Split } from '../../src/core/scenarios/scenario.ts';
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
/** A Python that has TensorFlow, which Debian has not. Where none is named, Keras programs run on a stand-in over PyTorch. */
export const TENSORFLOW = process.env.BRAID_TENSORFLOW;
export const STEPS = 50;

/** Losses by `<model>.<task>`, by step; NaN where a task had no label in the batch. */
export type Losses = Readonly<Record<string, readonly number[]>>;

export interface Written {
  readonly folder: string;
  readonly file: string;
  readonly language: Language;
}
const PROGRAMS: Readonly<Record<Language, typeof pytorchProgram>> = { pytorch: pytorchProgram, keras: kerasProgram };
export async function write(experiment: Experiment, name: string, language: Language = 'pytorch'): Promise<Written> {
  const program = PROGRAMS[language](experiment, 'train');
  if (!program.ok) throw new Error(`${name}: ${JSON.stringify(program.issue)}`);
  const folder = `.tmp/export/${language}/${name}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/train.py`, program.value.text);
  const dataset = await loadData(experiment.data, diskAssets);
  writeFileSync(`${folder}/train.npz`, npz(exportArrays(program.value.form, dataset, language)));
  return { folder, file: `${folder}/train.py`, language };
}

/** The same program, started from parameters that are moved by about one part in 10^7: what rounding alone may do to its losses. */
export function jittered({ folder, file, language }: Written): Written {
  const copy = /p\.copy_\((torch\.from_numpy\(file\[.*\]\))\)/;
  const text = readFileSync(file, 'utf8');
  if (!copy.test(text)) throw new Error(`${file} does not copy its initial parameters as expected`);
  const moved = `${folder}-jittered`;
  mkdirSync(moved, { recursive: true });
  writeFileSync(`${moved}/train.py`, text.replace(copy, 'p.copy_($1 * (1 + 1e-7 * torch.randn(p.shape)))'));
  copyFileSync(`${folder}/train.npz`, `${moved}/train.npz`);
  return { folder: moved, file: `${moved}/train.py`, language };
}

/** A Python file of one of the two languages, run. */
export function runPython(
  language: Language,
  file: string,
  rest: readonly string[] = [],
  start: readonly string[] = [],
): string {
  const standIn: readonly string[] = language === 'keras' && !TENSORFLOW ? ['test/export/tf_on_torch.py'] : [];
  return execFileSync(language === 'keras' ? (TENSORFLOW ?? PYTHON) : PYTHON, [...start, ...standIn, file, ...rest], {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, OMP_NUM_THREADS: '1', TF_CPP_MIN_LOG_LEVEL: '3' },
  });
}

export interface Ran {
  readonly losses: Losses;
  /** Each task's loss over the test rows in the end, by `<class> <task>`. */
  readonly measured: Readonly<Record<string, number>>;
}
/** @param processes 2 or more: under torchrun @param double in float64 */
export function runProgram({ folder, file, language }: Written, { processes = 1, double = false } = {}): Ran {
  const csv = `${folder}/losses-${processes}${double ? '-double' : ''}.csv`;
  const rest = [
    ...['--steps', String(STEPS), '--csv', csv],
    ...(language === 'pytorch' ? ['--device', 'cpu'] : []),
    ...(processes === 1 ? [] : ['--distributed']),
    ...(double ? ['--double'] : []),
  ];
  const launcher = ['test/export/torchrun.py', '--standalone', `--nproc_per_node=${processes}`];
  const printed = runPython(language, file, rest, processes === 1 ? [] : launcher);
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
  const measured: Record<string, number> = {};
  for (const [, model, text = ''] of printed.matchAll(/^(\w+) after \d+ steps, on test rows: (.*)$/gm)) {
    for (const [, task, loss] of text.matchAll(/(\S+) ([\d.e+-]+)(?: \([^)]*\))?(?:, |$)/g))
      measured[`${model} ${task}`] = Number(loss);
  }
  return { losses, measured };
}

type Backend = 'wasm' | 'cpu';
async function openRun(experiment: Experiment, backend: Backend): Promise<Run> {
  if (backend === 'wasm') await openNodeBackend('wasm');
  else await onCpu();
  return createRun({
    experiment,
    outline: outlineOf(experiment.data),
    dataset: await loadData(experiment.data, diskAssets),
    plans: plansOf(experiment),
    backend,
    executor: createTfExecutor(arrayUpdater),
  });
}
/** Compiled code, which pictures need to be done within minutes; `cpu` in script for the tests of numbers. */
export async function runEngine(experiment: Experiment, backend: Backend = 'cpu'): Promise<Losses> {
  const run = await openRun(experiment, backend);
  const losses = lossesOf(run);
  run.dispose();
  return losses;
}
/** Losses over the test rows after as many steps as the programs make, as `Ran.measured` has them. */
export async function measuredByEngine(experiment: Experiment): Promise<Record<string, number>> {
  const run = await openRun(experiment, 'cpu');
  for (let step = 0; step < STEPS; step += 1) run.advance();
  run.rest(true);
  run.settle();
  const { columns = {} } = run.takeRows() ?? {};
  const found = run.learners.flatMap(({ plan }) =>
    plan.tasks.map((task) => [
      `Model${plan.model} ${task}`,
      columns[series.loss(plan.model, task, 'test')]?.at(-1) ?? Number.NaN,
    ]),
  );
  run.dispose();
  return Object.fromEntries(found) as Record<string, number>;
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

/** Rows of validation and test in float64: measuring 1,500 pictures takes longer there than all 50 steps, and no loss reads them. */
const FEW_MEASURED = 4;
function fewMeasured({ train: rows, validation, test }: Dataset): Dataset {
  const cut = (split: Split): Split => {
    const few = Math.min(FEW_MEASURED, split.rows);
    const part = (values: Float32Array): Float32Array => values.slice(0, (values.length / split.rows) * few);
    return {
      rows: few,
      inputs: Object.fromEntries(Object.entries(split.inputs).map(([id, values]) => [id, part(values)])),
      labels: Object.fromEntries(Object.entries(split.labels).map(([id, values]) => [id, part(values)])),
    };
  };
  return { train: rows, validation: cut(validation), test: cut(test) };
}

/**
 * The engine in float64, from the same float32 rows and parameters: its typed-array executor in plain loops, with arrays of
 * doubles wherever it makes arrays of floats. What is left between it and the program in float64 is no rounding.
 */
export async function runEngineInDouble(experiment: Experiment): Promise<Losses> {
  const dataset = fewMeasured(await loadData(experiment.data, diskAssets));
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
/** The losses of the first steps only; of all where no number is given. */
export const firstSteps = (losses: Losses, steps?: number): Losses =>
  Object.fromEntries(Object.entries(losses).map(([name, values]) => [name, values.slice(0, steps)]));
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

/** Relative difference of losses in float32 over 50 steps. */
export const TOLERANCE = 1e-3;
/** Every loss of a program is the engine's. */
export function expectClose(name: string, ours: Losses, theirs: Losses): void {
  expect(Object.keys(theirs).sort()).toEqual(Object.keys(ours).sort());
  const { difference, where } = furthest(ours, theirs);
  console.log(`${name}: ${difference.toExponential(1)}`);
  expect(difference, where).toBeLessThanOrEqual(TOLERANCE);
}
