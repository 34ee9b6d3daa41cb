/** Options that several layers have: counts, the activation after a sum, and how a window meets the edge. */
import { type ChoiceField, type NumberField, type Options, textOption } from '../fields.ts';
import type { Ops, Padding, TensorRef, UnaryName } from '../ops.ts';
import type { Init } from './layer.ts';

export const countField = (name: string, initial: number, min: number, max: number): NumberField => ({
  name,
  type: 'integer',
  default: initial,
  min,
  max,
  step: 1,
});

/** Own learning rate of what mixes tasks, as a multiple of the layer's. */
export const rateField: NumberField = {
  name: 'rate',
  type: 'number',
  default: 1,
  min: 0.01,
  max: 1000,
  scale: 'log',
  live: true,
};

export const activationField = (initial: string): ChoiceField => ({
  name: 'activation',
  type: 'choice',
  default: initial,
  choices: ['linear', 'relu', 'tanh', 'sigmoid', 'elu', 'softplus'],
});
export function activate(ops: Ops, options: Options, x: TensorRef): TensorRef {
  const name = textOption(options, 'activation');
  return name === 'linear' ? x : ops.unary(name as UnaryName, x);
}

/** How the kernel is drawn at the start. Glorot's for every activation, as in the common libraries, unless said otherwise. */
export const startField: ChoiceField = {
  name: 'start',
  type: 'choice',
  default: 'glorotUniform',
  choices: ['glorotUniform', 'heNormal', 'lecunNormal'],
  quiet: true,
};
export const startOf = (options: Options, fanIn: number, fanOut: number): Init => {
  const kind = textOption(options, 'start');
  return kind === 'heNormal' || kind === 'lecunNormal' ? { kind, fanIn } : { kind: 'glorotUniform', fanIn, fanOut };
};

export const paddingField: ChoiceField = {
  name: 'padding',
  type: 'choice',
  default: 'same',
  choices: ['same', 'valid'],
};
export const paddingOption = (options: Options): Padding => textOption(options, 'padding') as Padding;

/** Places that a window of `size` takes along an axis of `length`. */
export function windows(length: number, size: number, stride: number, padding: Padding): number {
  return padding === 'same' ? Math.ceil(length / stride) : Math.ceil((length - size + 1) / stride);
}
