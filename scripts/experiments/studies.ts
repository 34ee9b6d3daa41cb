/** Studies in Node: the page's own runner over engines in threads. */
import { Worker } from 'node:worker_threads';
import type { Experiment, ModelId, TaskId } from '../../src/core/experiment/experiment.ts';
import { type Measure, valuesBySeed } from '../../src/core/study/results.ts';
import type { StudyForm, StudyResult, Variant } from '../../src/core/study/study.ts';
import { createClient } from '../../src/engine/client.ts';
import type { Open } from '../../src/engine/lines.ts';
import { createStudies, type StudyStore } from '../../src/state/studyRunner.ts';

export interface Machine {
  readonly store: StudyStore;
  readonly backend: string;
}
export function openMachine(engine: URL, backend: string, pool: number): Machine {
  const open: Open = ({ report, broken }) => {
    const worker = new Worker(engine, { workerData: { backend } });
    worker.on('message', report);
    worker.on('error', (fault) => broken(String(fault)));
    return { send: (command) => worker.postMessage(command), close: () => void worker.terminate() };
  };
  const createStudyClient = () => createClient(open, undefined);
  const store = createStudies({ createClient: createStudyClient, dataUrl: '', now: () => performance.now(), pool });
  return { store, backend };
}

export interface Trained {
  readonly result: StudyResult;
  readonly variants: readonly Variant[];
  readonly seconds: number;
}
export interface Setting {
  /** At most; absent: by the experiment's own rule. */
  readonly steps?: number;
  /** Seeds to begin from; absent: the experiment's own. Choices are made on others than those reported. */
  readonly from?: number;
}
export async function study(
  { store }: Machine,
  name: string,
  experiment: Experiment,
  seeds: number,
  form: StudyForm = { kind: 'compare' },
  { steps = 100_000, from }: Setting = {},
): Promise<Trained> {
  const { training, data } = experiment;
  const repeats = { ...training.repeats, count: seeds };
  const spec = {
    name,
    experiment: {
      ...experiment,
      data: { ...data, seed: from ?? data.seed },
      training: { ...training, repeats, seed: from ?? training.seed },
    },
    form,
    steps,
  };
  const begun = performance.now();
  const id = store.start(spec);
  await store.ended(id);
  const found = store.getState().studies.find((each) => each.spec.id === id);
  if (!found || found.progress.status === 'failed')
    throw new Error(`${name}: ${JSON.stringify(found?.progress.issue)}`);
  for (const { seed, issue } of found.result.failures) console.error(`${name}, seed ${seed}: ${issue.code}`);
  store.remove(id);
  return { result: found.result, variants: found.variants, seconds: (performance.now() - begun) / 1000 };
}

/** The model's test losses by seed. */
export function testLosses({ result }: Trained, model: number, task: string, variant = ''): number[] {
  const id = String.fromCharCode(65 + model) as ModelId;
  const measure: Measure = { task: task as TaskId, split: 'test', metric: 'loss' };
  return [...valuesBySeed(result.rows, { variant, model: id }, measure)].sort(([a], [b]) => a - b).map(([, v]) => v);
}
