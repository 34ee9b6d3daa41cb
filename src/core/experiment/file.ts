/**
 * Files: an Experiment as JSON text that says what it is, so that another program's JSON is refused clearly. Finished
 * studies may travel beside it, one a line, under `studies`.
 */
import { error, fail, ok, type Result } from '../result.ts';
import type { Experiment } from './experiment.ts';
import { readJson } from './json.ts';
import { parseExperiment } from './schema.ts';

const KIND = 'braid-experiment';

/**
 * @param studies as packed by core/study/studyFile.ts
 * @param results as packed by travelling.ts
 */
export function toJson(experiment: Experiment, studies: readonly unknown[] = [], results?: string): string {
  const text = JSON.stringify({ kind: KIND, ...experiment, results }, undefined, 2);
  if (studies.length === 0) return `${text}\n`;
  const lines = studies.map((study) => `    ${JSON.stringify(study)}`).join(',\n');
  return `${text.slice(0, -2)},\n  "studies": [\n${lines}\n  ]\n}\n`;
}

export interface FileContent {
  readonly experiment: Experiment;
  /** As it stands in the file, unread; `undefined` where there are none. */
  readonly studies: unknown;
  readonly results: string | undefined;
}
/** Reads a file's text; `kind` may be missing, so that an Experiment copied out of the console opens too. */
export function readFile(text: string): Result<FileContent> {
  const json = readJson(text);
  if (!json.ok) return json;
  const { value } = json;
  const plain = typeof value === 'object' && value !== null && !Array.isArray(value);
  const { kind, studies, results, ...rest } = (plain ? value : {}) as {
    readonly kind?: unknown;
    readonly studies?: unknown;
    readonly results?: unknown;
  };
  if (kind !== undefined && kind !== KIND) {
    const found = typeof kind === 'string' ? kind.slice(0, 60) : typeof kind;
    return fail(error('file.kind', { found, expected: KIND }));
  }
  const parsed = parseExperiment(plain ? rest : value);
  if (!parsed.ok) return parsed;
  return ok({ experiment: parsed.value, studies, results: typeof results === 'string' ? results : undefined });
}
/** The experiment of a file's text alone. */
export function fromJson(text: string): Result<Experiment> {
  const read = readFile(text);
  return read.ok ? ok(read.value.experiment) : read;
}
