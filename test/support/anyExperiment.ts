/**
 * Any experiment: random wirings, options, data, methods, ties, optimisers. Everything comes out of the registries, so
 * that a layer, scenario, method or tie added later is among them without a line here. Sizes stay small. Two kinds of
 * wiring: grown ones, whose layers are kept where they fit, and wild ones, wired by chance.
 */
import fc from 'fast-check';
import { methods } from '../../src/core/balancing/index.ts';
import { DEFAULT_OPTIMIZER, DEFAULT_TRAINING } from '../../src/core/experiment/defaults.ts';
import {
  type DataSpec,
  type Edge,
  type Experiment,
  edgeId,
  groupId,
  type ModelSpec,
  modelId,
  nodeId,
  type TaskData,
  type TaskId,
  type TrainingSpec,
  tieId,
  type WiringNode,
} from '../../src/core/experiment/experiment.ts';
import type { Field, NumberField, Options, OptionValue } from '../../src/core/fields.ts';
import { analyseModel } from '../../src/core/graph/analyse.ts';
import { layers } from '../../src/core/layers/index.ts';
import { scenarios } from '../../src/core/scenarios/index.ts';
import { outlineOf } from '../../src/core/scenarios/outline.ts';
import type { ScenarioOutline } from '../../src/core/scenarios/scenario.ts';
import { ties } from '../../src/core/ties/index.ts';

/** Sizes (units, filters, windows) beyond this would only cost time; a picture that grows sixfold costs 36 times as much. */
const LARGEST = 6;
const LARGEST_FACTOR = 2;
const largestOf = ({ name, min, max }: NumberField): number =>
  Math.max(min, Math.min(max, name === 'factor' ? LARGEST_FACTOR : LARGEST));

function anyValue(field: Field, outline: ScenarioOutline | undefined): fc.Arbitrary<OptionValue> {
  switch (field.type) {
    case 'integer':
      return fc.integer({ min: field.min, max: largestOf(field) });
    case 'number':
      return fc.oneof(
        fc.constantFrom(field.min, field.max, field.default),
        fc.double({ min: field.min, max: field.max, noNaN: true }),
      );
    case 'choice':
      return fc.constantFrom(...field.choices);
    case 'switch':
      return fc.boolean();
    case 'task':
      return fc.constantFrom('', ...(outline?.tasks.map((task) => task.id as string) ?? []));
    case 'input':
      return fc.constantFrom(field.default, ...(outline?.inputs.map((input) => input.id) ?? []));
  }
}
/** Some of the fields set, the others left to their defaults. */
const anyOptions = (fields: readonly Field[], outline?: ScenarioOutline): fc.Arbitrary<Options> =>
  fc.record(Object.fromEntries(fields.map((field) => [field.name, anyValue(field, outline)])), {
    requiredKeys: [],
  }) as fc.Arbitrary<Options>;

const anyTaskData: fc.Arbitrary<TaskData> = fc.record(
  {
    enabled: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    labelled: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50 })),
    sampling: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
    labelNoise: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
    control: fc.constantFrom('none', 'shuffled', 'copy'),
  },
  { requiredKeys: [] },
);
/** Scenarios of pictures, sounds and shipped files cost many times the others, in loading most of all: they come less often. */
const anyScenario = fc.oneof(
  ...scenarios.all.map(({ id, source }) => {
    const { inputs } = outlineOf({ scenario: id, options: {}, seed: 1, sizes: {}, tasks: {} });
    const numbers = inputs.reduce((sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1), 0);
    return { weight: source.kind === 'real' || numbers > 100 ? 1 : 3, arbitrary: fc.constant(id) };
  }),
);
const anyData: fc.Arbitrary<DataSpec> = anyScenario.chain((scenario) =>
  anyOptions(scenarios.get(scenario).fields).chain((options) => {
    const { tasks } = outlineOf({ scenario, options, seed: 1, sizes: {}, tasks: {} });
    return fc.record({
      scenario: fc.constant(scenario),
      options: fc.constant(options),
      seed: fc.nat(2 ** 32 - 1),
      sizes: fc.record({
        train: fc.integer({ min: 1, max: 12 }),
        validation: fc.integer({ min: 1, max: 4 }),
        test: fc.integer({ min: 1, max: 4 }),
      }),
      tasks: fc.record(Object.fromEntries(tasks.map((task) => [task.id, anyTaskData])), {
        requiredKeys: [],
      }) as fc.Arbitrary<Record<TaskId, TaskData>>,
    });
  }),
);

/** A layer with options, and which earlier nodes its wires come from (counted back, round and round). */
interface Draw {
  readonly kind: string;
  readonly options: Options;
  readonly sources: readonly number[];
}
const anyDraw = (outline: ScenarioOutline, kinds: readonly string[]): fc.Arbitrary<Draw> =>
  fc.constantFrom(...kinds).chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      options: anyOptions(layers.get(kind).fields, outline),
      sources: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
    }),
  );
const HEADS = layers.all.filter((spec) => spec.category === 'head').map((spec) => spec.kind);
const SOURCES = layers.all.filter((spec) => spec.category === 'source').map((spec) => spec.kind);
const INNER = layers.ids.filter((kind) => !HEADS.includes(kind) && !SOURCES.includes(kind));

interface Growing {
  readonly nodes: WiringNode[];
  readonly edges: Edge[];
}
function add({ nodes, edges }: Growing, kind: string, options: Options, sources: readonly string[]): string {
  const id = `n${nodes.length}`;
  nodes.push({ id: nodeId(id), kind, options, initKey: `${kind}:${nodes.length}` });
  layers.get(kind).inputs.forEach((port, p) => {
    const wanted = port.variadic ? [...new Set(sources)] : sources.slice(p, p + 1);
    for (const [i, source] of wanted.entries()) {
      const output = layers.get(nodes.find((node) => node.id === source)?.kind ?? kind).outputs[0]?.id ?? 'out';
      edges.push({
        id: edgeId(`e${edges.length}-${i}`),
        source: nodeId(source),
        sourcePort: output,
        target: nodeId(id),
        targetPort: port.id,
      });
    }
  });
  return id;
}
const modelWith = (growing: Growing, rest: Partial<ModelSpec> = {}): ModelSpec => ({
  id: modelId('M'),
  name: 'any',
  wiring: { nodes: growing.nodes, edges: growing.edges },
  positions: {},
  balancing: { method: 'weighted-sum', options: {}, taskWeights: {} },
  ties: [],
  groups: [],
  ...rest,
});
const copyOf = ({ nodes, edges }: Growing): Growing => ({ nodes: [...nodes], edges: [...edges] });

/** Puts layers one on another where their shapes fit, then a head for most tasks, flattened where it must be. */
function grow(data: DataSpec, outline: ScenarioOutline, draws: readonly Draw[], heads: readonly number[]): Growing {
  let growing: Growing = { nodes: [], edges: [] };
  const fits = (id: string): boolean =>
    analyseModel(modelWith(growing), data, outline).nodes.get(nodeId(id))?.outputShapes !== undefined;
  const attempt = (kind: string, options: Options, sources: readonly string[]): string | undefined => {
    const before = copyOf(growing);
    const id = add(growing, kind, options, sources);
    if (fits(id)) return id;
    growing = before;
    return undefined;
  };
  const ends = outline.inputs.flatMap((input) => attempt(SOURCES[0] ?? 'input', { input: input.id }, []) ?? []);
  const pick = (place: number): string => ends[ends.length - 1 - (place % ends.length)] as string;
  for (const { kind, options, sources } of draws) {
    const added = attempt(kind, options, sources.map(pick));
    if (added !== undefined) ends.push(added);
  }
  outline.tasks.forEach((task, t) => {
    const at = pick(heads[t % heads.length] ?? 0);
    for (const make of [
      () => at,
      () => attempt('flatten', {}, [at]),
      () => attempt('globalAveragePool', {}, [attempt('embedding', { dimension: 4 }, [at]) ?? at]),
    ]) {
      const source = make();
      if (source !== undefined && attempt(HEADS[0] ?? 'head', { task: task.id }, [source]) !== undefined) return;
    }
  });
  return growing;
}
const grown = (data: DataSpec, outline: ScenarioOutline): fc.Arbitrary<Growing> =>
  fc
    .tuple(fc.array(anyDraw(outline, INNER), { maxLength: 7 }), fc.array(fc.nat(9), { minLength: 1, maxLength: 8 }))
    .map(([draws, heads]) => grow(data, outline, draws, heads));
const wild = (outline: ScenarioOutline): fc.Arbitrary<Growing> =>
  fc.array(anyDraw(outline, layers.ids), { minLength: 1, maxLength: 9 }).map((draws) => {
    const growing: Growing = { nodes: [], edges: [] };
    for (const { kind, options, sources } of draws) {
      // Loops and wires to itself are among them.
      add(
        growing,
        kind,
        options,
        sources.map((source) => `n${source % draws.length}`),
      );
    }
    return growing;
  });

const rate = fc.oneof(fc.constantFrom(0.001, 0.01, 0.1), fc.constantFrom(0, 1, 1000));
function anyModel(data: DataSpec, outline: ScenarioOutline, id: string): fc.Arbitrary<ModelSpec> {
  const wirings = fc.oneof({ weight: 4, arbitrary: grown(data, outline) }, { weight: 1, arbitrary: wild(outline) });
  const balancing = fc.constantFrom(...methods.ids).chain((method) =>
    fc.record({
      method: fc.constant(method),
      options: anyOptions(methods.get(method).fields),
      taskWeights: fc.record(
        Object.fromEntries(outline.tasks.map((task) => [task.id, fc.constantFrom(0, 0.3, 1, 100)])),
        { requiredKeys: [] },
      ) as fc.Arbitrary<Record<TaskId, number>>,
    }),
  );
  const tied = fc.record({
    kind: fc.constantFrom(...ties.ids),
    twins: fc.uniqueArray(fc.nat(12), { minLength: 2, maxLength: 3 }),
    strength: fc.constantFrom(0, 0.1, 10, 1e9, 'infinite' as const),
  });
  return fc
    .record({
      wiring: wirings,
      balancing,
      tied: fc.array(tied, { maxLength: 2 }),
      grouped: fc.option(
        fc.record({ select: fc.constantFrom('shared', 'private', 'heads'), learningRate: rate, frozen: fc.boolean() }),
        { nil: undefined },
      ),
    })
    .map(({ wiring, balancing: own, tied: drawn, grouped }) => {
      const count = wiring.nodes.length;
      const found = drawn.flatMap(({ kind, twins, strength }, i) => {
        const nodes = [...new Set(twins.map((twin) => nodeId(`n${twin % count}`)))];
        return nodes.length < 2 ? [] : [{ id: tieId(`t${i}`), kind, nodes, strength }];
      });
      const groups = grouped ? [{ id: groupId('g'), ...grouped }] : [];
      const rest = { id: modelId(id), balancing: own, groups };
      // Ties that fit nothing would have nearly every model refused: most models keep those that fit alone.
      const fitting = found.filter((tie) => {
        const analysis = analyseModel(modelWith(wiring, { ties: [tie] }), data, outline);
        return !analysis.ties.get(tie.id)?.issues.some((issue) => issue.severity === 'error');
      });
      return modelWith(wiring, { ...rest, ties: count % 4 === 0 ? found : fitting });
    });
}

const anyTraining: fc.Arbitrary<TrainingSpec> = fc
  .record({
    seed: fc.nat(2 ** 32 - 1),
    batchSize: fc.constantFrom(0, 1, 3, 8, 8192),
    kind: fc.constantFrom('sgd', 'momentum', 'rmsprop', 'adam', 'adamw'),
    learningRate: rate,
    l2: fc.constantFrom(0, 0, 0.01, 1000),
    schedule: fc.constantFrom(
      { kind: 'constant' as const },
      { kind: 'step' as const, every: 3, factor: 0.5 },
      { kind: 'cosine' as const, steps: 10, floor: 0 },
      { kind: 'warmup' as const, steps: 5 },
    ),
  })
  .map(({ seed, batchSize, kind, learningRate, l2, schedule }) => ({
    ...DEFAULT_TRAINING,
    seed,
    batchSize,
    schedule,
    optimizer: { ...DEFAULT_OPTIMIZER, kind: kind as 'sgd', learningRate },
    regularisation: { l2 },
  }));

export const anyExperiment: fc.Arbitrary<Experiment> = anyData.chain((data) => {
  const outline = outlineOf(data);
  return fc.record({
    version: fc.constant(1 as const),
    title: fc.constant(''),
    notes: fc.constant(''),
    data: fc.constant(data),
    models: fc.oneof(
      { weight: 3, arbitrary: fc.tuple(anyModel(data, outline, 'A')) },
      { weight: 1, arbitrary: fc.tuple(anyModel(data, outline, 'A'), anyModel(data, outline, 'B')) },
    ),
    training: anyTraining,
    view: fc.constant({}),
  });
});
