/** What must hold for every text from a stranger: an Issue or a valid experiment, in a moment, within memory. */
import { getHeapStatistics } from 'node:v8';
import { expect } from 'vitest';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { parseExperiment } from '../../src/core/experiment/schema.ts';
import type { Result } from '../../src/core/result.ts';

const MOST_MS = 2000;
const MOST_BYTES = 64 * 1024 * 1024;

/** What every object has: names out of a stranger's text must not come in. */
const COMMON = Reflect.ownKeys(Object.prototype).length;

function bytesHeld(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}

/** Of the processor, ms: on a busy machine the clock says nothing about the reader. */
function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Reads one text; returns whether it opened. */
export function readOne<Text>(read: (text: Text) => Result<Experiment>, text: Text): boolean {
  const [before, begun] = [bytesHeld(), worked()];
  const result = read(text);
  const [after, took] = [bytesHeld(), worked() - begun];
  expect(took, 'milliseconds').toBeLessThan(MOST_MS);
  // The collector may run in between and make this smaller, never larger.
  expect(after - before, 'bytes').toBeLessThan(MOST_BYTES);
  if (result.ok) expect(parseExperiment(result.value)).toEqual(result);
  else expect(result.issue.code).toMatch(/^[a-z]+\.[a-zA-Z.]+$/);
  expect(Reflect.ownKeys(Object.prototype)).toHaveLength(COMMON);
  return result.ok;
}
