/**
 * From the tuples of a link back to the value of an Experiment. What stands in a link is anybody's: every part is read
 * as unknown, wrong ones come out as they are, and the schema refuses them afterwards.
 */
import { methods } from '../balancing/index.ts';
import type { Field } from '../fields.ts';
import { layers } from '../layers/index.ts';
import { scenarios } from '../scenarios/index.ts';
import { unpackNumber, unpackOptions, unpackValue } from './linkOptions.ts';
import * as frozen from './linkTables.ts';

type Loose = Record<string, unknown>;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const record = (value: unknown): Loose => (isRecord(value) ? value : {});
const given = (value: unknown): boolean => value !== 0 && value !== undefined;
/** Entries of `undefined` are left out. */
const defined = (entries: Loose): Loose =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

const named = (names: readonly string[], code: unknown): unknown =>
  typeof code === 'number' ? names[code] : code === undefined ? names[0] : code;
const idOf = (stem: string, value: unknown): unknown => (typeof value === 'number' ? `${stem}${value}` : value);

interface Node extends Loose {
  readonly id: unknown;
}
interface DecodedNode {
  readonly node: Node;
  readonly wires: unknown;
  readonly source: boolean;
}

function unpackNode(packed: unknown, counts: Map<string, number>): DecodedNode {
  const [code, wires, ...rest] = Array.isArray(packed) ? packed : [packed];
  const table = typeof code === 'number' ? frozen.LAYERS[code] : undefined;
  const kind = table?.kind ?? String(code);
  // Extras stand last; where there are no wires to speak of they may stand in their place.
  const parts = [wires, ...rest];
  const extras = record(parts.find(isRecord));
  const [from, ...listed] = parts.filter((part) => !isRecord(part));
  const count = (counts.get(kind) ?? 0) + 1;
  const id = extras.i === undefined ? `${kind}${count}` : idOf(kind, extras.i);
  counts.set(kind, extras.i === undefined ? count : typeof extras.i === 'number' ? extras.i : count);
  const fields = layers.find(kind)?.fields ?? [];
  const options = unpackOptions(table?.fields ?? [], fields, listed, record(extras.o));
  const key = table?.keyedBy === undefined ? id : `${kind}:${options[table.keyedBy] ?? ''}`;
  const initKey = extras.k === undefined ? key : idOf(kind, extras.k);
  const node = { id, kind, options, initKey, ...(extras.l === undefined ? {} : { label: extras.l }) };
  return { node, wires: from, source: table?.source === true };
}
function unpackWiring(packed: unknown): { nodes: Node[]; edges: Loose[] } {
  const counts = new Map<string, number>();
  const decoded = list(packed).map((node) => unpackNode(node, counts));
  const edges: Loose[] = [];
  for (const [index, { node, wires, source }] of decoded.entries()) {
    const silent = source || index === 0 ? [] : [1];
    const offsets = Array.isArray(wires) ? wires : given(wires) ? [wires] : silent;
    for (const wire of offsets) {
      const [offset, from = frozen.PORTS.source, to = frozen.PORTS.target] = Array.isArray(wire) ? wire : [wire];
      const origin = decoded[index - Number(offset)]?.node.id;
      edges.push({
        id: `e${edges.length + 1}`,
        source: origin,
        sourcePort: from,
        target: node.id,
        targetPort: to,
      });
    }
  }
  return { nodes: decoded.map(({ node }) => node), edges };
}

function unpackOwner(
  table: typeof frozen.METHODS,
  packed: unknown,
  fieldsOf: (id: string) => readonly Field[] | undefined,
): { id: unknown; options: Loose } {
  const parts = list(packed);
  const [code = 0, ...rest] = parts;
  const known = typeof code === 'number' ? table[code] : undefined;
  const id = known?.id ?? code;
  const options = rest.filter((part) => !isRecord(part));
  const fields = fieldsOf(String(id)) ?? [];
  return { id, options: unpackOptions(known?.fields ?? [], fields, options, record(rest.find(isRecord))) };
}

function unpackTies(packed: unknown, nodeAt: (place: unknown) => unknown): Loose[] {
  return list(packed).map((tie, order) => {
    const [nodes, strength, kind, id, pairs] = list(tie);
    return {
      ...(given(pairs) ? { pairs: list(pairs).map((relation) => unpackNumber(relation, 1)) } : {}),
      id: given(id) ? id : `tie${order + 1}`,
      kind: named(frozen.TIES, kind),
      nodes: list(nodes).map(nodeAt),
      strength: strength === 'i' ? 'infinite' : unpackNumber(strength, 0),
    };
  });
}
function unpackGroups(packed: unknown, nodeAt: (place: unknown) => unknown): Loose[] {
  return list(packed).map((group, order) => {
    const [select, learningRate, still, id] = list(group);
    return defined({
      id: given(id) ? id : `group${order + 1}`,
      select: Array.isArray(select) ? select.map(nodeAt) : named(frozen.SELECTIONS, select),
      learningRate: given(learningRate) ? unpackNumber(learningRate, 0) : undefined,
      frozen: given(still) ? still === 1 : undefined,
    });
  });
}
function unpackOverride(packed: unknown): Loose {
  const entries = frozen.OPTIMIZER.map((field, index) => {
    const value = list(packed)[index];
    return [field[0], given(value) ? unpackValue(field, value) : undefined] as const;
  });
  return defined(Object.fromEntries(entries));
}
function unpackModel(packed: unknown, index: number): Loose {
  const [nodes, name, balancing, weights, ties, groups, optimizer, id, positions] = list(packed);
  const wiring = unpackWiring(nodes);
  const nodeAt = (place: unknown): unknown => wiring.nodes[Number(place)]?.id;
  const method = unpackOwner(frozen.METHODS, balancing, (known) => methods.find(known)?.fields);
  const points = list(positions).flatMap((point, place) => {
    const [x, y] = list(point);
    return given(point) ? [[String(nodeAt(place)), { x, y }] as const] : [];
  });
  return {
    id: given(id) ? id : frozen.MODEL_IDS[index],
    name: given(name) ? name : '',
    wiring,
    positions: Object.fromEntries(points),
    balancing: { method: method.id, options: method.options, taskWeights: record(weights) },
    ties: unpackTies(ties, nodeAt),
    groups: unpackGroups(groups, nodeAt),
    ...(Array.isArray(optimizer) ? { optimizer: unpackOverride(optimizer) } : {}),
  };
}

function unpackOwn(packed: Loose): Loose {
  const [file, bytes, rows, fingerprint, group, columns] = list(packed.t);
  const table = {
    file,
    bytes,
    rows,
    fingerprint,
    ...(given(group) ? { group: Number(group) - 1 } : {}),
    columns: list(columns).map((column) => {
      const [code, at, name, id, distinct, classes] = list(column);
      return defined({
        id: given(id) ? id : name,
        name,
        at,
        role: Number(code) >= 2 ? 'task' : 'input',
        kind: Number(code) % 2 === 1 ? 'category' : 'number',
        distinct: given(distinct) ? distinct : undefined,
        classes: given(classes) ? classes : undefined,
      });
    }),
  };
  return { ...(packed.t === undefined ? {} : { table }), ...(packed.p === undefined ? {} : { points: packed.p }) };
}
function unpackData(packed: unknown): Loose {
  const [owner, seed, sizes, tasks, own] = list(packed);
  const { id, options } = unpackOwner(frozen.SCENARIOS, owner, (known) => scenarios.find(known)?.fields);
  const [train, validation, test] = list(sizes).map((rows) => (given(rows) ? rows : undefined));
  const entries = Object.entries(record(tasks)).map(([task, value]) => {
    const [enabled, labelled, labelNoise, control, sampling] = list(value);
    const entry = {
      enabled: given(enabled) ? enabled === 1 : undefined,
      labelled: given(labelled) ? unpackNumber(labelled, 0) : undefined,
      labelNoise: given(labelNoise) ? unpackNumber(labelNoise, 0) : undefined,
      control: given(control) ? named(frozen.CONTROLS, Number(control) - 1) : undefined,
      sampling: given(sampling) ? unpackNumber(sampling, 0) : undefined,
    };
    return [task, defined(entry)] as const;
  });
  return {
    scenario: id,
    options,
    seed: unpackNumber(seed, frozen.TRAINING.dataSeed),
    sizes: defined({ train, validation, test }),
    tasks: Object.fromEntries(entries),
    ...(given(own) ? { own: unpackOwn(record(own)) } : {}),
  };
}
function unpackKind(table: typeof frozen.STOPS, packed: unknown): Loose {
  const [place = 0, ...numbers] = list(packed);
  const [kind, ...names] = table[Number(place)] ?? [String(place)];
  return { kind, ...Object.fromEntries(names.map((name, index) => [name, numbers[index] ?? 0])) };
}
function unpackPenalties({ l1, pruning }: Loose): Loose {
  const [scope, sparsity, begin, steps] = list(pruning);
  return defined({
    l1,
    pruning: Array.isArray(pruning) ? { scope: named(frozen.PRUNING, scope), sparsity, begin, steps } : undefined,
  });
}
function unpackPhases(packed: unknown): Loose[] {
  return list(packed).map((phase) => {
    const [steps, tasks, parts] = list(phase);
    return defined({
      steps,
      tasks: given(tasks) ? tasks : undefined,
      frozen: given(parts) ? list(parts).map((part) => named(frozen.SELECTIONS, part)) : undefined,
    });
  });
}
function unpackTraining(packed: unknown): Loose {
  const [optimizer, batchSize, stop, schedule, seed, repeats, l2, backend, orderSeed, further] = list(packed);
  const { TRAINING } = frozen;
  const vary = Number(unpackNumber(list(repeats)[1], TRAINING.vary));
  return {
    seed: unpackNumber(seed, TRAINING.seed),
    ...(given(orderSeed) ? { orderSeed: unpackNumber(orderSeed, 0) } : {}),
    optimizer: Object.fromEntries(
      frozen.OPTIMIZER.map((field, index) => [field[0], unpackValue(field, list(optimizer)[index])]),
    ),
    schedule: unpackKind(frozen.SCHEDULES, schedule),
    batchSize: unpackNumber(batchSize, TRAINING.batchSize),
    stop: unpackKind(frozen.STOPS, stop),
    repeats: {
      count: unpackNumber(list(repeats)[0], TRAINING.count),
      vary: { data: (vary & 1) > 0, init: (vary & 2) > 0, order: (vary & 4) > 0 },
    },
    regularisation: { l2: unpackNumber(l2, TRAINING.l2), ...unpackPenalties(record(further)) },
    phases: unpackPhases(record(further).phases),
    constraints: [],
    backend: named(frozen.BACKENDS, backend),
  };
}

/** The value of version 1 of the document. */
export function unpackExperiment(packed: unknown): unknown {
  const [models, data, training, title, notes, view] = list(packed);
  return {
    version: 1,
    title: given(title) ? title : '',
    notes: given(notes) ? notes : '',
    data: unpackData(data),
    models: list(models).map(unpackModel),
    training: unpackTraining(training),
    view: record(view),
  };
}
