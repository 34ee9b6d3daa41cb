/**
 * What the exported program reads: rows, initial parameters and the order of batches. Pictures and sequences have their
 * channels first, parameters the names and axes of PyTorch's `state_dict`, labels NaN where a row has none.
 */
import type { Experiment } from '../experiment/experiment.ts';
import { initialValues } from '../graph/initialValues.ts';
import { createBatchOrder } from '../math/batchOrder.ts';
import type { Dataset } from '../scenarios/scenario.ts';
import { tasks as taskKinds } from '../tasks/index.ts';
import type { ForCode, Language, ModelForCode } from './exportable.ts';
import type { NumpyArray } from './npz.ts';
import { kerasParameter, namedParameters, permuted } from './parameterNames.ts';

const SPLITS = ['train', 'validation', 'test'] as const;
/** Row numbers that the file holds at most; later epochs are drawn by the program. */
const MOST_ORDERED = 2_000_000;

/** Steps that the program makes unless told otherwise: the experiment's own stop, where it is a count. */
export function stepsOf({ training }: Experiment, stepsPerEpoch: number): number {
  if (training.stop.kind === 'steps') return training.stop.steps;
  if (training.stop.kind === 'epochs') return training.stop.epochs * stepsPerEpoch;
  return 1000;
}

function splitArrays({ outline }: ForCode, dataset: Dataset, language: Language): Record<string, NumpyArray> {
  const arrays: Record<string, NumpyArray> = {};
  for (const split of SPLITS) {
    const { rows, inputs, labels } = dataset[split];
    for (const { id, shape } of outline.inputs) {
      const values = inputs[id] ?? new Float32Array();
      const order =
        language === 'keras' || shape.length < 2
          ? undefined
          : [0, shape.length, ...shape.slice(1).map((_, axis) => axis + 1)];
      arrays[`${split}/inputs/${id}`] = permuted(values, [rows, ...shape], order);
    }
    for (const task of outline.tasks) {
      const values = labels[task.id];
      if (!values) continue;
      arrays[`${split}/labels/${task.id}`] = { shape: [rows, taskKinds.get(task.kind).labelWidth(task)], values };
    }
  }
  return arrays;
}

/** A model's parameters as PyTorch names and lays them out. */
export function parameterArrays(
  model: ModelForCode,
  values: readonly Float32Array[],
): Record<string, { shape: readonly number[]; values: Float32Array }> {
  return Object.fromEntries(
    namedParameters(model).map(({ parameter, name, order }) => [
      name,
      permuted(values[parameter.index] ?? new Float32Array(), parameter.shape, order),
    ]),
  );
}

/** As they are here. */
function ownArrays(model: ModelForCode, values: readonly Float32Array[]): Record<string, NumpyArray> {
  return Object.fromEntries(
    model.plan.parameters.map((parameter) => [
      kerasParameter(model, parameter),
      { shape: parameter.shape, values: values[parameter.index] ?? new Float32Array() },
    ]),
  );
}

export function exportArrays(form: ForCode, dataset: Dataset, language: Language): Record<string, NumpyArray> {
  const { training } = form.experiment;
  const arrays = splitArrays(form, dataset, language);
  for (const model of form.models) {
    const values = initialValues(model.plan, training.seed);
    const initial = language === 'keras' ? ownArrays(model, values) : parameterArrays(model, values);
    for (const [name, value] of Object.entries(initial)) arrays[`initial/${model.className}/${name}`] = value;
  }
  const steps = stepsOf(form.experiment, createBatchOrder(dataset.train.rows, training.batchSize, 0).stepsPerEpoch);
  for (const [name, ...which] of lanesOf(form, dataset)) {
    const order = batchOrders(form.experiment, steps, ...which);
    if (order) arrays[name] = order;
  }
  return arrays;
}

/** The orders that its methods need: rows of the training split, further independent orders of them, validation rows. */
function lanesOf({ models }: ForCode, { train, validation }: Dataset): (readonly [string, number, number])[] {
  const most = Math.max(1, ...models.map(({ method }) => (method.secondBatch ? 1 : (method.batches ?? 1))));
  const further = Array.from({ length: most - 1 }, (_, i) => [`order-${i + 1}`, train.rows, i + 1] as const);
  const validates = models.some(({ method }) => method.secondBatch === 'validation');
  return [
    ['order', train.rows, 0],
    ...further,
    ...(validates ? [['order-validation', validation.rows, 0] as const] : []),
  ];
}

/** [epochs, rows], enough for the steps unless the file would grow too large; `undefined` where all rows are one batch. */
function batchOrders({ training }: Experiment, steps: number, rows: number, lane: number): NumpyArray | undefined {
  const order = createBatchOrder(rows, training.batchSize, training.orderSeed ?? training.seed);
  if (order.stepsPerEpoch === 1) return undefined;
  const wanted = Math.ceil(steps / order.stepsPerEpoch);
  const epochs = Math.max(1, Math.min(wanted, Math.floor(MOST_ORDERED / rows)));
  const values = new Uint32Array(epochs * rows);
  for (let epoch = 0; epoch < epochs; epoch += 1) values.set(order.orderOf(epoch, lane), epoch * rows);
  return { shape: [epochs, rows], values };
}
