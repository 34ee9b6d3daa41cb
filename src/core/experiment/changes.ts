/**
 * What differs between two documents, by what it asks of a run: nothing, the view only, positions, a live value that a
 * running run takes over, or something structural for which a new run is needed.
 * Live: learning rates, task weights, tie strengths, frozen groups, L2, the stop rule, and layer and method options whose
 * field says so. All else that training reads is structural.
 */
import { methods } from '../balancing/index.ts';
import { type Field, type Options, withDefaults } from '../fields.ts';
import { layers } from '../layers/index.ts';
import type { IssueParams } from '../result.ts';
import type { Experiment, ModelSpec } from './experiment.ts';

export type ChangeKind = 'none' | 'view' | 'layout' | 'live' | 'structural';
/** Values by path, `models.<id>.ties.<id>.strength`. Ids, not positions: a path stays true when lists are reordered. */
type Values = Map<string, unknown>;

/** Equal as JSON: the order of keys and entries of `undefined` do not count. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a, b] as Record<string, unknown>[];
  const keys = new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})]);
  return [...keys].every((key) => same(left?.[key], right?.[key]));
}

/** Complete options by name, apart by whether they are live. */
function noteOptions(fields: readonly Field[], options: Options, path: string, live: Values, fixed: Values): void {
  const complete = withDefaults(fields, options);
  for (const field of fields) (field.live ? live : fixed).set(`${path}.${field.name}`, complete[field.name]);
}

function noteModel(model: ModelSpec, live: Values, fixed: Values): void {
  const at = `models.${model.id}`;
  for (const node of model.wiring.nodes) {
    fixed.set(`${at}.nodes.${node.id}`, [node.kind, node.initKey]);
    noteOptions(layers.get(node.kind).fields, node.options, `${at}.nodes.${node.id}.options`, live, fixed);
  }
  fixed.set(
    `${at}.edges`,
    model.wiring.edges.map(({ id: _, ...edge }) => edge),
  );
  // Topological order, and with it the order of the parameters, depends on the order of the nodes.
  fixed.set(
    `${at}.order`,
    model.wiring.nodes.map((node) => node.id),
  );
  const { method, options, taskWeights } = model.balancing;
  fixed.set(`${at}.method`, method);
  noteOptions(methods.get(method).fields, options, `${at}.method.options`, live, fixed);
  for (const [task, weight] of Object.entries(taskWeights)) live.set(`${at}.taskWeights.${task}`, weight);
  for (const { id, kind, strength, pairs, ...tie } of model.ties) {
    live.set(`${at}.ties.${id}.kind`, kind);
    live.set(`${at}.ties.${id}.strength`, strength);
    live.set(`${at}.ties.${id}.pairs`, pairs);
    fixed.set(`${at}.ties.${id}`, tie);
  }
  for (const { id, learningRate, frozen, select } of model.groups) {
    live.set(`${at}.groups.${id}.learningRate`, learningRate);
    live.set(`${at}.groups.${id}.frozen`, frozen ?? false);
    fixed.set(`${at}.groups.${id}`, select);
  }
  const { learningRate, ...optimizer } = model.optimizer ?? {};
  live.set(`${at}.optimizer.learningRate`, learningRate);
  fixed.set(`${at}.optimizer`, optimizer);
}

function valuesOf({ data, models, training }: Experiment): { live: Values; fixed: Values } {
  const live: Values = new Map();
  const fixed: Values = new Map();
  fixed.set(
    'models',
    models.map((model) => model.id),
  );
  for (const [name, value] of Object.entries(data)) fixed.set(`data.${name}`, value);
  for (const model of models) noteModel(model, live, fixed);
  // Repeats are a study's: no run reads them.
  const { optimizer, regularisation, stop, repeats: _, ...others } = training;
  const { learningRate, ...rule } = optimizer;
  const tuned = {
    'optimizer.learningRate': learningRate,
    'regularisation.l2': regularisation.l2,
    'regularisation.l1': regularisation.l1,
    'regularisation.pruning': regularisation.pruning,
    stop,
  };
  for (const [name, value] of Object.entries(tuned)) live.set(`training.${name}`, value);
  for (const [name, value] of Object.entries({ ...others, optimizer: rule })) fixed.set(`training.${name}`, value);
  return { live, fixed };
}

/** A task weight that is not given is 1; other values have no such silent meaning. */
const silent = (path: string): unknown => (path.includes('.taskWeights.') ? 1 : undefined);
function differences(before: Values, after: Values): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => !same(before.get(path) ?? silent(path), after.get(path) ?? silent(path)),
  );
}

export function changeKind(before: Experiment, after: Experiment): ChangeKind {
  if (same(before, after)) return 'none';
  const [old, now] = [valuesOf(before), valuesOf(after)];
  if (differences(old.fixed, now.fixed).length > 0) return 'structural';
  if (differences(old.live, now.live).length > 0) return 'live';
  const positions = ({ models }: Experiment) => models.map((model) => model.positions);
  return same(positions(before), positions(after)) ? 'view' : 'layout';
}

/** What a running run has to take over: paths and their new values. */
export function liveTunings(before: Experiment, after: Experiment): { path: string; value: unknown }[] {
  const [old, now] = [valuesOf(before).live, valuesOf(after).live];
  return differences(old, now).map((path) => ({ path, value: now.get(path) ?? silent(path) }));
}

export interface Change {
  /** Worded under `change.<code>`. */
  readonly code: string;
  readonly params: IssueParams;
}
/** Which words go with a path, first match first. `$1` … are the parts in brackets. */
const WORDED: readonly (readonly [RegExp, string])[] = [
  [/^data\.scenario$/, 'scenario'],
  [/^data\./, 'data'],
  [/^models\.[^.]+\.nodes\.([^.]+)\.options\.([^.]+)$/, 'layerOption'],
  [/^models\.[^.]+\.nodes\./, 'layers'],
  [/^models\.[^.]+\.(?:edges|order)$/, 'wiring'],
  [/^models\.[^.]+\.method\.options\.([^.]+)$/, 'methodOption'],
  [/^models\.[^.]+\.method$/, 'method'],
  [/^models\.[^.]+\.taskWeights\.(.+)$/, 'taskWeight'],
  [/^models\.[^.]+\.ties\.[^.]+\.strength$/, 'strength'],
  [/^models\.[^.]+\.ties\.[^.]+\.pairs$/, 'relations'],
  [/^models\.[^.]+\.ties\.[^.]+\.kind$/, 'tieKind'],
  [/^models\.[^.]+\.ties\./, 'ties'],
  [/^models\.[^.]+\.groups\.[^.]+\.learningRate$/, 'groupRate'],
  [/^models\.[^.]+\.groups\.[^.]+\.frozen$/, 'frozen'],
  [/^models\.[^.]+\.groups\./, 'groups'],
  [/\.optimizer\.learningRate$/, 'learningRate'],
  [/\.optimizer$/, 'optimizer'],
  [/^training\.(?:regularisation\.)?(l2|l1|pruning|batchSize|seed|backend)$/, '$1'],
  [/^training\.(schedule|stop|phases)$/, '$1'],
];
const print = (value: unknown): string | number =>
  typeof value === 'number' || typeof value === 'string' ? value : String(value ?? '–');
const plain = (value: unknown): boolean => value === undefined || typeof value !== 'object';

function wordChange(path: string, from: unknown, to: unknown, names: ReadonlyMap<string, string>): Change | undefined {
  for (const [pattern, code] of WORDED) {
    const match = pattern.exec(path);
    if (!match) continue;
    const [, first, second] = match;
    const model = path.startsWith('models.') ? (names.get(path.split('.')[1] ?? '') ?? '') : '';
    const params = {
      model,
      ...(first === undefined ? {} : { subject: first }),
      ...(second === undefined ? {} : { option: second }),
      ...(plain(from) && plain(to) ? { from: print(from), to: print(to) } : {}),
    };
    return { code: code === '$1' ? (first ?? '') : code, params };
  }
  return undefined;
}

/** What a person would say has changed, structural things first; each thing once. */
export function describeChanges(before: Experiment, after: Experiment): Change[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const names = new Map([...before.models, ...after.models].map((model) => [model.id as string, model.name]));
  const has = (experiment: Experiment, id: string): boolean => experiment.models.some((model) => model.id === id);
  const changes: Change[] = [];
  for (const [id, name] of names) {
    if (!has(before, id)) changes.push({ code: 'modelAdded', params: { model: name } });
    else if (!has(after, id)) changes.push({ code: 'modelRemoved', params: { model: name } });
  }
  for (const part of ['fixed', 'live'] as const) {
    for (const path of differences(old[part], now[part])) {
      const id = /^models\.([^.]+)\./.exec(path)?.[1];
      if (id !== undefined && !(has(before, id) && has(after, id))) continue;
      // The options of a layer that came or went say nothing of their own.
      const whole = /^(models\.[^.]+\.nodes\.[^.]+)\.options/.exec(path)?.[1];
      if (whole !== undefined && !(old.fixed.has(whole) && now.fixed.has(whole))) continue;
      const [from, to] = [old, now].map((values) => values[part].get(path) ?? silent(path));
      const change = wordChange(path, from, to, names);
      if (change && !changes.some((other) => same(other, change))) changes.push(change);
    }
  }
  return changes;
}
