/**
 * What layers, losses, ties and balancing methods say of themselves as text of a generated program (`pytorch`, `keras`), and
 * small writers of Python. What has no text makes the export refuse with its name; nothing is left out in silence.
 * In PyTorch text, values of more than one axis have their channels FIRST, [B, C, H, W] and [B, C, L], as its convolutions
 * want them; in Keras text they have them last, as in the engine. Word numbers are [B, L] in both.
 */
import { type Options, textOption } from './fields.ts';
import type { Shape } from './ops.ts';

export interface CodeContext {
  /** The node's name in the program: a Python identifier. */
  readonly name: string;
  /** Names the layer's random streams. */
  readonly initKey: string;
  /** One Python expression per wire, in the order of `forward`'s inputs. */
  readonly inputs: readonly string[];
  /** Channels last and without the batch axis, as in `forward`. */
  readonly inputShapes: readonly Shape[];
  readonly outputShapes: readonly Shape[];
  /** Complete. */
  readonly options: Options;
  /** Shapes of the layer's parameters by name. */
  readonly parameters: Readonly<Record<string, Shape>>;
}
/** Top-level Python that a layer needs, by the name it defines: written once, however many layers use it. */
export type Helpers = Readonly<Record<string, string>>;

/**
 * `call` and `penalty` may read `batch`, which is `None` outside of training: `batch.mask(key, rate, shape)` and
 * `batch.stream(key)` give the page's own random numbers, `batch.rows` the rows of the whole batch, `batch.moves` says whether
 * running statistics move on; in PyTorch `batch.total(x)` is the sum over processes.
 */
export interface LayerCode {
  /** What `self.<name>` is, e.g. `nn.Linear(2, 8)`; absent: the layer keeps nothing. */
  readonly module?: string;
  /** The output; with several output ports a tuple or list. The module is `self.<name>`. */
  readonly call: string;
  readonly helpers?: Helpers;
  /** A scalar that the layer's tasks lower together with their losses. */
  readonly penalty?: string;
}
export interface PytorchCode extends LayerCode {
  /** Where each of our parameters stands inside the module. Absent: no parameters. */
  readonly parameters?: Readonly<Record<string, PytorchParameter>>;
}
export interface PytorchParameter {
  /** Its name in the module's `state_dict`, e.g. `weight`. */
  readonly name: string;
  /** Axis i of PyTorch's tensor is axis order[i] of ours; absent: the same order. */
  readonly order?: readonly number[];
}
/** The module's weights are made with it, in the order of `parameters`: `built(layers.Dense(8), 2)` or `Weights(alpha=(2, 2))`. */
export type KerasCode = LayerCode;

/** A layer of TensorFlow.js Layers, whose weights are ours in the order of `parameters`. */
export interface TfjsCode {
  readonly className: string;
  /** As `model.json` writes it; its name is added. */
  readonly config: Readonly<Record<string, PyData>>;
  /** What it gives is laid out as one row. */
  readonly flat?: boolean;
  /** The same weights on each of its inputs, with an output for each. */
  readonly each?: boolean;
}
/** Why a layer has no counterpart there: the code of an issue that names it. */
export interface TfjsRefusal {
  readonly refused: string;
}
/** A layer that hands on what it gets. */
export const TFJS_PASS: TfjsCode = { className: 'Activation', config: { activation: 'linear' } };

/** A loss: a function of `outputs` [B, K] and `labels` [B, width] that gives one number a row, [B]. */
export interface LossCode {
  readonly name: string;
  /** `def <name>(outputs, labels): …` */
  readonly source: string;
}
/** A tie's proximal step: a function of `twins` (tensors), `strength`, `rates` that gives new twins. */
export interface TieCode {
  readonly name: string;
  /** `def <name>(twins, strength, rates): …` */
  readonly source: string;
  /** Where `source` is PyTorch's: the same function of numpy arrays. Absent: `source` is plain arithmetic, which both read. */
  readonly numpy?: string;
  /** Further keyword arguments. */
  arguments?(about: TieFacts): Readonly<Record<string, PyData>>;
}
export interface TieFacts {
  readonly relations: readonly (readonly number[])[] | undefined;
  /** Which axis of a twin, as the program lays it out, numbers its input features; -1 for a bias. */
  readonly featureAxis: number;
}
/**
 * A balancing method: a class made with the model's tasks and the arguments below, with `weigh(step)` that gives one weight
 * per task of `step.tasks`. `step` holds number, epoch, tasks, all_tasks, losses (lambda_t L_t), gramian (numpy, float64,
 * where the method needs it; `cross_gramian` between the last two of a step's batches) and rows (labelled training rows by task). Further methods where the method has
 * them: `turn(step)` gives the tasks that step now, `epoch_end(means)`, `after_step(step, losses)` hears the losses after the step;
 * `direction(step)` stands in place of `weigh` for methods on the whole jacobian (step.jacobian). It uses numpy alone, so that any
 * framework can.
 */
export interface MethodCode {
  readonly name: string;
  readonly source: string;
  readonly helpers?: Helpers;
  /** The method draws from `step.stream`. */
  readonly random?: boolean;
  /** It reads `step.uniforms`, drawn anew for each step: one number in [0, 1) per column of `step.jacobian`. */
  readonly uniforms?: boolean;
  /** Keyword arguments from complete options. */
  arguments(options: Options, tasks: readonly string[]): Readonly<Record<string, PyData>>;
}
export type PyData = number | string | boolean | readonly PyData[] | { readonly [key: string]: PyData };

/** A Python string. What stands in it came with a link or a file: it must not be able to end the string. */
export const pyString = (text: string): string =>
  // Half a character has no name in a file: there it is the sign for 'no character', and so here.
  JSON.stringify(text.replace(/\p{Cs}/gu, '\ufffd')).replace(/[\u007f-\u{10ffff}]/gu, (character) => {
    const code = (character.codePointAt(0) as number).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
export const pyTuple = (values: readonly (string | number)[]): string =>
  values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`;
/** Plain data as Python: -1.5, True, {"a": [1, 2]}. */
export function pyValue(value: PyData): string {
  if (typeof value === 'string') return pyString(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return String(value);
    return `float("${Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'}")`;
  }
  if (Array.isArray(value)) return `[${value.map(pyValue).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${pyString(key)}: ${pyValue(inner)}`)
    .join(', ')}}`;
}

/** `x` [B, C, ...] as [B, ..., C], for a shape given channels last. */
export function channelsLast(x: string, shape: Shape): string {
  if (shape.length < 2) return x;
  return `${x}.permute${pyTuple([0, ...shape.slice(1).map((_, place) => place + 2), 1])}`;
}
/** `x` [B, ..., C] as [B, C, ...], for a shape given channels last. */
export function channelsFirst(x: string, shape: Shape): string {
  if (shape.length < 2) return x;
  return `${x}.permute${pyTuple([0, shape.length, ...shape.slice(1).map((_, place) => place + 1)])}`;
}

const PYTORCH_ACTIVATIONS: Readonly<Record<string, string>> = {
  relu: 'torch.relu',
  tanh: 'torch.tanh',
  sigmoid: 'torch.sigmoid',
  elu: 'F.elu',
  softplus: 'F.softplus',
};
/** `call` with the layer's activation around it. */
export function pytorchActivation(options: Options, call: string): string {
  const name = PYTORCH_ACTIVATIONS[textOption(options, 'activation')];
  return name ? `${name}(${call})` : call;
}
const TENSORFLOW_ACTIVATIONS: Readonly<Record<string, string>> = {
  relu: 'tf.nn.relu',
  tanh: 'tf.tanh',
  sigmoid: 'tf.sigmoid',
  elu: 'tf.nn.elu',
  softplus: 'tf.nn.softplus',
};
/** `call` with the layer's activation around it, where no layer of Keras has it. */
export function kerasActivated(options: Options, call: string): string {
  const name = TENSORFLOW_ACTIVATIONS[textOption(options, 'activation')];
  return name ? `${name}(${call})` : call;
}
/** A layer of Keras with its weights made for rows of a shape. */
export const kerasBuilt = (layer: string, shape: Shape): string => `built(${[layer, ...shape].join(', ')})`;
/** A layer that holds the parameters by name, for a function of ours to read. */
export const kerasWeights = (parameters: CodeContext['parameters']): string =>
  `Weights(${Object.entries(parameters)
    .map(([name, shape]) => `${name}=${pyTuple(shape)}`)
    .join(', ')})`;
/** `, activation="tanh"`, or nothing for a linear layer. */
export function kerasActivation(options: Options): string {
  const name = textOption(options, 'activation');
  return name === 'linear' ? '' : `, activation="${name}"`;
}

/** Zeros before and after along one axis, so that ceil(length / stride) windows fit: what 'same' means here. */
export function samePadding(length: number, size: number, stride: number): readonly [number, number] {
  const needed = Math.max(0, (Math.ceil(length / stride) - 1) * stride + size - length);
  return [Math.floor(needed / 2), Math.ceil(needed / 2)];
}
