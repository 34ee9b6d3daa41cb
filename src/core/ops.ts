/**
 * Ops: the differentiable tensor operations that layers, losses and ties are written in. Injected by the engine,
 * so a layer file loads anywhere without a tensor library, and another executor can record or replay them.
 * Tensors are immutable; the engine disposes everything made during a step. Shapes below in brackets;
 * images are [B, H, W, C] (channels last), sequences [B, L, C].
 */
import type { Rng } from './math/rng.ts';

export type Shape = readonly number[];
/** An opaque tensor of the executor. tfjs tensors fit it as they are. */
export interface TensorRef {
  readonly shape: readonly number[];
}
export type Padding = 'same' | 'valid';
export type UnaryName =
  | 'relu'
  | 'elu'
  | 'tanh'
  | 'sigmoid'
  | 'softplus'
  | 'exp'
  | 'log'
  | 'abs'
  | 'square'
  | 'sqrt'
  | 'neg'
  | 'reciprocal';

export interface Ops {
  unary(name: UnaryName, x: TensorRef): TensorRef;
  /** Elementwise with broadcasting. */
  add(a: TensorRef, b: TensorRef): TensorRef;
  sub(a: TensorRef, b: TensorRef): TensorRef;
  mul(a: TensorRef, b: TensorRef): TensorRef;
  div(a: TensorRef, b: TensorRef): TensorRef;
  maximum(a: TensorRef, b: TensorRef): TensorRef;
  scalar(value: number): TensorRef;
  /** A constant; no gradient flows to it. */
  constant(values: Float32Array, shape: Shape): TensorRef;
  /** [..., m, k] x [..., k, n] */
  matMul(a: TensorRef, b: TensorRef, transposeA?: boolean, transposeB?: boolean): TensorRef;
  reshape(x: TensorRef, shape: Shape): TensorRef;
  transpose(x: TensorRef, order: readonly number[]): TensorRef;
  concat(xs: readonly TensorRef[], axis: number): TensorRef;
  slice(x: TensorRef, begin: readonly number[], size: readonly number[]): TensorRef;
  sum(x: TensorRef, axes?: readonly number[], keepDims?: boolean): TensorRef;
  mean(x: TensorRef, axes?: readonly number[], keepDims?: boolean): TensorRef;
  /** Over the last axis. */
  softmax(x: TensorRef): TensorRef;
  logSoftmax(x: TensorRef): TensorRef;
  /** x [B, H, W, C], kernel [kh, kw, C, K] -> [B, H', W', K] */
  conv2d(x: TensorRef, kernel: TensorRef, stride: number, padding: Padding): TensorRef;
  /** x [B, L, C], kernel [k, C, K] -> [B, L', K] */
  conv1d(x: TensorRef, kernel: TensorRef, stride: number, padding: Padding): TensorRef;
  maxPool2d(x: TensorRef, size: number, stride: number): TensorRef;
  /** Nearest neighbour by an integer factor: [B, H, W, C] -> [B, H*f, W*f, C] */
  upsample2d(x: TensorRef, factor: number): TensorRef;
  /** table [V, D], ids [B, L] holding whole numbers -> [B, L, D] */
  gather(table: TensorRef, ids: TensorRef): TensorRef;
  /** ids [B] or [B, 1] holding whole numbers -> [B, depth]; no gradient. */
  oneHot(ids: TensorRef, depth: number): TensorRef;
  /** Same value, no gradient. */
  stopGradient(x: TensorRef): TensorRef;
  /** A value worked out on the CPU from the numbers of `xs`; no gradient. Costs a readback: for algebra on T x T numbers. */
  onHost(xs: readonly TensorRef[], shape: Shape, work: (values: readonly Float32Array[]) => Float32Array): TensorRef;
  /** 1 where a > b, else 0; no gradient. */
  greater(a: TensorRef, b: TensorRef): TensorRef;
}

/** What numbers of one step may be made from. */
export interface StepNumbers {
  readonly step: number;
  /** The stream of (run seed, step, initKey). */
  readonly rng: Rng;
}
/** What a layer may know of the step it runs in. */
export interface ForwardContext {
  readonly training: boolean;
  /**
   * Inverted-dropout mask of this step: 0 with probability `rate`, else 1 / (1 - rate). Drawn from
   * (run seed, step, initKey), so twins and corresponding layers of two models get the same mask.
   */
  mask(rate: number, shape: Shape): TensorRef;
  /** Numbers that `fill` writes anew at every step, also where the layer's operations were recorded once; no gradient. */
  fresh(shape: Shape, fill: (values: Float32Array, at: StepNumbers) => void): TensorRef;
  /**
   * A scalar that the tasks which train this layer lower together with their losses, in equal parts. It changes their
   * gradients and not the losses that are shown. Absent: nobody trains.
   */
  penalise?(value: TensorRef): void;
  /** Takes what a running statistic of the layer should move towards, and by which share; absent: nobody keeps it. */
  note?(name: string, value: TensorRef, share: number): void;
}
