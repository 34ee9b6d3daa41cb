/**
 * A program: the operations of one training step, recorded once for a plan and a batch size, and run again and again
 * over the same buffers. The steps forward are as they were recorded; the steps backward follow from them, worked out
 * once per question (which losses, which parameters): only what lies between them is walked.
 * Reverse accumulation as in Griewank & Walther, "Evaluating Derivatives", SIAM 2008, chapter 3.
 */
import type { Shape } from '../../../core/ops.ts';
import { type ArrayTensor, type Cell, type Make, type Step, sizeOf } from './arrayTensor.ts';
import type { Bound } from './bound.ts';
import { chain } from './chain.ts';
import { type Kernels, plainKernels } from './kernels.ts';

/** Gradients lie side by side, so that they are cleared together. */
export type Allocate = (size: number, gradient?: boolean) => Float32Array;

/** Values as they come; nothing is remembered. */
export const makeNow: Make = (_inputs, shape, forward) => {
  const values = new Float32Array(sizeOf(shape));
  forward(values)();
  return { shape, cell: { values, grad: undefined, step: undefined } };
};

export interface Recording {
  readonly make: Make;
  readonly steps: readonly Step[];
  /** A place that is filled before each run; `differentiable`: gradients are wanted for it. */
  slot(shape: readonly number[], differentiable?: boolean): ArrayTensor;
}
/** @param runs whether steps are run as they are recorded; else only their sizes are of interest */
export function startRecording(allocate: Allocate, runs: boolean): Recording {
  const steps: Step[] = [];
  const make: Make = (inputs, shape, forward, back) => {
    const values = allocate(sizeOf(shape));
    const cells = inputs.map((input) => input.cell);
    const differentiable = back !== undefined && cells.some((cell) => cell.grad !== undefined);
    const step: Step = { inputs: cells, output: undefined as unknown as Cell, run: forward(values), back };
    const cell: Cell = { values, grad: differentiable ? allocate(values.length, true) : undefined, step };
    const done = Object.assign(step, { output: cell });
    steps.push(done);
    if (runs) done.run();
    return { shape, cell };
  };
  const slot: Recording['slot'] = (shape, differentiable = false) => {
    const size = sizeOf(shape);
    const grad = differentiable ? allocate(size, true) : undefined;
    return { shape, cell: { values: allocate(size), grad, step: undefined } };
  };
  return { make, steps, slot };
}

export interface Walk {
  /** Gradients of sum_t factors_t root_t into the targets' own buffers. */
  run(factors: readonly number[]): void;
  /** Which of the targets a root reaches. */
  readonly reached: ReadonlySet<Cell>;
}

/** Constants of a recording lie with its other buffers, where compiled kernels find them. */
export const constantIn =
  (slot: Recording['slot']) =>
  (values: Float32Array, shape: Shape): ArrayTensor => {
    const place = slot(shape);
    place.cell.values.set(values);
    return place;
  };

/** The same numbers in as few pieces as can be: buffers side by side become one, with the padding between them. */
function spansOf(buffers: Iterable<Float32Array>): Float32Array[] {
  const spans: Float32Array[] = [];
  for (const next of [...buffers].sort((a, b) => a.byteOffset - b.byteOffset)) {
    const at = spans.findIndex((span) => span.buffer === next.buffer && endOf(span) + PADDING > next.byteOffset);
    const span = spans[at];
    if (span) spans[at] = new Float32Array(span.buffer, span.byteOffset, (endOf(next) - span.byteOffset) / 4);
    else spans.push(next);
  }
  return spans;
}
const endOf = ({ byteOffset, byteLength }: Float32Array): number => byteOffset + byteLength;
/** Buffers begin at whole vectors, bytes. */
const PADDING = 16;

/** The walk back from scalar roots to targets, through the recorded steps. */
export function planWalk(
  steps: readonly Step[],
  roots: readonly Cell[],
  targets: readonly Cell[],
  clear: Kernels['clear'] = plainKernels.clear,
): Walk {
  const fromTarget = new Set<Cell>(targets);
  for (const step of steps) {
    if (step.output.grad && step.inputs.some((input) => fromTarget.has(input))) fromTarget.add(step.output);
  }
  const toRoot = new Set<Cell>(roots.filter((root) => fromTarget.has(root)));
  const path: Bound[] = [];
  for (let i = steps.length - 1; i >= 0; i -= 1) {
    const step = steps[i] as Step;
    const { output, back } = step;
    if (!back || !output.grad || !toRoot.has(output)) continue;
    const into = step.inputs.map((input) => (fromTarget.has(input) ? input.grad : undefined));
    for (const [k, input] of step.inputs.entries()) if (into[k]) toRoot.add(input);
    const bound = back(output.grad, into, output.values);
    if (bound) path.push(bound);
  }
  const buffers = new Set([...toRoot].flatMap((cell) => (cell.grad ? [cell.grad] : [])));
  const begin = chain(spansOf(buffers).map(clear));
  const walk = chain(path);
  const seeds = roots.map((root) => (toRoot.has(root) ? root.grad : undefined));
  return {
    reached: new Set(targets.filter((target) => toRoot.has(target))),
    run(factors) {
      begin();
      for (let t = 0; t < seeds.length; t += 1) {
        const grad = seeds[t];
        if (grad) grad[0] = (grad[0] as number) + (factors[t] as number);
      }
      walk();
    },
  };
}
