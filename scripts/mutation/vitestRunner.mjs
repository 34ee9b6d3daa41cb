/**
 * In the worker: runs every test file once, noting which test reaches which mutant, and then serves one mutant after
 * another: its tests again, the quickest first, until one fails. See strykerRunner.mjs.
 */
import { VitestTestRunner } from 'vitest/runners';
import { getFn } from 'vitest/suite';
import { CHANNEL, NAMESPACE } from './channel.mjs';

globalThis[NAMESPACE] ??= {};
const stryker = globalThis[NAMESPACE];
const [SUCCESS, FAILED, SKIPPED] = [0, 1, 2];
/** Test files that are still to be loaded. */
let files = Number(process.env.MUTATION_FILES);
/** Those of one name together: the names of a table's rows may be the same. */
const tests = new Map();

function idOf(test) {
  const names = [];
  for (let task = test; task; task = task.suite) names.unshift(task.name);
  return `${test.file.name}#${names.join(' ')}`;
}
const testsIn = (suite) => suite.tasks.flatMap((task) => (task.type === 'suite' ? testsIn(task) : [task]));
const resultOf = (id, list) => {
  const failed = list.find(({ result }) => result?.state === 'fail');
  const status = failed ? FAILED : list.every(({ result }) => result?.state === 'pass') ? SUCCESS : SKIPPED;
  const timeSpentMs = list.reduce((sum, { result }) => sum + (result?.duration ?? 0), 0);
  return { id, name: id, timeSpentMs, status, failureMessage: failed?.result.errors?.[0]?.message ?? 'failed' };
};

/**
 * How often a mutant may be met in one test: Stryker's limit is a hundred times all of its meetings in all tests, which
 * takes a mutant that loops for ever a minute to reach.
 */
const limitOf = (mutant, id) => 1000 + 20 * (stryker.mutantCoverage?.perTest[id]?.[mutant] ?? 0);

async function survives(mutant, ids) {
  const durationOf = (id) => tests.get(id).reduce((sum, { result }) => sum + result.duration, 0);
  const sorted = ids.toSorted((a, b) => durationOf(a) - durationOf(b));
  for (const [place, id] of sorted.entries()) {
    for (const test of tests.get(id)) {
      Object.assign(stryker, { hitCount: 0, hitLimit: limitOf(mutant, id) });
      try {
        await getFn(test)();
      } catch (fault) {
        return {
          status: 'killed',
          killedBy: [id],
          failureMessage: String(fault?.message ?? fault),
          nrOfTests: place + 1,
        };
      }
    }
  }
  return { status: 'survived', nrOfTests: sorted.length };
}
async function measure({ mutant, tests: ids = [...tests.keys()] }) {
  stryker.activeMutant = mutant;
  const result = await survives(mutant, ids);
  const endless = stryker.hitCount > stryker.hitLimit;
  Object.assign(stryker, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
  return endless ? { status: 'timeout', reason: 'hit limit' } : result;
}
async function serve() {
  const channel = new BroadcastChannel(CHANNEL);
  await new Promise((resolve) => {
    channel.onmessage = ({ data }) => {
      if (data.end) resolve();
      else void measure(data).then((result) => channel.postMessage(result));
    };
    const results = [...tests].map(([id, list]) => resultOf(id, list));
    channel.postMessage({ tests: results, mutantCoverage: stryker.mutantCoverage ?? { static: {}, perTest: {} } });
  });
  channel.close();
}

export default class extends VitestTestRunner {
  onBeforeTryTask(test) {
    stryker.currentTestId = idOf(test);
    super.onBeforeTryTask(test);
  }
  onAfterTryTask(test) {
    super.onAfterTryTask(test);
    stryker.currentTestId = undefined;
  }
  async onAfterRunFiles(loaded) {
    super.onAfterRunFiles();
    for (const test of loaded.flatMap(testsIn)) tests.set(idOf(test), [...(tests.get(idOf(test)) ?? []), test]);
    files -= loaded.length;
    if (files === 0) await serve();
  }
}
