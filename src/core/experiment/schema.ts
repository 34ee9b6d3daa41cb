/**
 * From any value to an Experiment, or to the first thing that is wrong with it (codes `schema.*` with path, found and
 * expected; `option.*` for options). First the structure (schemaParts.ts), then what only the registries know:
 * kinds, option values, ids that occur once, wires, ties and groups that name what exists. Never throws.
 * Loops and shapes that do not fit are not refused: such a model opens, and its problems stand on its nodes.
 */
import type * as z from 'zod/mini';
import { methods } from '../balancing/index.ts';
import { checkOptions, type Field, type Options } from '../fields.ts';
import { portsOf } from '../layers/common.ts';
import { layers } from '../layers/index.ts';
import type { Registry } from '../registry.ts';
import { error, fail, type Issue, ok, type Result } from '../result.ts';
import { scenarios } from '../scenarios/index.ts';
import { ties } from '../ties/index.ts';
import type { Experiment, ModelSpec } from './experiment.ts';
import { migrate } from './migrations.ts';
import { experimentSchema } from './schemaParts.ts';

/** Characters of a found value that a message repeats. */
const SHOWN = 60;

function print(value: unknown): string {
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'object';
  const text = String(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

/** The first zod issue as ours. Of a union the branch that got furthest would be a guess: the value itself is shown. */
function structureIssue(fault: z.core.$ZodIssue | undefined, input: unknown): Issue {
  const path = fault?.path ?? [];
  const where = { path: path.map(String).join('.') };
  const found = print(valueAt(input, path));
  switch (fault?.code) {
    case 'invalid_type':
      return error('schema.type', { found, expected: fault.expected }, where);
    case 'too_small':
      return error('schema.small', { found, expected: Number(fault.minimum) }, where);
    case 'too_big':
      return error('schema.large', { found, expected: Number(fault.maximum) }, where);
    case 'unrecognized_keys':
      return error('schema.unknownKey', { found: print(fault.keys.join(', ')) }, where);
    case 'invalid_value':
      return error('schema.choice', { found, expected: fault.values.map(String).join(', ') }, where);
    case 'invalid_key':
    case 'invalid_format':
      return error('schema.name', { found: fault.code === 'invalid_key' ? print(path.at(-1)) : found }, where);
    default:
      return error('schema.value', { found }, where);
  }
}

/** Ids of `list` that occur twice. */
function repeated(list: readonly { readonly id: string }[]): string | undefined {
  const seen = new Set<string>();
  for (const { id } of list) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return undefined;
}
const unknownId = <Spec>(what: string, registry: Registry<Spec>, id: string, path: string): Issue | undefined =>
  registry.has(id)
    ? undefined
    : error(`schema.unknown${what}`, { found: print(id), expected: registry.ids.join(', ') }, { path });
function optionIssue(fields: readonly Field[], options: Options, path: string): Issue | undefined {
  const fault = checkOptions(fields, options)[0];
  return fault && error(fault.code, fault.params, { path: `${path}.${fault.params.field}`, field: fault.params.field });
}
const uniqueIds = (list: readonly { readonly id: string }[], path: string): Issue | undefined => {
  const found = repeated(list);
  return found === undefined ? undefined : error('schema.repeatedId', { found }, { path });
};
const missingNode = (found: string, path: string): Issue => error('schema.noSuchNode', { found }, { path });

function nodeIssue(model: ModelSpec, path: string): Issue | undefined {
  for (const [index, node] of model.wiring.nodes.entries()) {
    const at = `${path}.wiring.nodes.${index}`;
    const issue =
      unknownId('Layer', layers, node.kind, `${at}.kind`) ??
      optionIssue(layers.get(node.kind).fields, node.options, `${at}.options`);
    if (issue) return issue;
  }
  return undefined;
}
function edgeIssue(model: ModelSpec, path: string): Issue | undefined {
  const kinds = new Map(
    model.wiring.nodes.map((node) => [node.id as string, portsOf(layers.get(node.kind), node.options)]),
  );
  for (const [index, edge] of model.wiring.edges.entries()) {
    const at = `${path}.wiring.edges.${index}`;
    const source = kinds.get(edge.source);
    const target = kinds.get(edge.target);
    if (source === undefined) return missingNode(edge.source, `${at}.source`);
    if (target === undefined) return missingNode(edge.target, `${at}.target`);
    const outputs = source.outputs.map((port) => port.id);
    const inputs = target.inputs.map((port) => port.id);
    for (const [ports, port, name] of [
      [outputs, edge.sourcePort, 'sourcePort'],
      [inputs, edge.targetPort, 'targetPort'],
    ] as const) {
      if (!ports.includes(port)) {
        return error('schema.noSuchPort', { found: port, expected: ports.join(', ') }, { path: `${at}.${name}` });
      }
    }
  }
  return undefined;
}
/** Ties, groups and positions name nodes that exist. */
function referenceIssue(model: ModelSpec, path: string): Issue | undefined {
  const ids = new Set<string>(model.wiring.nodes.map((node) => node.id));
  const stray = (list: readonly string[]): string | undefined => list.find((id) => !ids.has(id));
  for (const [index, tie] of model.ties.entries()) {
    const at = `${path}.ties.${index}`;
    const issue = unknownId('Tie', ties, tie.kind, `${at}.kind`);
    if (issue) return issue;
    const found = stray(tie.nodes);
    if (found !== undefined) return missingNode(found, `${at}.nodes`);
    if (new Set(tie.nodes).size < tie.nodes.length) return error('schema.repeatedId', { found: tie.id }, { path: at });
  }
  for (const [index, { select }] of model.groups.entries()) {
    const found = typeof select === 'string' ? undefined : stray(select);
    if (found !== undefined) return missingNode(found, `${path}.groups.${index}.select`);
  }
  const found = stray(Object.keys(model.positions));
  return found === undefined ? undefined : missingNode(found, `${path}.positions`);
}
function modelIssue(model: ModelSpec, path: string): Issue | undefined {
  const { method, options } = model.balancing;
  return (
    uniqueIds(model.wiring.nodes, `${path}.wiring.nodes`) ??
    uniqueIds(model.wiring.edges, `${path}.wiring.edges`) ??
    uniqueIds(model.ties, `${path}.ties`) ??
    uniqueIds(model.groups, `${path}.groups`) ??
    nodeIssue(model, path) ??
    edgeIssue(model, path) ??
    referenceIssue(model, path) ??
    unknownId('Method', methods, method, `${path}.balancing.method`) ??
    optionIssue(methods.get(method).fields, options, `${path}.balancing.options`)
  );
}
function meaningIssue({ data, models }: Experiment): Issue | undefined {
  const issue =
    unknownId('Scenario', scenarios, data.scenario, 'data.scenario') ??
    optionIssue(scenarios.get(data.scenario).fields, data.options, 'data.options') ??
    uniqueIds(data.own?.table?.columns ?? [], 'data.own.table.columns') ??
    uniqueIds(models, 'models');
  if (issue) return issue;
  for (const [index, model] of models.entries()) {
    const found = modelIssue(model, `models.${index}`);
    if (found) return found;
  }
  return undefined;
}

/** Far above the largest sound document: what is beyond is refused before every part of it gets a problem of its own. */
const MOST_VALUES = 60_000;
const MOST_KEYS = 1000;
/** The schema looks at a list's length before its items, and names its place. */
const LONGEST_LIST = 20_000;
/** How many values there are, nested ones counted, or how many keys one object has: the first that is too many. */
function excess(value: unknown): Issue | undefined {
  const waiting: unknown[] = [value];
  let count = 0;
  while (waiting.length > 0) {
    const inner = waiting.pop();
    if (typeof inner !== 'object' || inner === null) continue;
    if (Array.isArray(inner) && inner.length > LONGEST_LIST) continue;
    const keys = Array.isArray(inner) ? inner.length : Object.keys(inner).length;
    count += keys;
    if (!Array.isArray(inner) && keys > MOST_KEYS) {
      return error('schema.large', { found: keys, expected: MOST_KEYS }, { path: '' });
    }
    if (count > MOST_VALUES) return error('schema.large', { found: count, expected: MOST_VALUES }, { path: '' });
    for (const each of Array.isArray(inner) ? inner : Object.values(inner)) waiting.push(each);
  }
  return undefined;
}

function parse(value: unknown): Result<Experiment> {
  const migrated = migrate(value);
  if (!migrated.ok) return migrated;
  const tooMuch = excess(migrated.value);
  if (tooMuch) return fail(tooMuch);
  const parsed = experimentSchema.safeParse(migrated.value);
  if (!parsed.success) return fail(structureIssue(parsed.error.issues[0], migrated.value));
  // The ids of an Experiment are branded texts; that is all in which the two types differ.
  const experiment = parsed.data as unknown as Experiment;
  const issue = meaningIssue(experiment);
  return issue ? fail(issue) : ok(experiment);
}

/** Any value whatsoever, hostile ones included: an Experiment, or what is wrong with it. */
export function parseExperiment(value: unknown): Result<Experiment> {
  try {
    return parse(value);
  } catch {
    // Getters that throw, revoked proxies, nesting deeper than the stack: nothing that JSON can hold.
    return fail(error('schema.unreadable'));
  }
}
