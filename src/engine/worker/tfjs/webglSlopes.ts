/**
 * The way back on webgl in one draw each through activations, where tfjs multiplies, squares and subtracts in draws of
 * their own, and through sums, where it uploads a tensor of ones to multiply by; and the logarithm of the softmax with its
 * gradient, one draw each instead of six and four. Formulas and saved tensors are those of tfjs-core's gradients, which
 * stay in place for other backends; but a relu's slope at a number that is none is 0 here (the loss tells of it).
 */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import {
  customGrad,
  engine,
  env,
  type GradSaveFunc,
  getBackend,
  getGradient,
  getKernel,
  type KernelFunc,
  logSoftmax,
  type NamedAttrMap,
  type NamedTensorMap,
  registerGradient,
  registerKernel,
  reshape,
  type Tensor,
  type TensorInfo,
  unregisterGradient,
  util,
} from '@tensorflow/tfjs-core';
import { orStock } from './webglFallback.ts';

const SLOPE = 'BraidSlope';
const SPREAD = 'BraidSpread';
const LOG_SOFTMAX = 'BraidLogSoftmax';
const LOG_SOFTMAX_SLOPE = 'BraidLogSoftmaxSlope';
/** Axes that programs can spread over. */
const MOST_AXES = 4;
/** Each number looks at its whole row: with more classes tfjs's reductions are better. */
const MOST_CLASSES = 64;

/** By the operation: the gradient from the one that comes in, `d`, and what tfjs saves, `y`; FLOAT is float or vec4. */
const SLOPES = {
  Relu: 'd * (1.0 - step(y, FLOAT(0.0)))',
  Tanh: 'd * (1.0 - y * y)',
  Sigmoid: 'd * y * (1.0 - y)',
  Softplus: 'd / (1.0 + exp(-y))',
} as const;
type Activation = keyof typeof SLOPES;

interface Program {
  readonly packedInputs?: boolean;
  readonly packedOutput?: boolean;
  readonly variableNames: string[];
  readonly outputShape: number[];
  readonly userCode: string;
  readonly enableShapeUniforms: boolean;
  readonly customUniforms?: { name: string; type: 'int' }[];
}
type Run = (program: Program, inputs: TensorInfo[], dtype: string, uniforms?: number[][]) => TensorInfo;
const run = (backend: unknown, program: Program, inputs: TensorInfo[], uniforms?: number[][]): TensorInfo => {
  const webgl = backend as MathBackendWebGL;
  return (webgl.runWebGLProgram as unknown as Run).call(webgl, program, inputs, 'float32', uniforms);
};
const shapeUniforms = (): boolean => env().getBool('WEBGL_USE_SHAPES_UNIFORMS');

const slopeKernel: KernelFunc = ({ inputs, backend, attrs }) => {
  const { dy, saved } = inputs as { dy: TensorInfo; saved: TensorInfo };
  const packed = env().getBool('WEBGL_PACK');
  const float = packed ? 'vec4' : 'float';
  const formula = SLOPES[(attrs as unknown as { of: Activation }).of].replaceAll('FLOAT', float);
  const userCode = `
    void main() {
      ${float} d = getDAtOutCoords();
      ${float} y = getYAtOutCoords();
      setOutput(${formula});
    }`;
  const how = {
    packedInputs: packed,
    packedOutput: packed,
    enableShapeUniforms: shapeUniforms() && dy.shape.length <= 4,
  };
  return run(backend, { ...how, variableNames: ['D', 'Y'], outputShape: dy.shape, userCode }, [dy, saved]);
};

/** `x`, which has length 1 where it is to be spread, in the given shape. */
const spreadKernel: KernelFunc = ({ inputs, backend, attrs }) => {
  const { shape } = attrs as unknown as { shape: number[] };
  const packed = env().getBool('WEBGL_PACK');
  const how = { packedInputs: packed, packedOutput: packed, enableShapeUniforms: shapeUniforms() && shape.length <= 4 };
  const userCode = 'void main() { setOutput(getXAtOutCoords()); }';
  return run(backend, { ...how, variableNames: ['X'], outputShape: shape, userCode }, [inputs.x as TensorInfo]);
};

/** A program over rows, of which it knows the number of `classes`. */
function byRows(backend: unknown, inputs: Readonly<Record<string, TensorInfo>>, userCode: string): TensorInfo {
  const infos = Object.values(inputs);
  const { shape } = infos[0] as TensorInfo;
  const classes = shape.at(-1) as number;
  const flat = [shape.reduce((product, n) => product * n, 1) / classes, classes];
  const program: Program = {
    variableNames: Object.keys(inputs),
    outputShape: flat,
    enableShapeUniforms: shapeUniforms(),
    customUniforms: [{ name: 'classes', type: 'int' }],
    userCode,
  };
  const out = run(
    backend,
    program,
    infos.map((each) => ({ ...each, shape: flat })),
    [[classes]],
  );
  return { ...out, shape };
}
const logSoftmaxKernel: KernelFunc = ({ inputs, backend }) =>
  byRows(
    backend,
    { X: inputs.x as TensorInfo },
    `
    void main() {
      ivec2 at = getOutputCoords();
      float most = getX(at.x, 0);
      for (int k = 1; k < classes; k++) most = max(most, getX(at.x, k));
      float sum = 0.0;
      for (int k = 0; k < classes; k++) sum += exp(getX(at.x, k) - most);
      setOutput(getX(at.x, at.y) - most - log(sum));
    }`,
  );
const logSoftmaxSlopeKernel: KernelFunc = ({ inputs, backend }) =>
  byRows(
    backend,
    { D: inputs.dy as TensorInfo, Y: inputs.saved as TensorInfo },
    `
    void main() {
      ivec2 at = getOutputCoords();
      float sum = 0.0;
      for (int k = 0; k < classes; k++) sum += getD(at.x, k);
      setOutput(getD(at.x, at.y) - exp(getY(at.x, at.y)) * sum);
    }`,
  );

/** Puts a gradient of ours in the place of tfjs-core's; `undefined` and other backends: the stock one. */
function replaceGradient(
  operation: string,
  own: (dy: Tensor, saved: Tensor, attributes: NamedAttrMap) => NamedGradient | undefined,
): void {
  const config = getGradient(operation);
  unregisterGradient(operation);
  registerGradient({
    ...config,
    gradFunc(dy, saved, attributes) {
      const [first] = saved;
      const ours = getBackend() === 'webgl' && !Array.isArray(dy) && first && dy.dtype === 'float32' && dy.size > 0;
      const found = ours
        ? orStock(
            `${operation} back`,
            () => own(dy, first, attributes),
            () => undefined,
          )
        : undefined;
      return found ?? config.gradFunc(dy, saved, attributes);
    },
  });
}
type NamedGradient = Record<string, () => Tensor>;

/** Call once tfjs-core's gradients are registered. */
export function registerSlopes(): void {
  for (const [kernelName, kernelFunc] of Object.entries({
    [SLOPE]: slopeKernel,
    [SPREAD]: spreadKernel,
    [LOG_SOFTMAX]: logSoftmaxKernel,
    [LOG_SOFTMAX_SLOPE]: logSoftmaxSlopeKernel,
  })) {
    registerKernel({ kernelName, backendName: 'webgl', kernelFunc });
  }
  for (const operation of Object.keys(SLOPES)) {
    replaceGradient(operation, (dy, saved) => {
      const slope = runKernel(SLOPE, { dy, saved }, { of: operation });
      return { x: () => slope };
    });
  }
  replaceGradient('Sum', (dy, x, { axis }) => {
    if (x.rank > MOST_AXES) return undefined;
    const axes = util.parseAxisParam(axis as number | number[], x.shape);
    const thin = reshape(
      dy,
      x.shape.map((length, i) => (axes.includes(i) ? 1 : length)),
    );
    const spread = runKernel(SPREAD, { x: thin }, { shape: x.shape });
    return { x: () => spread };
  });
}

const runKernel = (name: string, inputs: NamedTensorMap, attributes: NamedAttrMap = {}): Tensor =>
  engine().runKernel(name, inputs, attributes) as Tensor;

const registered = (): boolean => getKernel(SLOPE, 'webgl') !== undefined;

/** Over the last axis. */
export function webglLogSoftmax(x: Tensor): Tensor {
  if ((x.shape.at(-1) ?? 0) > MOST_CLASSES || x.size === 0 || !registered()) return logSoftmax(x);
  const own = customGrad((logits, save) => {
    const value = runKernel(LOG_SOFTMAX, { x: logits as Tensor });
    (save as GradSaveFunc)([value]);
    return {
      value,
      gradFunc: (dy: Tensor, [saved]: Tensor[]) => runKernel(LOG_SOFTMAX_SLOPE, { dy, saved: saved as Tensor }),
    };
  });
  return orStock(
    LOG_SOFTMAX,
    () => own(x),
    () => logSoftmax(x),
  );
}
