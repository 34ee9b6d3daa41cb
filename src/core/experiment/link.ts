/**
 * Links: `1.<letters>`, the whole experiment in the part of an address after '#'. Version 1 is raw deflate of JSON tuples
 * that hold only what differs from a frozen table (linkTables.ts). A link keeps every id but those of wires, which
 * nothing refers to: they are numbered anew, sorted by the layer that they lead to. Positions are left out unless asked
 * for; the canvas lays such an experiment out anew. Results may follow after a second dot.
 */
import { error, fail, ok, type Result } from '../result.ts';
import type { Experiment } from './experiment.ts';
import { unpackExperiment } from './linkDecode.ts';
import { packExperiment } from './linkEncode.ts';
import { packText, unpackText } from './linkText.ts';
import { parseExperiment } from './schema.ts';

const VERSION = '1';
/** Characters; browsers and mail programs carry at least this much. */
const LONGEST = 16_384;

/** The part of the address after '#'. */
export function encodeLink(experiment: Experiment, options?: { readonly positions?: boolean }): string {
  return `${VERSION}.${packText(JSON.stringify(packExperiment(experiment, options?.positions === true)))}`;
}

/** A link with the author's results behind it: packed by travelling.ts. */
export const withResults = (link: string, results: string): string => `${link}.${results}`;

export interface OpenedLink {
  readonly experiment: Experiment;
  /** As it came, unread; `undefined` where there is none. */
  readonly results: string | undefined;
}
/** An experiment and what came with it. Never throws, whatever the text. */
export function openLink(hash: string): Result<OpenedLink> {
  const second = hash.indexOf('.', hash.indexOf('.') + 1);
  const end = second < 0 ? hash.length : second;
  // Both parts have bounds of their own.
  if (hash.length - end > LONGEST) {
    return fail(error('link.tooLong', { found: hash.length - end, expected: LONGEST }));
  }
  const read = decodeLink(hash.slice(0, end));
  return read.ok ? ok({ experiment: read.value, results: second < 0 ? undefined : hash.slice(end + 1) }) : read;
}

/** Reads what follows '#' (which may still stand in front). Never throws, whatever the text. */
export function decodeLink(hash: string): Result<Experiment> {
  const text = hash.startsWith('#') ? hash.slice(1) : hash;
  if (text.length > LONGEST) return fail(error('link.tooLong', { found: text.length, expected: LONGEST }));
  const dot = text.indexOf('.');
  const version = text.slice(0, Math.max(0, dot));
  if (!/^\d{1,6}$/.test(version)) return fail(error('link.notALink'));
  if (version !== VERSION) return fail(error('link.version', { found: version, expected: VERSION }));
  const json = unpackText(text.slice(dot + 1));
  if (!json.ok) return json;
  try {
    return parseExperiment(unpackExperiment(JSON.parse(json.value)));
  } catch {
    return fail(error('link.broken'));
  }
}
