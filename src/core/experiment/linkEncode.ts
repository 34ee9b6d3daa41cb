/** From an Experiment to the tuples of a link: positions stand for names, and the frozen defaults are left out. */
import { methods } from '../balancing/index.ts';
import { layers } from '../layers/index.ts';
import { scenarios } from '../scenarios/index.ts';
import type {
  DataSpec,
  Edge,
  Experiment,
  ModelSpec,
  NodeId,
  OwnData,
  Schedule,
  StopRule,
  TrainingSpec,
  WiringNode,
} from './experiment.ts';
import { type Packed, packNumber, packOptions, packValue, trim, trimmed } from './linkOptions.ts';
import * as frozen from './linkTables.ts';

/** The position in a frozen list, or the name itself. */
function code(list: readonly string[], name: string): number | string {
  const position = list.indexOf(name);
  return position < 0 ? name : position;
}
/** `dense7` after kind `dense`: 7; any other name in full. */
function numbered(kind: string, id: string): number | string {
  const ending = id.startsWith(kind) ? id.slice(kind.length) : '';
  return /^[1-9]\d{0,8}$/.test(ending) ? Number(ending) : id;
}

function packWires(
  index: number,
  wires: readonly Edge[],
  places: ReadonlyMap<NodeId, number>,
  source: boolean,
): Packed {
  const list = wires.map((wire): Packed => {
    const offset = index - (places.get(wire.source) ?? 0);
    const plain = wire.sourcePort === frozen.PORTS.source && wire.targetPort === frozen.PORTS.target;
    return plain ? offset : [offset, wire.sourcePort, wire.targetPort];
  });
  const [only] = list;
  if (source || index === 0) return list.length === 0 ? 0 : list;
  // An offset of 0 would be a wire from the node to itself, which no list of one may shorten to.
  if (list.length === 1 && typeof only === 'number' && only !== 0) return only === 1 ? 0 : only;
  return list;
}
/** [layer, wires, ...options, extras]; only the layer's code where nothing else is to be said. */
function packNode(node: WiringNode, wires: Packed, expected: string): Packed {
  const place = frozen.LAYERS.findIndex((layer) => layer.kind === node.kind);
  const table = frozen.LAYERS[place];
  const { listed, named } = packOptions(table?.fields ?? [], layers.get(node.kind).fields, node.options);
  const key = table?.keyedBy === undefined ? node.id : `${node.kind}:${node.options[table.keyedBy] ?? ''}`;
  const extras: Record<string, Packed> = {
    ...(node.id === expected ? {} : { i: numbered(node.kind, node.id) }),
    ...(node.initKey === key ? {} : { k: numbered(node.kind, node.initKey) }),
    ...(node.label === undefined ? {} : { l: node.label }),
    ...(Object.keys(named).length === 0 ? {} : { o: named }),
  };
  const parts = trim([wires, ...listed]);
  if (Object.keys(extras).length > 0) parts.push(extras);
  const kind = table ? place : node.kind;
  return parts.length === 0 ? kind : [kind, ...parts];
}
function packNodes({ wiring }: ModelSpec, places: ReadonlyMap<NodeId, number>): Packed[] {
  const counts = new Map<string, number>();
  return wiring.nodes.map((node, index) => {
    const count = (counts.get(node.kind) ?? 0) + 1;
    const number = numbered(node.kind, node.id);
    counts.set(node.kind, typeof number === 'number' ? number : count);
    const wires = wiring.edges.filter((edge) => edge.target === node.id);
    const source = frozen.LAYERS.some((layer) => layer.kind === node.kind && layer.source);
    return packNode(node, packWires(index, wires, places, source), `${node.kind}${count}`);
  });
}

/** `{ a: [..] }` with every entry's value packed; 0 where there is none. */
function packRecord<Value>(record: Readonly<Record<string, Value>>, pack: (value: Value) => Packed): Packed {
  const entries = Object.entries(record);
  return entries.length === 0 ? 0 : Object.fromEntries(entries.map(([name, value]) => [name, pack(value)]));
}
/** [owner, ...options, named] */
function packOwner(
  list: typeof frozen.METHODS,
  id: string,
  fields: Parameters<typeof packOptions>[1],
  options: Parameters<typeof packOptions>[2],
): Packed {
  const place = list.findIndex((owner) => owner.id === id);
  const { listed, named } = packOptions(list[place]?.fields ?? [], fields, options);
  const parts: Packed[] = [place < 0 ? id : place, ...listed];
  if (Object.keys(named).length > 0) parts.push(named);
  return trimmed(parts);
}

function packModel(model: ModelSpec, index: number, positions: boolean): Packed {
  const places = new Map(model.wiring.nodes.map((node, place) => [node.id, place]));
  const place = (id: NodeId): number => places.get(id) ?? 0;
  const { method, options, taskWeights } = model.balancing;
  const ties = model.ties.map((tie, order) =>
    trim([
      tie.nodes.map(place),
      tie.strength === 'infinite' ? 'i' : packNumber(tie.strength, 0),
      code(frozen.TIES, tie.kind),
      tie.id === `tie${order + 1}` ? 0 : tie.id,
      tie.pairs ? tie.pairs.map((relation) => packNumber(relation, 1)) : 0,
    ]),
  );
  const groups = model.groups.map((group, order): Packed => {
    const { select, frozen: still, learningRate, id } = group;
    return [
      typeof select === 'string' ? code(frozen.SELECTIONS, select) : select.map(place),
      ...trim([
        // Absent, and so the model's own: 0; a rate of nothing: ''.
        learningRate === undefined ? 0 : packNumber(learningRate, Number.NaN),
        still === undefined ? 0 : still ? 1 : 2,
        id === `group${order + 1}` ? 0 : id,
      ]),
    ];
  });
  const override = model.optimizer && frozen.OPTIMIZER.map(([name, , choices]) => packOverride(model, name, choices));
  const at = model.wiring.nodes.map((node): Packed => {
    const point = model.positions[node.id];
    return point ? [Math.round(point.x), Math.round(point.y)] : 0;
  });
  return trim([
    packNodes(model, places),
    model.name,
    packOwner(frozen.METHODS, method, methods.get(method).fields, options),
    packRecord(taskWeights, (weight) => weight),
    ties.length === 0 ? 0 : ties,
    groups.length === 0 ? 0 : groups,
    override ? trim(override) : 0,
    model.id === frozen.MODEL_IDS[index] ? 0 : model.id,
    positions ? trimmed(at) : 0,
  ]);
}
/** Of a model's own optimiser every member that is given is written, because it may equal the frozen default. */
function packOverride({ optimizer }: ModelSpec, name: string, choices: readonly string[] | undefined): Packed {
  const value = optimizer?.[name as keyof typeof optimizer];
  if (value === undefined) return 0;
  if (typeof value === 'string') return choices?.includes(value) ? choices.indexOf(value) + 1 : value;
  return value === 0 ? '' : value;
}

/** By name, as it stands: whatever is brought along, and only then. */
function packOwn({ table, points }: OwnData): Packed {
  return {
    ...(table
      ? {
          t: [
            table.file,
            table.bytes,
            table.rows,
            table.fingerprint,
            table.group === undefined ? 0 : table.group + 1,
            table.columns.map(({ id, name, at, role, kind, distinct = 0, classes }) => [
              (role === 'task' ? 2 : 0) + (kind === 'category' ? 1 : 0),
              at,
              name,
              id === name ? 0 : id,
              distinct,
              classes ?? 0,
            ]),
          ],
        }
      : {}),
    ...(points ? { p: points } : {}),
  };
}

function packData({ scenario, options, seed, sizes, tasks, own }: DataSpec): Packed {
  const size = [sizes.train ?? 0, sizes.validation ?? 0, sizes.test ?? 0];
  return trimmed([
    packOwner(frozen.SCENARIOS, scenario, scenarios.get(scenario).fields, options),
    packNumber(seed, frozen.TRAINING.dataSeed),
    trimmed(size),
    packRecord(tasks, ({ enabled, labelled, labelNoise, control, sampling }) =>
      trim([
        enabled === undefined ? 0 : enabled ? 1 : 2,
        labelled === undefined ? 0 : packNumber(labelled, Number.NaN),
        labelNoise === undefined ? 0 : packNumber(labelNoise, Number.NaN),
        control === undefined ? 0 : frozen.CONTROLS.indexOf(control) + 1,
        sampling === undefined ? 0 : packNumber(sampling, Number.NaN),
      ]),
    ),
    own ? packOwn(own) : 0,
  ]);
}
function packKind(list: typeof frozen.STOPS, value: StopRule | Schedule): Packed {
  const place = list.findIndex(([kind]) => kind === value.kind);
  const names = list[place]?.slice(1) ?? [];
  const numbers = names.map((name) => (value as unknown as Record<string, number>)[name] ?? 0);
  return trimmed([place, ...numbers]);
}
/** By name, so that more can come: L1, pruning, phases; 0 where there is none of them. */
function packFurther({ regularisation, phases }: TrainingSpec): Packed {
  const { l1, pruning } = regularisation;
  const parts: Record<string, Packed> = {};
  if (l1 !== undefined) parts.l1 = l1;
  if (pruning) {
    parts.pruning = [frozen.PRUNING.indexOf(pruning.scope), pruning.sparsity, pruning.begin, pruning.steps];
  }
  if (phases.length > 0) {
    parts.phases = phases.map(
      (phase): Packed => [
        phase.steps,
        phase.tasks ?? 0,
        phase.frozen ? phase.frozen.map((part) => frozen.SELECTIONS.indexOf(part)) : 0,
      ],
    );
  }
  return Object.keys(parts).length === 0 ? 0 : parts;
}
function packTraining(training: TrainingSpec): Packed {
  const { optimizer, batchSize, stop, schedule, seed, orderSeed, repeats, regularisation, backend } = training;
  const { data, init, order } = repeats.vary;
  const vary = (data ? 1 : 0) + (init ? 2 : 0) + (order ? 4 : 0);
  return trimmed([
    trimmed(frozen.OPTIMIZER.map((field) => packValue(field, optimizer[field[0] as keyof typeof optimizer]))),
    packNumber(batchSize, frozen.TRAINING.batchSize),
    packKind(frozen.STOPS, stop),
    packKind(frozen.SCHEDULES, schedule),
    packNumber(seed, frozen.TRAINING.seed),
    trimmed([packNumber(repeats.count, frozen.TRAINING.count), packNumber(vary, frozen.TRAINING.vary)]),
    packNumber(regularisation.l2, frozen.TRAINING.l2),
    code(frozen.BACKENDS, backend),
    orderSeed === undefined ? 0 : packNumber(orderSeed, Number.NaN),
    packFurther(training),
  ]);
}

export function packExperiment(experiment: Experiment, positions: boolean): Packed {
  const { data, models, training, title, notes, view } = experiment;
  return trim([
    models.map((model, index) => packModel(model, index, positions)),
    packData(data),
    packTraining(training),
    title === '' ? 0 : title,
    notes === '' ? 0 : notes,
    Object.keys(view).length === 0 ? 0 : (view as Packed),
  ]);
}
