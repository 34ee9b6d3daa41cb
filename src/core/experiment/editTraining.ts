/** Edits of how a model is trained: method, task weights, ties, groups, optimisers, the training settings. */
import { methods } from '../balancing/index.ts';
import { error, fail, ok, type Result } from '../result.ts';
import { outlineOf } from '../scenarios/outline.ts';
import { ties } from '../ties/index.ts';
import type { Edit } from './edit.ts';
import { freshId, noSuchNode, withModel, withOption } from './editTools.ts';
import type { DataSpec, Experiment, GroupId, ModelSpec, NodeId, OptimizerSpec, TieId } from './experiment.ts';

type Of<Type extends Edit['type']> = Extract<Edit, { readonly type: Type }>;

const missingNode = (model: ModelSpec, nodes: readonly NodeId[]): NodeId | undefined =>
  nodes.find((id) => !model.wiring.nodes.some((node) => node.id === id));

export function addTie(model: ModelSpec, { tie }: Of<'addTie'>): Result<ModelSpec> {
  const where = { model: model.id };
  if (!ties.has(tie.kind)) {
    return fail(error('edit.unknownTie', { found: tie.kind, expected: ties.ids.join(', ') }, where));
  }
  const missing = missingNode(model, tie.nodes);
  if (missing !== undefined) return fail(noSuchNode(model.id, missing));
  const nodes = [...new Set(tie.nodes)];
  if (nodes.length < 2) return fail(error('edit.tieNeedsTwo', {}, where));
  const kindOf = (id: NodeId): string | undefined => model.wiring.nodes.find((node) => node.id === id)?.kind;
  const odd = nodes.find((id) => kindOf(id) !== kindOf(nodes[0] as NodeId));
  if (odd !== undefined) return fail(error('edit.tieKinds', { found: odd, expected: nodes[0] as NodeId }, where));
  const tied = nodes.find((id) => model.ties.some((other) => other.nodes.includes(id)));
  if (tied !== undefined) return fail(error('edit.alreadyTied', { found: tied }, { ...where, node: tied }));
  const taken = model.ties.map((other) => other.id);
  if (tie.id !== undefined && taken.includes(tie.id)) return fail(error('edit.idTaken', { found: tie.id }, where));
  const id = tie.id ?? (freshId('tie', taken) as TieId);
  return ok({ ...model, ties: [...model.ties, { ...tie, id, nodes }] });
}
export function setTieStrength(model: ModelSpec, { tie, strength }: Of<'setTieStrength'>): Result<ModelSpec> {
  if (tie !== 'all' && !model.ties.some((other) => other.id === tie)) {
    return fail(error('edit.noSuchTie', { found: tie }, { model: model.id }));
  }
  const next = model.ties.map((other) => (tie === 'all' || other.id === tie ? { ...other, strength } : other));
  return ok({ ...model, ties: next });
}
export function setTie(model: ModelSpec, { tie, patch }: Of<'setTie'>): Result<ModelSpec> {
  if (patch.kind !== undefined && !ties.has(patch.kind)) {
    const params = { found: patch.kind, expected: ties.ids.join(', ') };
    return fail(error('edit.unknownTie', params, { model: model.id }));
  }
  if (tie !== 'all' && !model.ties.some((other) => other.id === tie)) {
    return fail(error('edit.noSuchTie', { found: tie }, { model: model.id }));
  }
  const next = model.ties.map((other) => (tie === 'all' || other.id === tie ? { ...other, ...patch } : other));
  return ok({ ...model, ties: next });
}
export function removeTie(model: ModelSpec, { tie }: Of<'removeTie'>): Result<ModelSpec> {
  const left = model.ties.filter((other) => other.id !== tie);
  if (left.length === model.ties.length) return fail(error('edit.noSuchTie', { found: tie }, { model: model.id }));
  return ok({ ...model, ties: left });
}

export function setMethod(model: ModelSpec, { method }: Of<'setMethod'>): Result<ModelSpec> {
  if (!methods.has(method)) {
    return fail(error('edit.unknownMethod', { found: method, expected: methods.ids.join(', ') }, { model: model.id }));
  }
  if (method === model.balancing.method) return ok(model);
  return ok({ ...model, balancing: { ...model.balancing, method, options: {} } });
}
export function setMethodOption(model: ModelSpec, { name, value }: Of<'setMethodOption'>): Result<ModelSpec> {
  const { balancing } = model;
  const options = withOption(methods.get(balancing.method).fields, balancing.options, name, value);
  return options.ok ? ok({ ...model, balancing: { ...balancing, options: options.value } }) : options;
}
export function setTaskWeight(model: ModelSpec, edit: Of<'setTaskWeight'>, data: DataSpec): Result<ModelSpec> {
  const { task, weight } = edit;
  const known = outlineOf(data).tasks.map((def) => def.id);
  if (!known.includes(task)) {
    return fail(error('edit.noSuchTask', { found: task, expected: known.join(', ') }, { model: model.id, task }));
  }
  const { [task]: _, ...others } = model.balancing.taskWeights;
  const taskWeights = weight === 1 ? others : { ...others, [task]: weight };
  return ok({ ...model, balancing: { ...model.balancing, taskWeights } });
}

/** A group with a known id is replaced in its place; another is added at the end. */
export function setGroup(model: ModelSpec, { group }: Of<'setGroup'>): Result<ModelSpec> {
  if (typeof group.select !== 'string') {
    const missing = missingNode(model, group.select);
    if (missing !== undefined) return fail(noSuchNode(model.id, missing));
  }
  const taken = model.groups.map((other) => other.id);
  const id = group.id ?? (freshId('group', taken) as GroupId);
  const next = { ...group, id };
  const groups = taken.includes(id)
    ? model.groups.map((other) => (other.id === id ? next : other))
    : [...model.groups, next];
  return ok({ ...model, groups });
}
export function removeGroup(model: ModelSpec, { group }: Of<'removeGroup'>): Result<ModelSpec> {
  const groups = model.groups.filter((other) => other.id !== group);
  if (groups.length === model.groups.length) {
    return fail(error('edit.noSuchGroup', { found: group }, { model: model.id }));
  }
  return ok({ ...model, groups });
}

export function setOptimizer(experiment: Experiment, { model, patch }: Of<'setOptimizer'>): Result<Experiment> {
  if (model === undefined) {
    if (!patch) return fail(error('edit.noCommonOptimizer'));
    const { training } = experiment;
    return ok({ ...experiment, training: { ...training, optimizer: { ...training.optimizer, ...patch } } });
  }
  return withModel(experiment, model, ({ optimizer, ...rest }) => {
    const next: Partial<OptimizerSpec> | undefined = patch && { ...optimizer, ...patch };
    return ok(next && Object.keys(next).length > 0 ? { ...rest, optimizer: next } : rest);
  });
}
export const setTraining = (experiment: Experiment, { patch }: Of<'setTraining'>): Result<Experiment> =>
  ok({ ...experiment, training: { ...experiment.training, ...patch } });
export const setBackend = (experiment: Experiment, { backend }: Of<'setBackend'>): Result<Experiment> =>
  ok({ ...experiment, training: { ...experiment.training, backend } });
