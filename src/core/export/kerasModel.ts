/** One model as a Keras class: layers with the tasks that train them, the forward pass in the plan's order, learning rates. */
import { pyValue } from '../code.ts';
import type { OptimizerSpec } from '../experiment/experiment.ts';
import type { PlanParameter } from '../graph/modelPlan.ts';
import { prunable } from '../pruning/magnitude.ts';
import { ties as tieKinds } from '../ties/index.ts';
import { relationsAmong } from '../ties/relations.ts';
import { identityLines } from './definitions.ts';
import { type ForCode, type ModelForCode, nodeName } from './exportable.ts';
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
import { kerasParameter } from './parameterNames.ts';

function tieLines(model: ModelForCode): string[] {
  const { plan, spec } = model;
  return plan.ties.flatMap((tie) => {
    const own = spec.ties.find(({ id }) => id === tie.id);
    const code = tieKinds.get(tie.kind).python;
    if (!own || !code || own.strength === 0) return [];
    const strength = pyValue(own.strength === 'infinite' ? Number.POSITIVE_INFINITY : own.strength);
    return tie.members.map((members) => {
      const twins = members.flatMap((index) => plan.parameters[index] ?? []);
      const featureAxis = (twins[0]?.shape.length ?? 0) - 2;
      const about = code.arguments?.({ relations: relationsAmong(own, tie.nodes), featureAxis }) ?? {};
      const names = twins.map((twin) => kerasParameter(model, twin));
      return `(${code.name}, ${pyValue(names)}, ${strength}, ${pyValue(about)}),`;
    });
  });
}

/** Names of every layer's weights, in order, and the learning rates of those that learn. */
function parameterLines(model: ModelForCode): string[] {
  const { plan, spec, optimizer } = model;
  const weights = plan.nodes.flatMap(({ id, parameters }) => {
    const names = parameters.flatMap((index) => plan.parameters[index]?.name ?? []);
    return names.length === 0 ? [] : [`${pyValue(nodeName(model, id))}: ${pyValue(names)},`];
  });
  const rates = plan.parameters.flatMap((parameter) => {
    const group = spec.groups.find(({ id }) => id === parameter.group);
    if (group?.frozen || parameter.tasks.length === 0 || parameter.statistic) return [];
    const rate = (group?.learningRate ?? optimizer.learningRate) * (parameter.rateFactor ?? 1);
    return [`${pyValue(kerasParameter(model, parameter))}: ${rate},`];
  });
  return [
    "# Every layer's weights by name, in their order; learning rates of those that learn.",
    ...block('WEIGHTS = {', weights, '}'),
    ...block('RATES = {', rates, '}'),
  ];
}

/** Parameters that decay or a penalty picks out. */
function kernelLines({ experiment }: ForCode, model: ModelForCode): string[] {
  const { regularisation } = experiment.training;
  const { parameters } = model.plan;
  const named = (which: (parameter: PlanParameter) => boolean): string =>
    pyValue(parameters.filter(which).map((parameter) => kerasParameter(model, parameter)));
  const decays = regularisation.l2 > 0 || (regularisation.l1 ?? 0) > 0 || model.optimizer.kind === 'adamw';
  return [
    ...(decays ? [`KERNELS = ${named(({ decay }) => decay)}`] : []),
    ...(regularisation.pruning ? [`PRUNABLE = ${named(prunable)}`] : []),
  ];
}

function optimizerCall({ kind, momentum, beta1, beta2, rho, epsilon, weightDecay }: OptimizerSpec): string {
  switch (kind) {
    case 'sgd':
      return 'Momentum()';
    case 'momentum':
      return `Momentum(${momentum})`;
    case 'rmsprop':
      return `RMSprop(${rho}, ${epsilon})`;
    case 'adam':
      return `Adam(${beta1}, ${beta2}, ${epsilon})`;
    case 'adamw':
      return `Adam(${beta1}, ${beta2}, ${epsilon}, decay=${weightDecay}, decayed=self.KERNELS)`;
  }
}

export function kerasModel(form: ForCode, model: ModelForCode): ModelText {
  const { plan, spec, className, optimizer } = model;
  const codes = codesOf(model, 'keras');
  const lines = [
    `class ${className}(keras.Model):`,
    `    """${comment(spec.name) || className}"""`,
    '',
    ...indent(
      [
        ...identityLines(form, model, 'keras'),
        ...reachLines(model, codes),
        ...parameterLines(model),
        ...(plan.ties.length > 0
          ? [
              '# (step, twins, strength, further arguments): parameters of separate layers that are held near each other.',
              ...block('TIES = [', tieLines(model), ']'),
            ]
          : []),
        ...methodFacts(form, model),
        ...kernelLines(form, model),
        '',
        'def __init__(self):',
        ...indent([`super().__init__(name="${className}")`, ...layerLines(model, codes), 'self.built = True'], 1),
        '',
        'def call(self, inputs, batch=None):',
        ...indent(forwardLines(model, codes), 1),
        '',
        'def optimizer_for_all(self):',
        `    return ${optimizerCall(optimizer)}`,
        '',
        'def balancing(self):',
        `    return ${balancingCall(model)}`,
      ],
      1,
    ),
  ];
  return { lines, ...reads(codes) };
}
