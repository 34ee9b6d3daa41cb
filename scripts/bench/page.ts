/** The bench's page: runs contenders in turn, a block of each per round, so that both see the same machine. */
import { enginesFor } from '../../src/state/studyRunner.ts';
import type { Answer, Question, Who } from './worker.ts';

const BLOCK_MS = 300;
const ROUNDS = 7;
/** Until shaders are compiled, and the script of a step by the browser's last compiler: runs go on for minutes. */
const WARM_UP_MS = 2000;

interface Contender {
  readonly worker: Worker;
  readonly backend: string;
  steps: number;
}
function ask(worker: Worker, question: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) =>
      'fault' in data ? reject(new Error(data.fault)) : resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(question);
  });
}
const time = async ({ worker }: Contender, steps: number): Promise<number> => {
  const answer = await ask(worker, { steps });
  return 'milliseconds' in answer ? answer.milliseconds : Number.NaN;
};
async function enter(who: Who): Promise<Contender> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const made = await ask(worker, { make: who });
  const contender = { worker, backend: 'backend' in made ? made.backend : '', steps: 1 };
  // Warm, and how many steps fill a block.
  let spent = 0;
  while (spent < WARM_UP_MS) {
    const took = await time(contender, contender.steps);
    spent += took;
    contender.steps = Math.max(1, Math.min(4 * contender.steps, Math.round((contender.steps * BLOCK_MS) / took)));
  }
  return contender;
}
const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
};

/** Milliseconds a step of each contender, round by round, and which backend it had. */
async function compare(list: readonly Who[]): Promise<{ backends: string[]; rounds: number[][] }> {
  const contenders: Contender[] = [];
  try {
    for (const who of list) contenders.push(await enter(who));
    const rounds: number[][] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const times: number[] = [];
      for (const each of contenders) times.push((await time(each, each.steps)) / each.steps);
      rounds.push(times);
    }
    return { backends: contenders.map((each) => each.backend), rounds };
  } finally {
    for (const { worker } of contenders) worker.terminate();
  }
}

/** How much longer `jobs` equal runs take on a pool, as large as the page's for studies, than one alone. */
async function together(who: Who, jobs: number, pool: number): Promise<number[]> {
  const contenders = await Promise.all(Array.from({ length: pool }, () => enter(who)));
  const steps = contenders[0]?.steps ?? 1;
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const alone = await time(contenders[0] as Contender, steps);
    let left = jobs;
    const begin = performance.now();
    await Promise.all(
      contenders.map(async (each) => {
        while (left > 0) {
          left -= 1;
          await time(each, steps);
        }
      }),
    );
    ratios.push((performance.now() - begin) / alone);
  }
  for (const { worker } of contenders) worker.terminate();
  return ratios;
}
Object.assign(window, { bench: { compare, together, median, pool: enginesFor(navigator.hardwareConcurrency) } });
