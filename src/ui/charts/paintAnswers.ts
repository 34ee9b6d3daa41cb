/** Writes truths, answers and pictures into the table of predictions. */
import type { TaskId } from '../../core/experiment/experiment.ts';
import type { InputDef, ScenarioSpec, TaskDef, Told } from '../../core/scenarios/scenario.ts';
import type { ProbeResult } from '../../state/series.ts';
import type { Words } from '../parts/i18n/index.ts';
import { answeredClass, className, type Head, type ModelHeads } from './heads.ts';
import { valueText } from './lineStyle.ts';
import { type PictureOf, paintSample } from './samplePicture.ts';
import { answerWidth, errorOf, labelWidth, rowOf } from './taskError.ts';

export const SAMPLES_KEY = 'predictions/samples';
export const answersKey = (model: string, task: string): string => `predictions/${model}/${task}`;

export interface PredictionsView {
  readonly scenario: ScenarioSpec;
  readonly input: InputDef;
  readonly models: readonly ModelHeads[];
  /** Every task that some model answers. */
  readonly tasks: readonly Head[];
}
export const pictureOf = ({ scenario, input, tasks }: PredictionsView): PictureOf => ({
  scenario,
  input,
  tasks: tasks.map((head) => head.task),
});
type Catalogue = Pick<Words, 'word' | 'has'>;
const RIGHT = '✓';
const WRONG = '✗';
/** A number within this many standard deviations of the truth counts as met. */
const NEAR_SD = 0.25;
const signOf = (right: boolean | undefined): string => (right === undefined ? '' : `${right ? RIGHT : WRONG} `);
/** Boxes, masks and spectrograms are seen, not read: only their error is told in numbers. */
const isWide = (task: TaskDef): boolean => task.kind === 'mask' || (task.width ?? 1) > 1;

const cellOf = (root: Element, key: string): HTMLElement | undefined =>
  root.querySelector<HTMLElement>(`[data-cell="${CSS.escape(key)}"]`) ?? undefined;
const write = (cell: HTMLElement | undefined, text: string, right?: boolean): void => {
  if (!cell) return;
  if (cell.textContent !== text) cell.textContent = text;
  const state = right === undefined ? '' : String(right);
  if (cell.dataset.right !== state) cell.dataset.right = state;
};

/** One row's input and labels. */
export function sampleAt(
  samples: ProbeResult,
  row: number,
  tasks: readonly TaskDef[],
): { x: Float32Array; told: Told; inputs: Readonly<Record<string, Float32Array | undefined>> } {
  const size = samples.shape.slice(1).reduce((product, n) => product * n, 1);
  const told = tasks.flatMap((task) => {
    const label = rowOf(samples.labels?.[task.id], row, labelWidth(task));
    return label && !Number.isNaN(label[0]) ? [[task.id, label] as const] : [];
  });
  const count = samples.shape[0] ?? 1;
  const inputs = Object.entries(samples.inputs ?? {}).map(
    ([id, values]) => [id, rowOf(values, row, values.length / count)] as const,
  );
  return {
    x: samples.values.subarray(row * size, (row + 1) * size),
    told: Object.fromEntries(told),
    inputs: Object.fromEntries(inputs),
  };
}
export function answersAt(
  tasks: readonly TaskDef[],
  answers: (task: TaskId) => ProbeResult | undefined,
  row: number,
): Told {
  return Object.fromEntries(tasks.map((task) => [task.id, rowOf(answers(task.id)?.values, row, answerWidth(task))]));
}
export function answerText(words: Catalogue, view: PredictionsView, task: TaskDef, answer: Float32Array): string {
  if (task.kind === 'regression' || task.kind === 'mask') return isWide(task) ? '' : valueText(answer[0] ?? Number.NaN);
  return className(words, view.scenario.id, view.input, task, answeredClass(task, answer, 0));
}

export function paintTruth(root: Element, view: PredictionsView, samples: ProbeResult, words: Catalogue): void {
  const count = samples.shape[0] ?? 0;
  for (const { task } of view.tasks) {
    for (let k = 0; k < count; k += 1) {
      const label = samples.labels?.[task.id]?.[k * labelWidth(task)] ?? Number.NaN;
      const plain = task.kind === 'regression' || task.kind === 'mask';
      const text = Number.isNaN(label)
        ? '–'
        : plain
          ? isWide(task)
            ? ''
            : valueText(label)
          : className(words, view.scenario.id, view.input, task, label);
      write(cellOf(root, `truth/${task.id}/${k}`), text);
    }
  }
  for (const canvas of root.querySelectorAll<HTMLCanvasElement>('[data-picture]')) {
    const { x, told, inputs } = sampleAt(samples, Number(canvas.dataset.picture), pictureOf(view).tasks);
    paintSample(canvas, pictureOf(view), x, told, inputs);
  }
}

interface AnswersRequest {
  readonly view: PredictionsView;
  readonly model: ModelHeads;
  readonly head: Head;
  readonly samples: ProbeResult;
  readonly answers: ProbeResult;
}
export function paintAnswers(root: Element, request: AnswersRequest, words: Catalogue): void {
  const { view, model, head, samples, answers } = request;
  const { task } = head;
  const count = Math.min(samples.shape[0] ?? 0, answers.shape[0] ?? 0);
  for (let k = 0; k < count; k += 1) {
    const label = rowOf(samples.labels?.[task.id], k, labelWidth(task));
    const answer = rowOf(answers.values, k, answerWidth(task)) ?? new Float32Array();
    const cell = cellOf(root, `${model.id}/${task.id}/${k}`);
    const known = label !== undefined && !Number.isNaN(label[0]);
    if (task.kind === 'regression' || task.kind === 'mask') {
      const error = known ? errorOf(task, answer, label) : Number.NaN;
      if (isWide(task)) write(cell, Number.isNaN(error) ? '–' : `±${valueText(error)}`);
      else {
        const right = known ? error <= NEAR_SD : undefined;
        write(cell, `${signOf(right)}${valueText(answer[0] ?? Number.NaN)}`, right);
      }
      continue;
    }
    const right = known ? answeredClass(task, answer, 0) === label[0] : undefined;
    write(cell, `${signOf(right)}${answerText(words, view, task, answer)}`, right);
  }
}

/** What a model told, drawn on the samples: arcs, arms, boxes, masks. */
export function paintAnswerPictures(
  root: Element,
  view: PredictionsView,
  model: ModelHeads,
  samples: ProbeResult,
  answers: (task: TaskId) => ProbeResult | undefined,
): void {
  const of = pictureOf(view);
  const tasks = model.heads.map((head) => head.task);
  for (const canvas of root.querySelectorAll<HTMLCanvasElement>(`[data-answered="${CSS.escape(model.id)}"]`)) {
    const row = Number(canvas.dataset.row);
    const { x, inputs } = sampleAt(samples, row, tasks);
    paintSample(canvas, of, x, answersAt(tasks, answers, row), inputs);
  }
}
