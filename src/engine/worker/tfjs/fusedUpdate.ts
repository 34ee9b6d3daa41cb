/**
 * The optimiser on webgl as programs of our own, in two forms. Where draws are what a step is made of: parameters and
 * running values of all that is stepped alike lie in one flat texture, theta | first | second, and one draw over it makes
 * the next from the gradients as they are. Where arithmetic is: one draw per parameter and running value, 2 x 2 numbers a
 * texel, which is the layout that products want and leave. tfjs would take a dozen operations per parameter.
 * Arithmetic as in updateArrays.ts, epsilon outside the bias correction.
 */
import {
  engine,
  type KernelFunc,
  type NamedAttrMap,
  type NamedTensorMap,
  registerKernel,
  type Tensor,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import type { OptimizerKind, OptimizerSpec } from '../../../core/experiment/experiment.ts';

const FLAT = 'BraidUpdateFlat';
const PACKED = 'BraidUpdatePacked';
/** Textures that a program may read at once, by WebGL 2; one is the state. */
export const MOST_GRADIENTS = 15;

/** What a draw is given beside textures, in this order. */
const NUMBERS = ['rate', 'l2', 'keep', 'a', 'b', 'epsilon', 'scaleA', 'scaleB'] as const;
export type UpdateNumbers = Readonly<Record<(typeof NUMBERS)[number], number>>;

/** New `f` (first) and `s` (second) from the slope and the old ones, then the move; for single numbers and for four. */
const ADAM = {
  slots: ['f = a * f + (1.0 - a) * slope;', 's = b * s + (1.0 - b) * slope * slope;'],
  move: 'scaleA * f / (sqrt(s * scaleB) + epsilon)',
} as const;
const RULES: Readonly<
  Record<Exclude<OptimizerKind, 'sgd'>, { readonly slots: readonly string[]; readonly move: string }>
> = {
  momentum: { slots: ['f = a * f + slope;'], move: 'f' },
  rmsprop: { slots: ['f = a * f + (1.0 - a) * slope * slope;'], move: 'slope / (sqrt(f) + epsilon)' },
  adam: ADAM,
  adamw: ADAM,
};
export const isFused = (kind: OptimizerKind): kind is keyof typeof RULES => kind in RULES;

export function numbersOf(
  spec: OptimizerSpec,
  {
    rate,
    l2,
    decay,
    count,
  }: { readonly rate: number; readonly l2: number; readonly decay: number; readonly count: number },
): UpdateNumbers {
  const plain = { rate, l2, keep: 1, a: 0, b: 0, epsilon: 0, scaleA: 1, scaleB: 1 };
  if (spec.kind === 'momentum') return { ...plain, a: spec.momentum };
  if (spec.kind === 'rmsprop') return { ...plain, a: spec.rho, epsilon: spec.epsilon };
  if (spec.kind === 'sgd') return plain;
  const { beta1, beta2, epsilon } = spec;
  return {
    rate,
    l2,
    keep: 1 - rate * decay,
    a: beta1,
    b: beta2,
    epsilon,
    scaleA: 1 / (1 - beta1 ** count),
    scaleB: 1 / (1 - beta2 ** count),
  };
}

const customUniforms = NUMBERS.map((name) => ({ name, type: 'float' as const }));
const uniformsOf = (numbers: UpdateNumbers): number[][] => NUMBERS.map((name) => [numbers[name]]);

interface Program {
  readonly packedInputs?: boolean;
  readonly packedOutput?: boolean;
  readonly variableNames: string[];
  readonly outputShape: number[];
  readonly userCode: string;
  readonly customUniforms: { name: string; type: 'float' }[];
}
interface WebglBackend {
  runWebGLProgram(program: Program, inputs: TensorInfo[], dtype: 'float32', uniforms: number[][]): TensorInfo;
}

/** Reads the number at flat place `at` of a gradient by its own coordinates. */
function read(name: string, shape: readonly number[], at: string): string {
  const strides = util.computeStrides([...shape]);
  const coordinates = shape.map((length, axis) => {
    const stride = strides[axis];
    const along = stride === undefined ? at : `(${at}) / ${stride}`;
    return axis === 0 ? along : `(${along}) - ((${along}) / ${length}) * ${length}`;
  });
  return `get${name}(${coordinates.join(', ')})`;
}

class FlatProgram implements Program {
  readonly variableNames: string[];
  readonly outputShape: number[];
  readonly userCode: string;
  readonly customUniforms = customUniforms;

  /** @param sizes numbers of each parameter; `shapes` those of its gradient, absent: zero */
  constructor(kind: keyof typeof RULES, sizes: readonly number[], shapes: readonly (readonly number[] | undefined)[]) {
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const { slots, move } = RULES[kind];
    const present = shapes.flatMap((shape, i) => (shape ? [`G${i}`] : []));
    this.variableNames = ['State', ...present];
    this.outputShape = [total * (1 + slots.length)];
    let start = 0;
    const cases = sizes.map((size, i) => {
      const from = start;
      start += size;
      const shape = shapes[i];
      const value = shape ? read(`G${i}`, shape, `j - ${from}`) : '0.0';
      return i === sizes.length - 1 ? `return ${value};` : `if (j < ${start}) return ${value};`;
    });
    this.userCode = `
      float gradientAt(int j) { ${cases.join('\n')} }
      void main() {
        int i = getOutputCoords();
        int part = i / ${total};
        int j = i - part * ${total};
        float theta = getState(j);
        float f = getState(${total} + j);
        float s = ${slots.length > 1 ? `getState(${2 * total} + j)` : '0.0'};
        float slope = gradientAt(j) + l2 * theta;
        ${slots.join(' ')}
        float moved = theta * keep - rate * (${move});
        setOutput(part == 0 ? moved : part == 1 ? f : s);
      }`;
  }
}

/** Four numbers at a time; what it makes: the parameter, or one of its running values. */
class PackedProgram implements Program {
  readonly packedInputs = true;
  readonly packedOutput = true;
  readonly variableNames: string[];
  readonly outputShape: number[];
  readonly userCode: string;
  readonly customUniforms = customUniforms;

  constructor(kind: keyof typeof RULES, makes: 'theta' | 0 | 1, shape: readonly number[], gradient: boolean) {
    const { slots, move } = RULES[kind];
    this.outputShape = [...shape];
    this.variableNames = ['Theta', 'First', ...(slots.length > 1 ? ['Second'] : []), ...(gradient ? ['G'] : [])];
    const [first, second = ''] = slots;
    // The parameter is made last, from running values that are new already.
    const makeOne = makes === 0 ? first : makes === 1 ? second : `f = theta * keep - rate * (${move});`;
    this.userCode = `
      void main() {
        vec4 theta = getThetaAtOutCoords();
        vec4 f = getFirstAtOutCoords();
        vec4 s = ${slots.length > 1 ? 'getSecondAtOutCoords()' : 'vec4(0.0)'};
        vec4 slope = ${gradient ? 'getGAtOutCoords()' : 'vec4(0.0)'} + l2 * theta;
        ${makeOne}
        setOutput(${makes === 1 ? 's' : 'f'});
      }`;
  }
}

interface FlatAttributes {
  readonly kind: keyof typeof RULES;
  readonly sizes: readonly number[];
  readonly numbers: UpdateNumbers;
}
const flatKernel: KernelFunc = ({ inputs, backend, attrs }) => {
  const { kind, sizes, numbers } = attrs as unknown as FlatAttributes;
  const gradients = sizes.map((_, i) => inputs[`g${i}`] as TensorInfo | undefined);
  const program = new FlatProgram(
    kind,
    sizes,
    gradients.map((each) => each?.shape),
  );
  const textures = [inputs.state as TensorInfo, ...gradients.filter((each) => each !== undefined)];
  return (backend as unknown as WebglBackend).runWebGLProgram(program, textures, 'float32', uniformsOf(numbers));
};
interface PackedAttributes {
  readonly kind: keyof typeof RULES;
  readonly makes: 'theta' | 0 | 1;
  readonly numbers: UpdateNumbers;
}
const packedKernel: KernelFunc = ({ inputs, backend, attrs }) => {
  const { kind, makes, numbers } = attrs as unknown as PackedAttributes;
  const { theta, first, second, gradient } = inputs as Record<string, TensorInfo | undefined>;
  const program = new PackedProgram(kind, makes, (theta as TensorInfo).shape, gradient !== undefined);
  const textures = [theta, first, second, gradient].filter((each) => each !== undefined);
  return (backend as unknown as WebglBackend).runWebGLProgram(program, textures, 'float32', uniformsOf(numbers));
};

export function registerFusedUpdate(): void {
  registerKernel({ kernelName: FLAT, backendName: 'webgl', kernelFunc: flatKernel });
  registerKernel({ kernelName: PACKED, backendName: 'webgl', kernelFunc: packedKernel });
}

/** The next state [(1 + slots) * P] of parameters that lie end to end. */
export function fusedUpdate(state: Tensor, gradients: readonly (Tensor | undefined)[], how: FlatAttributes): Tensor {
  const inputs: NamedTensorMap = { state };
  for (const [i, gradient] of gradients.entries()) if (gradient) inputs[`g${i}`] = gradient;
  return engine().runKernel(FLAT, inputs, how as unknown as NamedAttrMap) as Tensor;
}

/** New value and slots of one parameter. */
export function packedUpdate(
  kind: keyof typeof RULES,
  theta: Tensor,
  gradient: Tensor | undefined,
  slots: readonly Tensor[],
  numbers: UpdateNumbers,
): { theta: Tensor; slots: Tensor[] } {
  const make = (makes: PackedAttributes['makes'], [first, second]: readonly Tensor[]): Tensor => {
    const inputs = { theta, first, ...(second ? { second } : {}), ...(gradient ? { gradient } : {}) } as NamedTensorMap;
    return engine().runKernel(PACKED, inputs, { kind, makes, numbers } as unknown as NamedAttrMap) as Tensor;
  };
  const next = slots.map((_, i) => make(i as 0 | 1, slots));
  return { theta: make('theta', next), slots: next };
}
