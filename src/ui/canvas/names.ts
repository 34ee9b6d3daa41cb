/** What things on the canvas are called: on cards, in accessible names, in the outline. */
import type { DataSpec, ModelSpec, NodeId, TaskId, WiringNode } from '../../core/experiment/experiment.ts';
import { withDefaults } from '../../core/fields.ts';
import { layers } from '../../core/layers/index.ts';
import type { Shape } from '../../core/ops.ts';
import type { ScenarioOutline } from '../../core/scenarios/scenario.ts';
import type { Words } from '../parts/i18n/index.ts';
import { taskLetter } from '../parts/taskStyle.ts';
import type { FoldedGroup } from './folding.ts';

type Reader = Pick<Words, 't' | 'word' | 'has' | 'given'>;

export const shapeText = (shape: Shape | undefined): string => (shape ? shape.join('×') : '?');

/** The task that a head stands for; '' or an unknown id: none. */
export const headTask = (node: WiringNode): string =>
  layers.find(node.kind)?.category === 'head' ? String(node.options.task ?? '') : '';
export const taskIndex = (outline: ScenarioOutline, task: string): number =>
  outline.tasks.findIndex((candidate) => candidate.id === task);

/** The label on the card: the person's own, or the kind's. */
export const cardLabel = (words: Reader, node: WiringNode): string =>
  node.label === undefined ? kindLabel(words, node.kind) : words.given(node.label);
export function kindLabel(words: Reader, kind: string): string {
  const key = `layer.${kind}.label`;
  return words.has(key) ? words.word(key) : kind;
}
export function taskName(words: Reader, data: DataSpec, task: TaskId | string): string {
  const key = `scenario.${data.scenario}.tasks.${task}`;
  return words.has(key) ? words.word(key) : task;
}

/** 'Dense dense1', 'Head A', or the person's own label. */
export function nodeTitle(words: Reader, node: WiringNode, outline: ScenarioOutline): string {
  if (node.label !== undefined) return words.given(node.label);
  const index = taskIndex(outline, headTask(node));
  return `${kindLabel(words, node.kind)} ${index >= 0 ? taskLetter(index) : node.id}`;
}
export function titleOf(words: Reader, model: ModelSpec, id: NodeId, outline: ScenarioOutline): string {
  const node = model.wiring.nodes.find((candidate) => candidate.id === id);
  return node ? nodeTitle(words, node, outline) : id;
}

/** What a folded group is called: its given name, 'Tower of A', or 'Group of 3'. */
export function foldTitle(words: Reader, group: FoldedGroup, tasks: readonly number[]): string {
  const [task] = tasks;
  if (group.fold.name !== undefined) return group.fold.name;
  return tasks.length === 1 && task !== undefined
    ? words.t('canvas.fold.tower', { letter: taskLetter(task) })
    : words.t('canvas.fold.group', { count: group.nodes.length });
}

/** 'A', 'A and B', 'A, B and C'. */
export function letters(words: Reader, indexes: readonly number[]): string {
  const list = indexes.map(taskLetter);
  const last = list.at(-1);
  if (last === undefined || list.length === 1) return last ?? '';
  return words.t('canvas.and', { list: list.slice(0, -1).join(', '), last });
}
/** 'shared by A and B', 'only A', 'reached by no task'. */
export function ownership(words: Reader, indexes: readonly number[]): string {
  if (indexes.length === 0) return words.t('canvas.ownership.none');
  const list = letters(words, indexes);
  return indexes.length === 1
    ? words.t('canvas.ownership.private', { list })
    : words.t('canvas.ownership.shared', { list });
}

/** The options in short: '8 · tanh'. Numbers and choices in the order of the fields; switches and tasks are left out. */
export function optionsInShort(words: Reader, node: WiringNode): string {
  const spec = layers.find(node.kind);
  if (!spec || spec.category === 'head' || spec.category === 'source') return '';
  const options = withDefaults(spec.fields, node.options);
  return spec.fields
    .flatMap((field) => {
      const value = options[field.name];
      if (value === undefined || (field.quiet && value === field.default)) return [];
      if (field.when && !field.when.is.includes(options[field.when.field] ?? '')) return [];
      if (field.type === 'number' || field.type === 'integer') return [String(value)];
      if (field.type !== 'choice') return [];
      const key = `layer.${node.kind}.fields.${field.name}.choices.${value}`;
      return [words.has(key) ? words.word(key) : String(value)];
    })
    .slice(0, 3)
    .join(' · ');
}
