/**
 * A student's work as one file: the experiment with the answers in it, what is done of the lessons, and the runs with
 * their last numbers and thinned curves. A teacher opens many of them; each is checked as any stranger's file is.
 */
import { error, fail, ok, type Result } from '../result.ts';
import type { Experiment } from './experiment.ts';
import { readJson } from './json.ts';
import { parseExperiment } from './schema.ts';
import { packResults, type TravellingResults, unpackResults } from './travelling.ts';

const KIND = 'braid-hand-in';
const VERSION = 1;
const LIMIT = { runs: 20, lessons: 64, steps: 64, name: 120 } as const;

export interface HandInRun {
  readonly name: string;
  readonly experiment: Experiment;
  readonly results: TravellingResults;
}
export interface HandIn {
  /** With `view.answers`: name, prediction, note. */
  readonly experiment: Experiment;
  /** By lesson, the steps that are done. */
  readonly lessons: Readonly<Record<string, readonly string[]>>;
  /** The present run first. */
  readonly runs: readonly HandInRun[];
}

export function writeHandIn({ experiment, lessons, runs }: HandIn): string {
  const packed = runs.map((run) => ({ name: run.name, experiment: run.experiment, results: packResults(run.results) }));
  return `${JSON.stringify({ kind: KIND, version: VERSION, experiment, lessons, runs: packed }, undefined, 1)}\n`;
}

type Loose = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readLessons(value: unknown): HandIn['lessons'] {
  if (!isRecord(value)) return {};
  const entries = Object.entries(value)
    .slice(0, LIMIT.lessons)
    .filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
  return Object.fromEntries(
    entries.map(([id, steps]) => [
      id.slice(0, LIMIT.name),
      steps.filter((step) => typeof step === 'string').slice(0, LIMIT.steps),
    ]),
  );
}
function readRun(value: unknown): Result<HandInRun> {
  if (!isRecord(value) || typeof value.results !== 'string') return fail(error('handIn.broken'));
  const experiment = parseExperiment(value.experiment);
  if (!experiment.ok) return experiment;
  const results = unpackResults(value.results);
  if (!results.ok) return results;
  const name = typeof value.name === 'string' ? value.name.slice(0, LIMIT.name) : '';
  return ok({ name, experiment: experiment.value, results: results.value });
}
/** Any text whatsoever: a student's work, or what is wrong with it. Never throws. */
export function readHandIn(text: string): Result<HandIn> {
  const json = readJson(text);
  if (!json.ok) return json;
  const { value } = json;
  if (!isRecord(value) || value.kind !== KIND || value.version !== VERSION) {
    const found = isRecord(value) ? String(value.kind ?? 'JSON').slice(0, 60) : typeof value;
    return fail(error('handIn.kind', { found, expected: `${KIND} ${VERSION}` }));
  }
  const experiment = parseExperiment(value.experiment);
  if (!experiment.ok) return experiment;
  const runs: HandInRun[] = [];
  for (const each of Array.isArray(value.runs) ? value.runs.slice(0, LIMIT.runs) : []) {
    const run = readRun(each);
    if (!run.ok) return run;
    runs.push(run.value);
  }
  return ok({ experiment: experiment.value, lessons: readLessons(value.lessons), runs });
}
