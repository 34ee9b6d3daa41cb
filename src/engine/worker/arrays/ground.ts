/**
 * Where a program's buffers lie, and who computes over them: plain loops over the heap, or compiled loops over a memory
 * of their own (simdKernels.ts), which has to be as large as the program will need.
 */
import { type Kernels, plainKernels } from './kernels.ts';
import type { Allocate } from './program.ts';

export interface Ground {
  readonly allocate: Allocate;
  readonly kernels: Kernels;
  /** False: only the sizes of what is recorded are of interest. */
  readonly runs: boolean;
}
/** A ground for that many numbers in that many buffers; absent: the heap. */
export type MakeGround = (wanted: {
  readonly buffers: readonly number[];
  readonly gradients: readonly number[];
  readonly scratch: number;
}) => Ground | undefined;

export const heap: Ground = { allocate: (size) => new Float32Array(size), kernels: plainKernels, runs: true };

/** Recorded once without running, to see what it needs, then where its buffers will lie for good. */
export function recordOn<Program>(record: (ground: Ground) => Program, makeGround: MakeGround): Program {
  const buffers: number[] = [];
  const gradients: number[] = [];
  let scratch = 0;
  record({
    allocate(size, gradient) {
      (gradient ? gradients : buffers).push(size);
      return new Float32Array(size);
    },
    kernels: {
      ...plainKernels,
      reserve(size) {
        scratch = Math.max(scratch, size);
      },
    },
    runs: false,
  });
  return record(makeGround({ buffers, gradients, scratch }) ?? heap);
}
