/**
 * The structure of an Experiment for zod: types, ranges, LIMITS. Unknown keys are refused, never dropped in silence, so
 * that a slip of the pen in a file is found. Meaning (known kinds, wires that end somewhere) is checked in schema.ts.
 * Ids may hold letters, digits and _ : - only, and no name that every JavaScript object has ('constructor' …).
 */
import * as z from 'zod/mini';
import { LIMITS, PHASE_PARTS } from './experiment.ts';

const MAX_TASKS = 64;
const MAX_OPTIONS = 64;
const MAX_NAME = 120;
const MAX_PHASES = 20;
/** Pairs among the twins of a tie. */
const MAX_PAIRS = (LIMITS.nodesPerModel * (LIMITS.nodesPerModel - 1)) / 2;
const MAX_UINT32 = 2 ** 32 - 1;
/** px; far beyond any canvas. */
const MAX_POSITION = 1e6;

const number = (min: number, max: number) => z.number().check(z.gte(min), z.lte(max));
const whole = (min: number, max: number) => z.int().check(z.gte(min), z.lte(max));
const text = (max: number) => z.string().check(z.maxLength(max));
const list = <Item extends z.core.$ZodType>(item: Item, max: number) => z.array(item).check(z.maxLength(max));
const id = z.string().check(
  z.minLength(1),
  z.maxLength(64),
  z.regex(/^[\w:-]+$/),
  z.refine((value) => !(value in {})),
);
const record = <Value extends z.core.$ZodType>(value: Value, max: number) =>
  z.record(id, value).check(z.refine((entries) => Object.keys(entries).length <= max));

const seed = whole(0, MAX_UINT32);
const rows = whole(1, LIMITS.rowsPerSplit);
const rate = number(0, 1000);
const decayRate = z.number().check(z.gte(0), z.lt(1));
const strength = z.union([number(0, 1e9), z.literal('infinite')]);
const options = record(z.union([z.number(), text(MAX_NAME), z.boolean()]), MAX_OPTIONS);
const backend = z.enum(['arrays', 'webgl', 'wasm', 'cpu']);

const taskData = z.strictObject({
  enabled: z.optional(z.boolean()),
  labelled: z.optional(whole(0, LIMITS.rowsPerSplit)),
  labelNoise: z.optional(number(0, 1)),
  control: z.optional(z.enum(['none', 'shuffled', 'copy'])),
  sampling: z.optional(number(0, 1)),
});
const ownColumn = z.strictObject({
  id,
  name: text(MAX_NAME),
  at: whole(0, MAX_UINT32),
  role: z.enum(['input', 'task']),
  kind: z.enum(['number', 'category']),
  distinct: z.optional(whole(1, MAX_UINT32)),
  classes: z.optional(list(text(MAX_NAME), LIMITS.ownClasses).check(z.minLength(2))),
});
const own = z.strictObject({
  table: z.optional(
    z.strictObject({
      file: text(MAX_NAME),
      bytes: whole(0, MAX_UINT32),
      rows: whole(1, MAX_UINT32),
      fingerprint: text(MAX_NAME),
      columns: list(ownColumn, LIMITS.ownColumns),
      group: z.optional(whole(0, MAX_UINT32)),
    }),
  ),
  points: z.optional(
    list(whole(-100, 100), 4 * LIMITS.ownPoints).check(z.refine((numbers) => numbers.length % 4 === 0)),
  ),
});
const data = z.strictObject({
  scenario: id,
  options,
  seed,
  sizes: z.strictObject({ train: z.optional(rows), validation: z.optional(rows), test: z.optional(rows) }),
  tasks: record(taskData, MAX_TASKS),
  own: z.optional(own),
});

const node = z.strictObject({
  id,
  kind: id,
  options,
  initKey: z.string().check(z.minLength(1), z.maxLength(MAX_NAME)),
  label: z.optional(text(MAX_NAME)),
});
const edge = z.strictObject({ id, source: id, sourcePort: id, target: id, targetPort: id });
const point = z.strictObject({ x: number(-MAX_POSITION, MAX_POSITION), y: number(-MAX_POSITION, MAX_POSITION) });
const tie = z.strictObject({
  id,
  kind: id,
  nodes: list(id, LIMITS.nodesPerModel).check(z.minLength(2)),
  strength,
  pairs: z.optional(list(number(0, 1e6), MAX_PAIRS)),
});
const group = z.strictObject({
  id,
  select: z.union([z.enum(['shared', 'private', 'heads']), list(id, LIMITS.nodesPerModel)]),
  learningRate: z.optional(rate),
  frozen: z.optional(z.boolean()),
});
const optimizerShape = {
  kind: z.enum(['sgd', 'momentum', 'rmsprop', 'adam', 'adamw']),
  learningRate: rate,
  momentum: decayRate,
  beta1: decayRate,
  beta2: decayRate,
  rho: decayRate,
  epsilon: number(1e-16, 1),
  weightDecay: number(0, 1),
};
const optimizer = z.strictObject(optimizerShape);
const model = z.strictObject({
  id,
  name: text(MAX_NAME),
  wiring: z.strictObject({
    nodes: list(node, LIMITS.nodesPerModel),
    edges: list(edge, LIMITS.edgesPerModel),
  }),
  positions: record(point, LIMITS.nodesPerModel),
  balancing: z.strictObject({ method: id, options, taskWeights: record(number(0, 1e6), MAX_TASKS) }),
  ties: list(tie, LIMITS.nodesPerModel),
  groups: list(group, LIMITS.nodesPerModel),
  optimizer: z.optional(z.partial(optimizer)),
});

const steps = whole(1, LIMITS.steps);
const schedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant') }),
  z.strictObject({ kind: z.literal('step'), every: steps, factor: number(0, 10) }),
  z.strictObject({ kind: z.literal('cosine'), steps, floor: number(0, 1) }),
  z.strictObject({ kind: z.literal('warmup'), steps }),
]);
const stop = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({ kind: z.literal('steps'), steps }),
  z.strictObject({ kind: z.literal('epochs'), epochs: whole(1, LIMITS.epochs) }),
  z.strictObject({ kind: z.literal('target'), loss: number(-1e6, 1e6) }),
  z.strictObject({ kind: z.literal('patience'), evaluations: whole(1, 1e6) }),
]);
const pruning = z.strictObject({
  scope: z.enum(['layer', 'model']),
  sparsity: z.number().check(z.gte(0), z.lt(1)),
  begin: whole(0, LIMITS.steps),
  steps: whole(0, LIMITS.steps),
});
const phase = z.strictObject({
  steps,
  tasks: z.optional(list(id, MAX_TASKS).check(z.minLength(1))),
  frozen: z.optional(list(z.enum(PHASE_PARTS), PHASE_PARTS.length)),
});
const training = z.strictObject({
  seed,
  orderSeed: z.optional(seed),
  optimizer,
  schedule,
  batchSize: whole(0, LIMITS.batch),
  stop,
  repeats: z.strictObject({
    count: whole(1, LIMITS.repeats),
    vary: z.strictObject({ data: z.boolean(), init: z.boolean(), order: z.boolean() }),
  }),
  regularisation: z.strictObject({
    l2: number(0, 1000),
    l1: z.optional(number(0, 1000)),
    pruning: z.optional(pruning),
  }),
  phases: list(phase, MAX_PHASES),
  // Version 1 gives these no form yet: only the empty list can be read without guessing.
  constraints: list(z.unknown(), 0),
  backend: z.union([z.literal('auto'), backend]),
});

const classroom = z.strictObject({
  task: z.optional(text(LIMITS.text)),
  locked: z.optional(list(text(MAX_NAME), 256)),
  layers: z.optional(list(z.strictObject({ model: id, nodes: list(id, LIMITS.nodesPerModel) }), LIMITS.models)),
  offered: z.optional(list(id, 256)),
  predict: z.optional(
    z.strictObject({
      about: z.enum(['tasks', 'models']),
      model: z.optional(id),
      task: z.optional(id),
      steps,
    }),
  ),
});
const answers = z.strictObject({
  predicted: z.optional(id),
  name: z.optional(text(MAX_NAME)),
  note: z.optional(text(LIMITS.text)),
});

export const experimentSchema = z.strictObject({
  version: z.literal(1),
  title: text(MAX_NAME * 2),
  notes: text(LIMITS.text),
  data,
  models: list(model, LIMITS.models).check(z.minLength(1)),
  training,
  view: z.strictObject({
    charts: z.optional(list(text(MAX_NAME), 64)),
    lesson: z.optional(text(MAX_NAME)),
    lessonStep: z.optional(whole(0, 10_000)),
    hidden: z.optional(list(text(MAX_NAME), 256)),
    classroom: z.optional(classroom),
    answers: z.optional(answers),
    folded: z.optional(
      list(
        z.strictObject({
          model: text(MAX_NAME),
          nodes: list(text(MAX_NAME), LIMITS.nodesPerModel),
          name: z.optional(text(MAX_NAME)),
        }),
        64,
      ),
    ),
    study: z.optional(
      z.strictObject({
        tab: z.optional(text(MAX_NAME)),
        steps: z.optional(steps),
        task: z.optional(id),
        methods: z.optional(list(text(MAX_NAME), 32)),
      }),
    ),
  }),
});
