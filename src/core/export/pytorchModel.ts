/** One model as a PyTorch class: layers with the tasks that train them, the forward pass in the plan's order, optimiser groups. */
import { pyString, pyValue } from '../code.ts';
import type { OptimizerKind, OptimizerSpec } from '../experiment/experiment.ts';
import type { PlanParameter } from '../graph/modelPlan.ts';
import { prunable } from '../pruning/magnitude.ts';
import { ties as tieKinds } from '../ties/index.ts';
import { relationsAmong } from '../ties/relations.ts';
import { identityLines } from './definitions.ts';
import type { ForCode, ModelForCode } from './exportable.ts';
import {
  balancingCall,
  codesOf,
  forwardLines,
  layerLines,
  type ModelText,
  methodFacts,
  reachLines,
  reads,
} from './modelText.ts';
import { block, comment, indent } from './names.ts';
import { type NamedParameter, namedParameters } from './parameterNames.ts';

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
/** Parameters that the method or a penalty picks out. */
function facts({ experiment }: ForCode, { method }: ModelForCode, named: readonly NamedParameter[]): string[] {
  const { regularisation } = experiment.training;
  const shared = named.filter(({ parameter }) => parameter.tasks.length > 1);
  const layout = shared.map(
    ({ name, parameter: { shape }, order }) =>
      `${pyString(name)}: (${pyValue([...shape])}, ${pyValue([...(order ?? shape.keys())])}),`,
  );
  const kernels = named.filter(({ parameter }) => parameter.decay).map(({ name }) => name);
  return [
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

export function pytorchModel(form: ForCode, model: ModelForCode): ModelText {
  const { plan, spec, className, optimizer } = model;
  const named = namedParameters(model);
  const codes = codesOf(model, 'pytorch');
  const still = named.filter(({ parameter }) => frozen(model, parameter));
  const lines = [
    `class ${className}(nn.Module):`,
    `    """${comment(spec.name) || className}"""`,
    '',
    ...indent(
      [
        ...identityLines(form, model, 'pytorch'),
        ...reachLines(model, codes),
        ...(plan.ties.length > 0
          ? [
              '# (step, twins, strength, further arguments): parameters of separate layers that are held near each other.',
              ...block('TIES = [', tieLines(model, named), ']'),
            ]
          : []),
        ...methodFacts(form, model),
        ...facts(form, model, named),
        '',
        'def __init__(self):',
        ...indent(
          [
            'super().__init__()',
            ...layerLines(model, codes),
            ...still.map(({ name }) => `${inClass(name)}.requires_grad_(False)  # frozen`),
          ],
          1,
        ),
        '',
        'def forward(self, inputs, batch=None):',
        ...indent(forwardLines(model, codes), 1),
        '',
        'def optimizer(self):',
        ...indent([...block('groups = [', groupLines(model, named), ']'), `return ${optimizerCall(optimizer)}`], 1),
        '',
        'def balancing(self):',
        `    return ${balancingCall(model)}`,
      ],
      1,
    ),
  ];
  return { lines, ...reads(codes) };
}
