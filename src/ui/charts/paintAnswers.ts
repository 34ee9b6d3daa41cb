/** Writes truths, answers and pictures into the table of predictions. */
import type { InputDef } from '../../core/scenarios/scenario.ts';
import type { ProbeResult } from '../../state/series.ts';
import type { Words } from '../parts/i18n/index.ts';
import { answeredClass, className, type Head, type ModelHeads } from './heads.ts';
import { valueText } from './lineStyle.ts';

export const SAMPLES_KEY = 'predictions/samples';
export const answersKey = (model: string, task: string): string => `predictions/${model}/${task}`;

export interface PredictionsView {
  readonly scenario: string;
  readonly input: InputDef | undefined;
  readonly models: readonly ModelHeads[];
  /** Every task that some model answers. */
  readonly tasks: readonly Head[];
}
type Catalogue = Pick<Words, 'word' | 'has'>;
export const RIGHT = '✓';
export const WRONG = '✗';
/** A number within this many standard deviations of the truth counts as met. */
const NEAR_SD = 0.25;

const cellOf = (root: Element, key: string): HTMLElement | undefined =>
  root.querySelector<HTMLElement>(`[data-cell="${CSS.escape(key)}"]`) ?? undefined;
const write = (cell: HTMLElement | undefined, text: string, right?: boolean): void => {
  if (!cell) return;
  if (cell.textContent !== text) cell.textContent = text;
  const state = right === undefined ? '' : String(right);
  if (cell.dataset.right !== state) cell.dataset.right = state;
};

export function paintTruth(root: Element, view: PredictionsView, samples: ProbeResult, words: Catalogue): void {
  const count = samples.shape[0] ?? 0;
  for (const { task } of view.tasks) {
    const labels = samples.labels?.[task.id];
    const width = labels ? labels.length / count : 1;
    for (let k = 0; k < count; k += 1) {
      const label = labels?.[k * width] ?? Number.NaN;
      const number = task.kind === 'regression';
      const text = Number.isNaN(label)
        ? '–'
        : number
          ? valueText(label)
          : className(words, view.scenario, view.input, task, label);
      write(cellOf(root, `truth/${task.id}/${k}`), text);
    }
  }
  if (view.input?.kind === 'image') paintPictures(root, samples);
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
  const labels = samples.labels?.[task.id];
  const width = labels ? labels.length / count : 1;
  for (let k = 0; k < count; k += 1) {
    const label = labels?.[k * width] ?? Number.NaN;
    const cell = cellOf(root, `${model.id}/${task.id}/${k}`);
    if (task.kind === 'regression') {
      const value = answers.values[k * width] ?? Number.NaN;
      const right = Number.isNaN(label) ? undefined : Math.abs(value - label) <= NEAR_SD;
      write(cell, `${signOf(right)}${valueText(value)}`, right);
      continue;
    }
    const answer = answeredClass(task, answers.values, k);
    const right = Number.isNaN(label) ? undefined : answer === label;
    write(cell, `${signOf(right)}${className(words, view.scenario, view.input, task, answer)}`, right);
  }
}
const signOf = (right: boolean | undefined): string => (right === undefined ? '' : `${right ? RIGHT : WRONG} `);

/** Grey images as drawn: ink on paper in both colour schemes would hide strokes, so they stay white on black. */
function paintPictures(root: Element, samples: ProbeResult): void {
  const [, height = 1, width = 1, channels = 1] = samples.shape;
  const size = height * width;
  for (const canvas of root.querySelectorAll<HTMLCanvasElement>('[data-picture]')) {
    const context = canvas.getContext('2d');
    if (!context) continue;
    canvas.width = width;
    canvas.height = height;
    const image = context.createImageData(width, height);
    const start = Number(canvas.dataset.picture) * size * channels;
    for (let pixel = 0; pixel < size; pixel += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        const value = samples.values[start + pixel * channels + Math.min(channel, channels - 1)] ?? 0;
        image.data[pixel * 4 + channel] = 255 * value;
      }
      image.data[pixel * 4 + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }
}
