/**
 * What the lab shows, as one plain value, and its link: `lab=valleys&scale=0.1&m=cagrad;c=0.4|famo;gamma=0&s=9,9|0,0`.
 * Reading a link is lenient, since a picture can always be drawn: what is unknown or out of range is left out.
 */
import { methods } from '../balancing/index.ts';
import { checkField, type Field, type Options, type OptionValue, withDefaults } from '../fields.ts';
import { labProblems, type Point } from './problems.ts';
import type { Contender } from './walker.ts';

export interface LabSetup {
  readonly problem: string;
  /** As far as they differ from the problem's defaults. */
  readonly options: Options;
  readonly contenders: readonly Contender[];
  readonly starts: readonly Point[];
  readonly optimizer: 'adam' | 'sgd';
  readonly rate: number;
  readonly steps: number;
}
export const LAB_LIMITS = { contenders: 12, starts: 8, rate: [1e-5, 1], steps: [10, 100_000] } as const;

/** The problem as its papers run it, with nobody on it yet. */
export function usualSetup(problem: string, contenders: readonly Contender[], options: Options = {}): LabSetup {
  const { usual, fields, build } = labProblems.get(problem);
  const { starts } = build(withDefaults(fields, options));
  return { problem, options, contenders, starts, ...usual };
}

const short = (value: number): string => String(Number(value.toPrecision(6)));
const pairs = (options: Options): string[] => Object.entries(options).map(([name, value]) => `${name}=${value}`);

export function encodeLab(setup: LabSetup): string {
  const { problem, options, contenders, starts, optimizer, rate, steps } = setup;
  const people = contenders.map(({ method, options: own, share }) =>
    [method, ...pairs(own), ...(share === undefined ? [] : [`share=${short(share)}`])].join(';'),
  );
  return [
    `lab=${problem}`,
    ...pairs(options),
    `m=${people.join('|')}`,
    `s=${starts.map(([x, y]) => `${short(x)},${short(y)}`).join('|')}`,
    `by=${optimizer}`,
    `rate=${short(rate)}`,
    `steps=${steps}`,
  ].join('&');
}

function readValue(field: Field, text: string): OptionValue | undefined {
  const value =
    field.type === 'switch'
      ? text === 'true'
      : field.type === 'number' || field.type === 'integer'
        ? Number(text)
        : text;
  return checkField(field, value) === undefined ? value : undefined;
}
function optionsOf(fields: readonly Field[], parts: ReadonlyMap<string, string>): Options {
  const found: Record<string, OptionValue> = {};
  for (const field of fields) {
    const text = parts.get(field.name);
    const value = text === undefined ? undefined : readValue(field, text);
    if (value !== undefined) found[field.name] = value;
  }
  return found;
}
const split = (text: string, by: string): Map<string, string> =>
  new Map(
    text.split(by).flatMap((part) => {
      const at = part.indexOf('=');
      return at > 0 ? [[part.slice(0, at), part.slice(at + 1)] as const] : [];
    }),
  );
const within = (text: string | undefined, [low, high]: readonly [number, number], usual: number): number => {
  const value = Number(text);
  return text !== undefined && Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : usual;
};

function contenderOf(text: string): Contender | undefined {
  const [id = '', ...rest] = text.split(';');
  const spec = methods.find(id);
  if (!spec) return undefined;
  const parts = split(rest.join(';'), ';');
  const options = optionsOf(spec.fields, parts);
  const share = parts.has('share') ? within(parts.get('share'), [0, 1], 0.5) : undefined;
  return { method: id, options, ...(share === undefined ? {} : { share }) };
}
function startOf(text: string): Point | undefined {
  const [x, y] = text.split(',').map(Number);
  return x !== undefined && y !== undefined && Number.isFinite(x) && Number.isFinite(y) ? [x, y] : undefined;
}

/** Mail and chat programs write `|`, `;` and `,` as percent signs and digits; a lone percent sign means itself. */
const plain = (text: string): string => text.replace(/%[0-7][0-9a-f]/gi, (code) => decodeURIComponent(code));

/** `undefined` where the problem is not known. */
export function decodeLab(hash: string): LabSetup | undefined {
  const parts = split(plain(hash).replace(/^#/, ''), '&');
  const problem = labProblems.find(parts.get('lab') ?? '');
  if (!problem) return undefined;
  const options = optionsOf(problem.fields, parts);
  const usual = usualSetup(problem.id, [], options);
  const contenders = (parts.get('m') ?? '').split('|').flatMap((text) => contenderOf(text) ?? []);
  // A point is a list itself: flatMap would flatten it.
  const starts = (parts.get('s') ?? '')
    .split('|')
    .map(startOf)
    .filter((start) => start !== undefined);
  const by = parts.get('by');
  return {
    ...usual,
    contenders: contenders.slice(0, LAB_LIMITS.contenders),
    starts: starts.length > 0 ? starts.slice(0, LAB_LIMITS.starts) : usual.starts,
    optimizer: by === 'adam' || by === 'sgd' ? by : usual.optimizer,
    rate: within(parts.get('rate'), LAB_LIMITS.rate, usual.rate),
    steps: Math.round(within(parts.get('steps'), LAB_LIMITS.steps, usual.steps)),
  };
}
