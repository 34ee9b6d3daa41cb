/** Files: an Experiment as JSON text that says what it is, so that another program's JSON is refused clearly. */
import { error, fail, type Result } from '../result.ts';
import type { Experiment } from './experiment.ts';
import { parseExperiment } from './schema.ts';

const KIND = 'braid-experiment';

export function toJson(experiment: Experiment): string {
  return `${JSON.stringify({ kind: KIND, ...experiment }, undefined, 2)}\n`;
}

/** Reads a file's text; `kind` may be missing, so that an Experiment copied out of the console opens too. */
export function fromJson(text: string): Result<Experiment> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return fail(error('file.json', { found: cause instanceof Error ? cause.message : String(cause) }));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return parseExperiment(value);
  const { kind, ...rest } = value as { readonly kind?: unknown };
  if (kind !== undefined && kind !== KIND) {
    const found = typeof kind === 'string' ? kind.slice(0, 60) : typeof kind;
    return fail(error('file.kind', { found, expected: KIND }));
  }
  return parseExperiment(rest);
}
