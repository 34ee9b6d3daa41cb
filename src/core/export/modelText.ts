/** What one model says of itself in either language: its layers' texts, and how its balancing method is applied. */
import { type Helpers, type LayerCode, pyString, pyTuple, pyValue } from '../code.ts';
import type { PlanNode } from '../graph/modelPlan.ts';
import { layers } from '../layers/index.ts';
import type { LayerSpec } from '../layers/layer.ts';
import {
  codeContext,
  type ForCode,
  gradientsLayer,
  type Language,
  type ModelForCode,
  needsGradients,
  nodeName,
  representations,
  wires,
} from './exportable.ts';
import { block, comment } from './names.ts';

export interface ModelText {
  readonly lines: readonly string[];
  readonly helpers: Helpers;
  /** What its layers read of the batch. */
  readonly draws: boolean;
  readonly whole: boolean;
  readonly penalties: boolean;
}

interface NodeText<Code extends LayerCode> {
  readonly node: PlanNode;
  readonly code: Code;
}
type Codes = readonly NodeText<LayerCode>[];
/** Every node of the plan with its text, in order. */
export function codesOf<Spoken extends Language>(
  model: ModelForCode,
  language: Spoken,
): NodeText<ReturnType<NonNullable<LayerSpec[Spoken]>>>[] {
  return model.plan.nodes.map((node) => {
    const layer: LayerSpec = layers.get(node.kind);
    const inputs =
      layer.category === 'source' ? [`inputs[${pyString(String(node.options.input ?? 'x'))}]`] : wires(model, node);
    const code = layer[language]?.(codeContext(model, node, inputs));
    if (!code) throw new RangeError(`layer ${node.kind} has no text in ${language}`);
    return { node, code: code as ReturnType<NonNullable<LayerSpec[Spoken]>> };
  });
}
/** The layers that keep something, with the tasks that train them. */
export const layerLines = (model: ModelForCode, codes: Codes): string[] =>
  codes.flatMap(({ node, code }) =>
    code.module === undefined
      ? []
      : [`self.${nodeName(model, node.id)} = ${code.module}  # ${sharingNote(model, node)}`],
  );
function sharingNote({ plan }: ModelForCode, node: PlanNode): string {
  if (node.tasks.length === 0) return 'trained by no task';
  const names = node.tasks.map(comment).join(', ');
  if (node.tasks.length === 1) return `only ${names}`;
  return node.tasks.length === plan.tasks.length ? `shared by ${names}` : `partly shared: ${names}`;
}

/** Whose loss sends gradient into which layer. */
export const reachLines = (model: ModelForCode, codes: Codes): string[] => [
  '# Whose loss sends gradient into which layer.',
  ...block(
    'REACH = {',
    codes.flatMap(({ node, code }) =>
      code.module === undefined ? [] : [`${pyString(nodeName(model, node.id))}: ${pyValue([...node.tasks])},`],
    ),
    '}',
  ),
];

/** Each node's output; while training, what it asks to be lowered, and what methods look at; in the end what answers the tasks. */
export function forwardLines(model: ModelForCode, codes: Codes): string[] {
  const looked = [...representations(model).values()];
  const answers = model.plan.heads.map(({ task, node }) => `${pyString(task)}: ${nodeName(model, node)}`);
  const lines = codes.flatMap(({ node, code: { call, penalty } }) => {
    const name = nodeName(model, node.id);
    const shared = looked.includes(node.id);
    return [
      `${name} = ${call}`,
      ...(penalty || shared ? ['if batch:'] : []),
      ...(penalty ? [`    batch.penalties[${pyString(name)}] = ${penalty}`] : []),
      ...(shared ? [`    batch.shared[${pyString(name)}] = ${name}`] : []),
    ];
  });
  return [...lines, `return {${answers.join(', ')}}`];
}
/** What the layers of a model bring along, and what they read of the batch. */
export function reads(codes: Codes): Omit<ModelText, 'lines'> {
  const helpers = Object.assign({}, ...codes.map(({ code }) => code.helpers ?? {})) as Helpers;
  const text = codes.map(({ code: { call, penalty = '' } }) => `${call}\n${penalty}`);
  const asks = (what: string): boolean => [...text, ...Object.values(helpers)].some((each) => each.includes(what));
  return {
    helpers,
    draws: asks('batch.mask(') || asks('batch.stream('),
    whole: asks('batch.total(') || asks('batch.moves'),
    penalties: codes.some(({ code }) => code.penalty !== undefined),
  };
}

/** Constants that say how this model's method is applied. */
export function methodFacts({ experiment }: ForCode, model: ModelForCode): string[] {
  const { method, options } = model;
  const looked = [...representations(model)].map(
    ([tasks, node]) =>
      `${pyTuple(tasks.map(pyString))}: ${node === undefined ? 'None' : pyString(nodeName(model, node))},`,
  );
  const lastShared = gradientsLayer(model);
  return [
    `NEEDS_GRADIENTS = ${pyValue(needsGradients(model))}`,
    ...(needsGradients(model)
      ? [
          `HEADS_WEIGHTED = ${pyValue(method.heads === 'weighted')}  # whether heads and towers follow the method's weights`,
        ]
      : []),
    ...(looked.length > 0
      ? [
          '# Outputs through which tasks share; () stands for all sets of tasks that are not listed.',
          ...block('REPRESENTATION = {', looked, '}'),
        ]
      : []),
    ...(lastShared === undefined ? [] : [`GRADIENTS_AT = ${pyString(lastShared)}`]),
    ...(method.schedule ? [`OPTIMIZER_PER_TASK = ${pyValue(method.optimizerPerTask?.(options) ?? false)}`] : []),
    ...(experiment.training.phases.length > 0
      ? [
          `HEADS = ${pyValue(model.plan.heads.map(({ node }) => nodeName(model, node)))}`,
          'still = ()  # parts that stay as they are now',
        ]
      : []),
    ...((method.batches ?? 1) > 1
      ? [`FURTHER = ${pyString(method.secondBatch ?? 'training')}  # where further batches come from`]
      : []),
  ];
}
/** The method's class, made with its options. */
export function balancingCall({ method, options, plan }: ModelForCode): string {
  const given = Object.entries(method.python?.arguments(options, plan.tasks) ?? {}).map(
    ([name, value]) => `${name}=${pyValue(value)}`,
  );
  return `${method.python?.name}(${['list(self.LOSSES)', ...given].join(', ')})`;
}
