/** Edits of the document outside a wiring: texts, data, the list of models. */
import { methods } from '../balancing/index.ts';
import { defaultsOf, type Options } from '../fields.ts';
import { layers } from '../layers/index.ts';
import { error, fail, ok, type Result } from '../result.ts';
import { scenarios } from '../scenarios/index.ts';
import { outlineOf } from '../scenarios/outline.ts';
import type { ScenarioOutline, TaskDef } from '../scenarios/scenario.ts';
import type { Edit, TaskPatch } from './edit.ts';
import { freshId, withOption } from './editTools.ts';
import { headKey, taskField } from './editWiring.ts';
import {
  type Experiment,
  LIMITS,
  type ModelId,
  type ModelSpec,
  modelId,
  type Phase,
  type TaskData,
  type TaskId,
  type WiringNode,
} from './experiment.ts';

type Of<Type extends Edit['type']> = Extract<Edit, { readonly type: Type }>;

export const setText = (experiment: Experiment, { title, notes }: Of<'setText'>): Result<Experiment> =>
  ok({ ...experiment, ...(title === undefined ? {} : { title }), ...(notes === undefined ? {} : { notes }) });

/** Which task stands where each old one stood. */
function taskMap(before: ScenarioOutline, after: ScenarioOutline): (task: string) => TaskDef | undefined {
  return (task) => {
    const position = before.tasks.findIndex((old) => old.id === task);
    return position < 0 ? undefined : after.tasks[position];
  };
}
/** A head is pointed at the task in its old one's place. A loss that was chosen for another kind of task is let go. */
function repoint(node: WiringNode, before: ScenarioOutline, after: ScenarioOutline): WiringNode {
  const field = taskField(node.kind);
  if (field === undefined) return node;
  const old = String(node.options[field] ?? defaultsOf(layers.get(node.kind).fields)[field]);
  const task = taskMap(before, after)(old);
  if (!task) return node;
  const { loss, ...options } = node.options;
  const sameKind = before.tasks.find((other) => other.id === old)?.kind === task.kind;
  return {
    ...node,
    options: { ...options, ...(sameKind && loss !== undefined ? { loss } : {}), [field]: task.id },
    initKey: node.initKey === headKey(old) ? headKey(task.id) : node.initKey,
  };
}
function repointModel(model: ModelSpec, before: ScenarioOutline, after: ScenarioOutline): ModelSpec {
  const now = taskMap(before, after);
  const weights = Object.entries(model.balancing.taskWeights).flatMap(([task, weight]) => {
    const next = now(task);
    return next ? [[next.id, weight] as const] : [];
  });
  const { method, options } = model.balancing;
  const named = methods.find(method)?.fields.filter(({ type, name }) => type === 'task' && name in options) ?? [];
  const mapped = named.map(({ name }) => [name, now(String(options[name]))?.id ?? options[name]] as const);
  return {
    ...model,
    wiring: { ...model.wiring, nodes: model.wiring.nodes.map((node) => repoint(node, before, after)) },
    balancing: {
      method,
      options: { ...options, ...Object.fromEntries(mapped) } as Options,
      taskWeights: Object.fromEntries(weights),
    },
  };
}
/** A phase that would be left without any of its tasks trains all, as one that names none. */
function repointPhase({ tasks, ...phase }: Phase, before: ScenarioOutline, after: ScenarioOutline): Phase {
  const next = (tasks ?? []).flatMap((task) => taskMap(before, after)(task)?.id ?? []);
  return next.length > 0 ? { ...phase, tasks: next } : phase;
}
export function setScenario(experiment: Experiment, { scenario }: Of<'setScenario'>): Result<Experiment> {
  if (!scenarios.has(scenario)) {
    return fail(error('edit.unknownScenario', { found: scenario, expected: scenarios.ids.join(', ') }));
  }
  if (scenario === experiment.data.scenario) return ok(experiment);
  const data = { scenario, options: {}, seed: experiment.data.seed, sizes: {}, tasks: {} };
  const [before, after] = [outlineOf(experiment.data), outlineOf(data)];
  const phases = experiment.training.phases.map((phase) => repointPhase(phase, before, after));
  const models = experiment.models.map((model) => repointModel(model, before, after));
  return ok({ ...experiment, data, models, training: { ...experiment.training, phases } });
}

export function setDataOption(experiment: Experiment, { name, value }: Of<'setDataOption'>): Result<Experiment> {
  const { data } = experiment;
  const options = withOption(scenarios.get(data.scenario).fields, data.options, name, value);
  return options.ok ? ok({ ...experiment, data: { ...data, options: options.value } }) : options;
}
export const setData = (experiment: Experiment, { patch }: Of<'setData'>): Result<Experiment> =>
  ok({ ...experiment, data: { ...experiment.data, ...patch } });

/** Entries that say what holds anyway are left out. A value of `undefined` takes an entry away. */
function tidyTask({ enabled, labelled, labelNoise, control, sampling }: TaskPatch): TaskData {
  return {
    ...(enabled === false ? { enabled } : {}),
    ...(labelled === undefined ? {} : { labelled }),
    ...(labelNoise === undefined || labelNoise === 0 ? {} : { labelNoise }),
    ...(control === undefined || control === 'none' ? {} : { control }),
    ...(sampling === undefined || sampling === 1 ? {} : { sampling }),
  };
}
export function setTask(experiment: Experiment, { task, patch }: Of<'setTask'>): Result<Experiment> {
  const { data } = experiment;
  const known = outlineOf(data).tasks.map((def) => def.id);
  if (!known.includes(task)) {
    return fail(error('edit.noSuchTask', { found: task, expected: known.join(', ') }, { task }));
  }
  const { [task]: old, ...others } = data.tasks;
  const next = tidyTask({ ...old, ...patch });
  const tasks = Object.keys(next).length === 0 ? others : { ...others, [task]: next };
  return ok({ ...experiment, data: { ...data, tasks: tasks as Record<TaskId, TaskData> } });
}

/** The first free letter: a model's id is its letter on screen and in the names of the log's columns. */
function freshModelId({ models }: Experiment): ModelId {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const free = letters.find((letter) => models.every((model) => model.id !== letter));
  return modelId(
    free ??
      freshId(
        'A',
        models.map((model) => model.id),
      ),
  );
}
const tooMany = () => fail(error('edit.tooManyModels', { expected: LIMITS.models }));

export function addModel(experiment: Experiment, edit: Of<'addModel'>): Result<Experiment> {
  const { models } = experiment;
  if (models.length >= LIMITS.models) return tooMany();
  const id = edit.model.id ?? freshModelId(experiment);
  if (models.some((model) => model.id === id)) return fail(error('edit.idTaken', { found: id }));
  return ok({ ...experiment, models: [...models, { ...edit.model, id }] });
}

/** 'Hard sharing' -> 'Hard sharing 2' -> 'Hard sharing 3'. */
function nextName(name: string, models: readonly ModelSpec[]): string {
  const stem = `${name.replace(/ \d+$/, '')} `;
  const id = freshId(
    stem,
    models.map((model) => model.name),
  );
  return id === `${stem}1` ? `${stem}2` : id;
}
/** The copy stands after its original; initKeys are kept, so both start equal. */
export function duplicateModel(experiment: Experiment, edit: Of<'duplicateModel'>): Result<Experiment> {
  const { models } = experiment;
  const index = models.findIndex((model) => model.id === edit.model);
  const original = models[index];
  if (!original) return fail(error('edit.noSuchModel', { found: edit.model }));
  if (models.length >= LIMITS.models) return tooMany();
  const copy = { ...original, id: freshModelId(experiment), name: edit.name ?? nextName(original.name, models) };
  return ok({ ...experiment, models: models.toSpliced(index + 1, 0, copy) });
}
export function removeModel(experiment: Experiment, edit: Of<'removeModel'>): Result<Experiment> {
  const models = experiment.models.filter((model) => model.id !== edit.model);
  if (models.length === experiment.models.length) return fail(error('edit.noSuchModel', { found: edit.model }));
  if (models.length === 0) return fail(error('edit.lastModel'));
  return ok({ ...experiment, models });
}
