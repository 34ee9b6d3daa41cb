/**
 * Studies in a saved file: plain JSON beside the experiment, rows and curves as short lists. Reading checks every member;
 * what is no study is refused as a whole, because half a comparison would look like a result.
 */
import type { Experiment, ModelId, TaskId } from '../experiment/experiment.ts';
import { parseExperiment } from '../experiment/schema.ts';
import { error, fail, ok, type Result } from '../result.ts';
import type { StudyCurve, StudyFailure, StudyForm, StudyResult, StudyRow, StudySplit, StudyTime } from './study.ts';
import { variantsOf } from './variants.ts';

/** Studies of one file. */
const MOST = 20;
const MOST_ROWS = 100_000;
/** What one issue says at most. */
const MOST_PARAMS = 16;
const SPLITS: readonly StudySplit[] = ['train', 'validation', 'test'];

export const packStudies = (studies: readonly StudyResult[]): unknown[] =>
  studies
    .filter(({ rows }) => rows.length > 0)
    .slice(0, MOST)
    .map(packStudy);

export function packStudy({ spec, rows, curves, failures, times = [] }: StudyResult): unknown {
  return {
    name: spec.name,
    experiment: spec.experiment,
    form: spec.form,
    steps: spec.steps,
    rows: rows
      .filter(({ value }) => Number.isFinite(value))
      .map(({ variant, seed, model, task, split, metric, value }) => {
        return [variant, seed, model, task, SPLITS.indexOf(split), metric, value];
      }),
    curves: curves.map(({ variant, seed, model, task, steps, values }) => [variant, seed, model, task, steps, values]),
    times: times.map(({ variant, seed, seconds, steps }) => [variant, seed, seconds, steps]),
    failures: failures.map(({ variant, seed, issue }) => [variant, seed, issue.code, issue.params]),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 400;
const isSeed = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;
const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'number' && Number.isFinite(each));

function readRow(value: unknown): StudyRow | undefined {
  if (!Array.isArray(value) || value.length !== 7) return undefined;
  const [variant, seed, model, task, at, metric, number] = value as unknown[];
  const split = SPLITS[Number(at)];
  if (!isText(variant) || !isSeed(seed) || !isText(model) || !isText(task) || !split || !isText(metric))
    return undefined;
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
  return { variant, seed, model: model as ModelId, task: task as TaskId, split, metric, value: number };
}
function readCurve(value: unknown): StudyCurve | undefined {
  if (!Array.isArray(value) || value.length !== 6) return undefined;
  const [variant, seed, model, task, steps, values] = value as unknown[];
  if (!isText(variant) || !isSeed(seed) || !isText(model) || !isText(task)) return undefined;
  if (!isNumbers(steps) || !isNumbers(values) || steps.length !== values.length) return undefined;
  return { variant, seed, model: model as ModelId, task: task as TaskId, steps, values };
}
function readTime(value: unknown): StudyTime | undefined {
  if (!Array.isArray(value) || value.length !== 4) return undefined;
  const [variant, seed, seconds, steps] = value as unknown[];
  if (!isText(variant) || !isSeed(seed) || !isSeed(steps) || !isNumbers([seconds])) return undefined;
  return { variant, seed, seconds: seconds as number, steps };
}
function readFailure(value: unknown): StudyFailure | undefined {
  if (!Array.isArray(value) || value.length !== 4) return undefined;
  const [variant, seed, code, params] = value as unknown[];
  if (!isText(variant) || !isSeed(seed) || !isText(code) || typeof params !== 'object' || params === null)
    return undefined;
  const said = Object.entries(params).slice(0, MOST_PARAMS);
  if (!said.every(([, each]) => isText(each) || Number.isFinite(each))) return undefined;
  return { variant, seed, issue: error(code, Object.fromEntries(said)) };
}
/** All of them, or nothing. */
function readAll<Item>(list: unknown, most: number, read: (value: unknown) => Item | undefined): Item[] | undefined {
  if (!Array.isArray(list) || list.length > most) return undefined;
  const found = list.map(read);
  return found.every((each) => each !== undefined) ? (found as Item[]) : undefined;
}

function readStudy(value: unknown): Result<StudyResult> {
  const bad = (found: string): Result<never> => fail(error('file.study', { found }));
  if (typeof value !== 'object' || value === null) return bad(typeof value);
  const { name, experiment, form, steps, rows, curves, times, failures } = value as Record<string, unknown>;
  if (!isText(name) || !isSeed(steps)) return bad('name, steps');
  const parsed = parseExperiment(experiment);
  if (!parsed.ok) return parsed;
  const ownRows = readAll(rows, MOST_ROWS, readRow);
  const ownCurves = readAll(curves, MOST_ROWS, readCurve);
  const ownTimes = readAll(times ?? [], MOST_ROWS, readTime);
  const ownFailures = readAll(failures ?? [], MOST_ROWS, readFailure);
  if (!ownRows) return bad('rows');
  if (!ownCurves) return bad('curves');
  if (!ownTimes) return bad('times');
  if (!ownFailures) return bad('failures');
  const spec = { id: '', name, experiment: parsed.value as Experiment, form: form as StudyForm, steps };
  try {
    // A form that spells no variants is none.
    const variants = variantsOf(spec);
    if (!variants?.ok) return bad('form');
  } catch {
    return bad('form');
  }
  return ok({ spec, rows: ownRows, curves: ownCurves, failures: ownFailures, times: ownTimes });
}

/** Codes: `file.study`, and those of the experiments inside. */
export function readStudies(value: unknown): Result<StudyResult[]> {
  if (value === undefined) return ok([]);
  if (!Array.isArray(value) || value.length > MOST) return fail(error('file.study', { found: 'studies' }));
  const studies: StudyResult[] = [];
  for (const each of value) {
    const study = readStudy(each);
    if (!study.ok) return study;
    studies.push(study.value);
  }
  return ok(studies);
}
