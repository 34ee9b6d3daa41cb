/**
 * Migrations: from the value of any older version to the present one, one numbered step at a time. They see unknown
 * input (the schema comes after them), so a step must leave alone what it does not understand.
 * A new version is one function in `STEPS`: the entry at index n - 1 turns version n into version n + 1.
 */
import { error, fail, ok, type Result } from '../result.ts';

type Document = Readonly<Record<string, unknown>>;
const STEPS: readonly ((document: Document) => Document)[] = [];
export const CURRENT_VERSION = STEPS.length + 1;

const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value of the present version. Its structure is not checked here. */
export function migrate(value: unknown): Result<unknown> {
  if (!isDocument(value)) {
    const found = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
    return fail(error('schema.type', { found, expected: 'object' }, { path: '' }));
  }
  const { version } = value;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    const found = typeof version === 'number' || typeof version === 'string' ? version : typeof version;
    return fail(error('schema.version', { found, expected: CURRENT_VERSION }, { path: 'version' }));
  }
  if (version > CURRENT_VERSION) {
    return fail(error('schema.future', { found: version, expected: CURRENT_VERSION }, { path: 'version' }));
  }
  return ok(STEPS.slice(version - 1).reduce((document, step) => step(document), value));
}
