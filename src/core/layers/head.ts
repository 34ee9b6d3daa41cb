/**
 * Task head: a linear layer to as many numbers as the task needs (1, its classes, or its label width), and the place
 * where the task's loss starts. Its output is raw (logits); the loss applies softmax or sigmoid itself.
 * A mask head sees a feature map [H, W, C] of as many places as the mask has pixels: the same linear layer at every place.
 * The output may be wired on, so that one task can use another's answer.
 */
import { kerasBuilt } from '../code.ts';
import { textOption } from '../fields.ts';
import type { Shape } from '../ops.ts';
import type { TaskDef } from '../scenarios/scenario.ts';
import { tasks } from '../tasks/index.ts';
import { first, fits, misfit, ONE_IN, ONE_OUT, parameter, printShape } from './common.ts';
import type { LayerSpec, ShapeContext } from './layer.ts';
import { startField, startOf } from './options.ts';

export const AUTO_LOSS = 'auto';
const taskOf = (context: ShapeContext, id: string): TaskDef | undefined => context.tasks.find((task) => task.id === id);
const unitsOf = (task: TaskDef): number => tasks.get(task.kind).outputUnits(task);

/** A feature map with one place for each pixel of the task's mask. */
const isMap = (shape: Shape, task: TaskDef | undefined): task is TaskDef =>
  task?.kind === 'mask' && shape.length === 3 && (shape[0] ?? 0) * (shape[1] ?? 0) === unitsOf(task);

/** The loss that a head uses: its own choice, else the task's, else the first of the task's kind. */
export function lossOf(task: TaskDef, choice: string): string {
  if (choice !== AUTO_LOSS) return choice;
  return task.loss ?? first(tasks.get(task.kind).losses).id;
}

export const head: LayerSpec = {
  kind: 'head',
  glyph: '◎',
  category: 'head',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [
    { name: 'task', type: 'task', default: '' },
    {
      name: 'loss',
      type: 'choice',
      default: AUTO_LOSS,
      choices: [AUTO_LOSS, 'softmaxCrossEntropy', 'binaryCrossEntropy', 'meanSquaredError', 'pixelCrossEntropy'],
    },
    startField,
  ],
  inferShape(inputs, options, context) {
    const id = textOption(options, 'task');
    const task = taskOf(context, id);
    const expected = context.tasks.map((known) => known.id).join(', ');
    if (id === '') return misfit('node.noTask', { expected });
    if (!task) return misfit('node.unknownTask', { found: id, expected });
    const losses = tasks.get(task.kind).losses.map((loss) => loss.id);
    const loss = lossOf(task, textOption(options, 'loss'));
    if (!losses.includes(loss)) {
      return misfit('node.loss', { found: loss, expected: losses.join(', '), task: id });
    }
    const shape = first(inputs);
    if (isMap(shape, task)) return fits([unitsOf(task)]);
    if (shape.length !== 1) return misfit('shape.vector', { found: printShape(shape), expected: 'n' }, 'flatten');
    return fits([unitsOf(task)]);
  },
  parameters(inputs, options, context) {
    const task = taskOf(context, textOption(options, 'task'));
    const shape = first(inputs);
    const fanIn = shape.at(-1) ?? 0;
    const fanOut = isMap(shape, task) ? 1 : task ? unitsOf(task) : 0;
    return [
      { name: 'kernel', shape: [fanIn, fanOut], init: startOf(options, fanIn, fanOut), decay: true },
      { name: 'bias', shape: [fanOut], init: { kind: 'zeros' }, decay: false },
    ];
  },
  multiplyAdds: (inputs, outputs) => (first(inputs).at(-1) ?? 0) * (first(outputs)[0] ?? 0),
  forward(ops, params, inputs) {
    const x = first(inputs);
    const [kernel, bias] = [parameter(params, 'kernel'), parameter(params, 'bias')];
    if (x.shape.length === 2) return [ops.add(ops.matMul(x, kernel), bias)];
    const [rows = 0, height = 0, width = 0, channels = 0] = x.shape;
    const places = ops.reshape(x, [rows * height * width, channels]);
    return [ops.reshape(ops.add(ops.matMul(places, kernel), bias), [rows, height * width])];
  },
  // A map: one number at every place, from the channels there.
  pytorch({ name, inputs, inputShapes, outputShapes }) {
    const [shape, [units] = []] = [first(inputShapes), first(outputShapes)];
    const x = shape.length > 1 ? `${first(inputs)}.flatten(2).transpose(1, 2)` : first(inputs);
    return {
      module: shape.length > 1 ? `nn.Linear(${shape.at(-1)}, 1)` : `nn.Linear(${shape[0]}, ${units})`,
      call: `self.${name}(${x})${shape.length > 1 ? '.flatten(1)' : ''}`,
      parameters: { kernel: { name: 'weight', order: [1, 0] }, bias: { name: 'bias' } },
    };
  },
  keras({ name, inputs, inputShapes, outputShapes }) {
    const [shape, [units] = []] = [first(inputShapes), first(outputShapes)];
    const call = `self.${name}(${first(inputs)})`;
    return {
      module: kerasBuilt(`layers.Dense(${shape.length > 1 ? 1 : units})`, shape),
      call: shape.length > 1 ? `tf.reshape(${call}, [-1, ${units}])` : call,
    };
  },
  tfjs: ({ inputShapes, outputShapes }) =>
    first(inputShapes).length > 1
      ? { className: 'Dense', config: { units: 1 }, flat: true }
      : { className: 'Dense', config: { units: first(outputShapes)[0] ?? 1 } },
};
