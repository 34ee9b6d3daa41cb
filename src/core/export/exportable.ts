/**
 * An experiment made ready for code: every model's plan, with names for its nodes. Refuses, with the name of what cannot be
 * said in the language, instead of leaving it out.
 */
import { methods } from '../balancing/index.ts';
import type { BalancingSpec } from '../balancing/method.ts';
import type { CodeContext } from '../code.ts';
import type { Experiment, ModelSpec, NodeId, OptimizerSpec, TaskId } from '../experiment/experiment.ts';
import { type Options, withDefaults } from '../fields.ts';
import { analyseModel } from '../graph/analyse.ts';
import type { ModelPlan, PlanNode } from '../graph/modelPlan.ts';
import { sharedRepresentation } from '../graph/representation.ts';
import { layers } from '../layers/index.ts';
import type { LayerSpec } from '../layers/layer.ts';
import { error, fail, type Issue, ok, type Result } from '../result.ts';
import { outlineOf } from '../scenarios/outline.ts';
import type { ScenarioOutline, TaskDef } from '../scenarios/scenario.ts';
import { tasks as taskKinds } from '../tasks/index.ts';
import type { LossSpec } from '../tasks/task.ts';
import { ties as tieKinds } from '../ties/index.ts';
import { identifiers } from './names.ts';

export type Language = 'pytorch' | 'keras';
const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { pytorch: 'PyTorch', keras: 'Keras' };
export interface ModelForCode {
  readonly spec: ModelSpec;
  readonly plan: ModelPlan;
  /** Of the class. */
  readonly className: string;
  readonly nodeNames: ReadonlyMap<NodeId, string>;
  readonly method: BalancingSpec;
  /** Complete. */
  readonly options: Options;
  readonly optimizer: OptimizerSpec;
}
export interface ForCode {
  readonly experiment: Experiment;
  readonly outline: ScenarioOutline;
  readonly models: readonly ModelForCode[];
}

export const nodeName = ({ nodeNames }: ModelForCode, id: NodeId): string => nodeNames.get(id) ?? id;
export const taskDef = ({ outline }: ForCode, task: TaskId): TaskDef => {
  const found = outline.tasks.find((def) => def.id === task);
  if (!found) throw new RangeError(`no task ${task}`);
  return found;
};
/** The loss of a model's head for a task. */
export function lossSpec(form: ForCode, plan: ModelPlan, task: TaskId): LossSpec | undefined {
  const loss = plan.heads.find((head) => head.task === task)?.loss;
  return taskKinds.get(taskDef(form, task).kind).losses.find(({ id }) => id === loss);
}

/** Whether the model's method looks at each task's own gradient. */
export const needsGradients = ({ method }: ModelForCode): boolean =>
  method.needs === 'gramian' || method.needs === 'jacobian';

/** The one shared layer whose gradients a method looks at, by its name in the program; `undefined`: all that is shared. */
export function gradientsLayer(model: ModelForCode): string | undefined {
  const { method, options, plan } = model;
  if (method.needs !== 'gramian' || method.gradientsAt?.(options) !== 'lastShared') return undefined;
  const frozen = plan.parameters.every(
    ({ node, group }) => node !== plan.lastShared || model.spec.groups.some((each) => each.id === group && each.frozen),
  );
  return plan.lastShared === undefined || frozen ? undefined : nodeName(model, plan.lastShared);
}

/**
 * Outputs through which tasks share, where the model's method looks at them: the one of all tasks (under no ids), and of sets of them,
 * by their ids, for which it is another one or none.
 */
export function representations({
  method,
  options,
  plan,
}: ModelForCode): ReadonlyMap<readonly TaskId[], NodeId | undefined> {
  const found = new Map<readonly TaskId[], NodeId | undefined>();
  if (method.needs !== 'gramian' || method.gradientsAt?.(options) !== 'representation') return found;
  const usual = sharedRepresentation(plan, plan.tasks);
  found.set([], usual);
  for (let set = 0; set < 2 ** plan.tasks.length; set += 1) {
    const tasks = plan.tasks.filter((_, t) => set & (1 << t));
    const own = sharedRepresentation(plan, tasks);
    if (tasks.length > 1 && own !== usual) found.set(tasks, own);
  }
  return found;
}

/** What a layer is told when it writes itself down; `inputs` are expressions. */
export function codeContext(model: ModelForCode, node: PlanNode, inputs: readonly string[]): CodeContext {
  const own = node.parameters.flatMap((index) => model.plan.parameters[index] ?? []);
  return {
    name: nodeName(model, node.id),
    initKey: node.initKey,
    inputs,
    inputShapes: node.inputShapes,
    outputShapes: node.outputShapes,
    options: node.options,
    parameters: Object.fromEntries(own.map(({ name, shape }) => [name, shape])),
  };
}

/** The expression that reads what is on a node's wires. */
export function wires(model: ModelForCode, node: PlanNode): string[] {
  return node.inputs.map(({ node: source, output }) => {
    const several = (model.plan.nodes.find(({ id }) => id === source)?.outputShapes.length ?? 1) > 1;
    return several ? `${nodeName(model, source)}[${output}]` : nodeName(model, source);
  });
}

/** Tasks that are trained in a part of the steps only, with that part. */
export const sampledTasks = ({ data }: Experiment): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(data.tasks).flatMap(([task, { sampling = 1 }]) => (sampling < 1 ? [[task, sampling] as const] : [])),
  );

/** A layer that the language cannot say. */
function layerRefusal({ spec, plan }: ModelForCode, language: Language): Issue | undefined {
  const found = plan.nodes.find(({ kind }) => !(layers.get(kind) as LayerSpec)[language]);
  if (!found) return undefined;
  const about = { node: found.id, kind: found.kind, language: LANGUAGE_NAMES[language] };
  return error('export.layer', about, { model: spec.id, node: found.id });
}

function refusal(form: ForCode, model: ModelForCode, language: Language): Issue | undefined {
  const { spec, plan, method } = model;
  const where = { model: spec.id };
  const named = { language: LANGUAGE_NAMES[language] };
  const unsaid = layerRefusal(model, language);
  if (unsaid) return unsaid;
  for (const task of plan.tasks) {
    const loss = lossSpec(form, plan, task);
    if (!loss?.[language]) return error('export.loss', { found: loss?.id ?? '', task, ...named }, { ...where, task });
  }
  for (const tie of spec.ties) {
    if (tie.strength !== 0 && !tieKinds.get(tie.kind).python) {
      return error('export.tie', { found: tie.kind, model: spec.name, ...named }, { ...where, tie: tie.id });
    }
  }
  return method.python ? undefined : error('export.method', { found: method.id, model: spec.name, ...named }, where);
}

/** Every model's plan, with names for its nodes: what files of numbers need, whatever its training is. */
export function namedModels(experiment: Experiment): Result<ForCode> {
  const outline = outlineOf(experiment.data);
  const classNames = identifiers(experiment.models.map(({ id }) => `Model${id}`));
  const models: ModelForCode[] = [];
  for (const spec of experiment.models) {
    const { plan, issues } = analyseModel(spec, experiment.data, outline);
    if (!plan) {
      const found = issues.find(({ severity }) => severity === 'error');
      return fail(found ?? error('export.plan', { model: spec.name }, { model: spec.id }));
    }
    const method = methods.get(spec.balancing.method);
    models.push({
      spec,
      plan,
      className: classNames.get(`Model${spec.id}`) ?? 'Model',
      nodeNames: identifiers(plan.nodes.map(({ id }) => id)),
      method,
      options: withDefaults(method.fields, spec.balancing.options),
      optimizer: { ...experiment.training.optimizer, ...spec.optimizer },
    });
  }
  return ok({ experiment, outline, models });
}

/** @param what 'parameters': only the layers must be sayable, for files of parameters */
export function prepareForCode(
  experiment: Experiment,
  language: Language,
  what: 'program' | 'parameters' = 'program',
): Result<ForCode> {
  const form = namedModels(experiment);
  if (!form.ok) return form;
  for (const model of form.value.models) {
    const issue = what === 'program' ? refusal(form.value, model, language) : layerRefusal(model, language);
    if (issue) return fail(issue);
  }
  return form;
}
