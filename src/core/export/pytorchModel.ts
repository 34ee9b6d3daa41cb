/** One model as a PyTorch class: layers with the tasks that train them, the forward pass in the plan's order, optimiser groups. */
import type { Helpers, PytorchCode } from '../code.ts';
import { pyString, pyTuple, pyValue } from '../code.ts';
import type { OptimizerKind, OptimizerSpec } from '../experiment/experiment.ts';
import type { PlanNode, PlanParameter } from '../graph/modelPlan.ts';
import { layers } from '../layers/index.ts';
import { prunable } from '../pruning/magnitude.ts';
import { ties as tieKinds } from '../ties/index.ts';
import { relationsAmong } from '../ties/relations.ts';
import { identityLines } from './definitions.ts';
import {
  codeContext,
  type ForCode,
  gradientsLayer,
  type ModelForCode,
  nodeName,
  representations,
  wires,
} from './exportable.ts';
import { block, comment, indent } from './names.ts';
import { type NamedParameter, namedParameters } from './parameterNames.ts';

export interface ModelText {
  readonly lines: readonly string[];
  readonly helpers: Helpers;
  /** What its layers read of the batch. */
  readonly draws: boolean;
  readonly whole: boolean;
  readonly penalties: boolean;
}

function codeOf(model: ModelForCode, node: PlanNode): PytorchCode {
  const layer = layers.get(node.kind);
  const inputs =
    layer.category === 'source' ? [`inputs[${pyString(String(node.options.input ?? 'x'))}]`] : wires(model, node);
  const code = layer.pytorch?.(codeContext(model, node, inputs));
  if (!code) throw new RangeError(`layer ${node.kind} has no PyTorch text`);
  return code;
}

function sharingNote({ plan }: ModelForCode, node: PlanNode): string {
  if (node.tasks.length === 0) return 'trained by no task';
  const names = node.tasks.map(comment).join(', ');
  if (node.tasks.length === 1) return `only ${names}`;
  return node.tasks.length === plan.tasks.length ? `shared by ${names}` : `partly shared: ${names}`;
}

/** A parameter by its name in the state_dict, from inside its model. */
const inClass = (name: string): string =>
  /\.\d/.test(name) ? `self.get_parameter(${pyString(name)})` : `self.${name}`;

/** `{"lr": .01}` groups: parameters of one rate (and, for AdamW, one decay) together. */
function groupLines(model: ModelForCode, named: readonly NamedParameter[]): string[] {
  const { spec, optimizer } = model;
  const groups = new Map<string, { names: string[]; note: string }>();
  for (const { parameter, name } of named) {
    const group = spec.groups.find(({ id }) => id === parameter.group);
    if (group?.frozen || parameter.tasks.length === 0) continue;
    const rate = (group?.learningRate ?? optimizer.learningRate) * (parameter.rateFactor ?? 1);
    const decay = optimizer.kind === 'adamw' ? `, "weight_decay": ${parameter.decay ? optimizer.weightDecay : 0}` : '';
    const key = `"lr": ${rate}${decay}`;
    const entry = groups.get(key) ?? { names: [], note: '' };
    entry.names.push(inClass(name));
    groups.set(key, entry);
  }
  return [...groups].flatMap(([key, { names }]) => [
    '{',
    '    "params": [',
    ...names.map((name) => `        ${name},`),
    '    ],',
    `    ${key},`,
    '},',
  ]);
}

const frozen = ({ spec }: ModelForCode, { group, tasks, statistic }: PlanParameter): boolean =>
  (tasks.length === 0 && !statistic) || spec.groups.some(({ id, frozen: held }) => id === group && held === true);

function tieLines(model: ModelForCode, named: readonly NamedParameter[]): string[] {
  return model.plan.ties.flatMap((tie) => {
    const own = model.spec.ties.find(({ id }) => id === tie.id);
    const code = tieKinds.get(tie.kind).python;
    if (!own || !code || own.strength === 0) return [];
    const value = pyValue(own.strength === 'infinite' ? Number.POSITIVE_INFINITY : own.strength);
    return tie.members.map((members) => {
      const twins = members.flatMap((index) => named[index] ?? []);
      const features = (twins[0]?.parameter.shape.length ?? 0) - 2;
      const featureAxis = twins[0]?.order?.indexOf(features) ?? features;
      const about = code.arguments?.({ relations: relationsAmong(own, tie.nodes), featureAxis }) ?? {};
      return `(${code.name}, ${pyValue(twins.map(({ name }) => name))}, ${value}, ${pyValue(about)}),`;
    });
  });
}

function optimizerCall({ kind, momentum, beta1, beta2, rho, epsilon }: OptimizerSpec): string {
  const adam = `betas=(${beta1}, ${beta2}), eps=${epsilon}`;
  const calls: Readonly<Record<OptimizerKind, string>> = {
    sgd: 'torch.optim.SGD(groups, lr=0.0)',
    momentum: `torch.optim.SGD(groups, lr=0.0, momentum=${momentum})`,
    rmsprop: `torch.optim.RMSprop(groups, alpha=${rho}, eps=${epsilon})`,
    adam: `torch.optim.Adam(groups, ${adam})`,
    adamw: `torch.optim.AdamW(groups, ${adam})`,
  };
  return calls[kind];
}
const methodArguments = ({ method, options, plan }: ModelForCode): string[] =>
  Object.entries(method.python?.arguments(options, plan.tasks) ?? {}).map(
    ([name, value]) => `${name}=${pyValue(value)}`,
  );

export const needsGradients = ({ method }: ModelForCode): boolean =>
  method.needs === 'gramian' || method.needs === 'jacobian';
/** Constants that say how this model's method and penalties are applied. */
function facts({ experiment }: ForCode, model: ModelForCode, named: readonly NamedParameter[]): string[] {
  const { regularisation, phases } = experiment.training;
  const { method, options } = model;
  const shared = named.filter(({ parameter }) => parameter.tasks.length > 1);
  const looked = [...representations(model)].map(
    ([tasks, node]) =>
      `${pyTuple(tasks.map(pyString))}: ${node === undefined ? 'None' : pyString(nodeName(model, node))},`,
  );
  const layout = shared.map(
    ({ name, parameter: { shape }, order }) =>
      `${pyString(name)}: (${pyValue([...shape])}, ${pyValue([...(order ?? shape.keys())])}),`,
  );
  const kernels = named.filter(({ parameter }) => parameter.decay).map(({ name }) => name);
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
    ...(phases.length > 0
      ? [
          `HEADS = ${pyValue(model.plan.heads.map(({ node }) => nodeName(model, node)))}`,
          'still = []  # parts that stay as they are now',
        ]
      : []),
    ...((method.batches ?? 1) > 1
      ? [`FURTHER = ${pyString(method.secondBatch ?? 'training')}  # where further batches come from`]
      : []),
    ...(method.python?.uniforms
      ? [
          '# Shared parameters as the page lays them out: shape, and which of its axes each of ours is.',
          ...block('LAYOUT = {', layout, '}'),
        ]
      : []),
    ...(regularisation.l2 > 0 || (regularisation.l1 ?? 0) > 0 ? [`KERNELS = ${pyValue(kernels)}`] : []),
    ...(regularisation.pruning
      ? [`PRUNABLE = ${pyValue(named.filter(({ parameter }) => prunable(parameter)).map(({ name }) => name))}`]
      : []),
  ];
}

/** What a node puts out; while training, what it asks to be lowered, and what methods look at. */
function forwardLines(model: ModelForCode, node: PlanNode, { call, penalty }: PytorchCode): string[] {
  const name = nodeName(model, node.id);
  const shared = [...representations(model).values()].includes(node.id);
  return [
    `${name} = ${call}`,
    ...(penalty || shared ? ['if batch:'] : []),
    ...(penalty ? [`    batch.penalties[${pyString(name)}] = ${penalty}`] : []),
    ...(shared ? [`    batch.shared[${pyString(name)}] = ${name}`] : []),
  ];
}
/** What the layers of a model read of the batch. */
function reads(codes: readonly PytorchCode[]): Pick<ModelText, 'draws' | 'whole' | 'penalties'> {
  const text = codes.map(({ call, penalty = '', helpers = {} }) =>
    [call, penalty, ...Object.values(helpers)].join('\n'),
  );
  const asks = (what: string): boolean => text.some((each) => each.includes(what));
  return {
    draws: asks('batch.mask(') || asks('batch.stream('),
    whole: asks('batch.total('),
    penalties: codes.some(({ penalty }) => penalty !== undefined),
  };
}

export function pytorchModel(form: ForCode, model: ModelForCode): ModelText {
  const { plan, spec, className, method, optimizer } = model;
  const named = namedParameters(model);
  const codes = plan.nodes.map((node) => ({ node, code: codeOf(model, node) }));
  const modules = codes.filter(({ code }) => code.module !== undefined);
  const text = (id: string): string => pyString(id);
  const still = named.filter(({ parameter }) => frozen(model, parameter));
  const answers = plan.heads.map(({ task, node }) => `${text(task)}: ${nodeName(model, node)}`);
  const lines = [
    `class ${className}(nn.Module):`,
    `    """${comment(spec.name) || className}"""`,
    '',
    ...indent(
      [
        ...identityLines(form, model, 'pytorch'),
        '# Whose loss sends gradient into which layer.',
        ...block(
          'REACH = {',
          modules.map(({ node }) => `${text(nodeName(model, node.id))}: ${pyValue([...node.tasks])},`),
          '}',
        ),
        ...(plan.ties.length > 0
          ? [
              '# (step, twins, strength, further arguments): parameters of separate layers that are held near each other.',
              ...block('TIES = [', tieLines(model, named), ']'),
            ]
          : []),
        ...facts(form, model, named),
        '',
        'def __init__(self):',
        ...indent(
          [
            'super().__init__()',
            ...modules.map(
              ({ node, code }) => `self.${nodeName(model, node.id)} = ${code.module}  # ${sharingNote(model, node)}`,
            ),
            ...still.map(({ name }) => `${inClass(name)}.requires_grad_(False)  # frozen`),
          ],
          1,
        ),
        '',
        'def forward(self, inputs, batch=None):',
        ...indent(
          [...codes.flatMap(({ node, code }) => forwardLines(model, node, code)), `return {${answers.join(', ')}}`],
          1,
        ),
        '',
        'def optimizer(self):',
        ...indent([...block('groups = [', groupLines(model, named), ']'), `return ${optimizerCall(optimizer)}`], 1),
        '',
        'def balancing(self):',
        `    return ${method.python?.name}(${[`list(self.LOSSES)`, ...methodArguments(model)].join(', ')})`,
      ],
      1,
    ),
  ];
  return {
    lines,
    helpers: Object.assign({}, ...codes.map(({ code }) => code.helpers ?? {})) as Helpers,
    ...reads(codes.map(({ code }) => code)),
  };
}
