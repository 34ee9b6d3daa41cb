/**
 * Stryker's test runner for this house: vitest loads the area's test files once, in one worker thread, and stays; each
 * mutant then costs the tests that reach it and nothing else. Stryker's own runner starts a thread and imports everything
 * anew for each mutant, which takes seconds each. A mutant that hangs is ended by Stryker with the process.
 */
import { createVitest } from 'vitest/node';
import { CHANNEL } from './channel.mjs';

class LoopRunner {
  static inject = [];
  capabilities() {
    // Stryker would start a process for each mutant that is met while files load too; here all are switched afterwards.
    return { reloadEnvironment: true };
  }
  async init() {
    this.channel = new BroadcastChannel(CHANNEL);
    this.vitest = await createVitest('test', {
      config: 'scripts/mutation/vitest.config.ts',
      watch: false,
      onConsoleLog: () => false,
    });
    const loaded = this.#next();
    const ended = this.vitest.start().then(() => Promise.reject(new Error('vitest ended before it served')));
    this.loaded = await Promise.race([loaded, ended]);
    ended.catch(() => undefined);
  }
  /** The worker's next message. */
  #next() {
    return new Promise((resolve) => {
      this.channel.onmessage = ({ data }) => resolve(data);
    });
  }
  dryRun() {
    const { tests, mutantCoverage } = this.loaded;
    return Promise.resolve({ status: 'complete', tests, mutantCoverage });
  }
  mutantRun({ activeMutant, testFilter }) {
    const answer = this.#next();
    this.channel.postMessage({ mutant: activeMutant.id, tests: testFilter });
    return answer;
  }
  async dispose() {
    this.channel?.postMessage({ end: true });
    await this.vitest?.close();
    this.channel?.close();
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'loop', injectableClass: LoopRunner }];
