/**
 * What one call of probes measures on: forward passes on the present parameters, each made once and shared by all probes
 * that ask for it, and the names that a probe may use.
 */
import type { ModelId, NodeId, TaskId } from '../../core/experiment/experiment.ts';
import type { TensorRef } from '../../core/ops.ts';
import { error, type Issue } from '../../core/result.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import type { SplitName } from '../protocol.ts';
import type { Batch } from './batch.ts';
import { makeBatch } from './batches.ts';
import type { Learner } from './learner.ts';
import { forward, stepContext } from './network.ts';
import type { Run } from './run.ts';

/** A probe that cannot be measured: an unknown node, a grid without a plane. */
export class ProbeFault extends Error {
  readonly issue: Issue;
  constructor(issue: Issue) {
    super(issue.code);
    this.issue = issue;
  }
}
export const probeIssue = (fault: unknown): Issue =>
  fault instanceof ProbeFault ? fault.issue : error('engine.probe', { reason: String(fault) });

export type Outputs = ReadonlyMap<NodeId, readonly TensorRef[]>;

export interface Bench {
  readonly run: Run;
  learner(model: ModelId): Learner;
  /** Outputs of all nodes on a grid over the plane, one forward pass per (model, resolution). */
  onGrid(model: ModelId, resolution: number): Outputs;
  onRows(model: ModelId, split: SplitName, rows: readonly number[]): Outputs;
  onInput(model: ModelId, input: Float32Array): Outputs;
  task(id: TaskId): TaskDef;
  dispose(): void;
}

export function createBench(run: Run, seed: number): Bench {
  const { executor } = run;
  const { ops } = executor;
  const made = new Map<string, Outputs>();
  const held: TensorRef[] = [];
  const batches: Batch[] = [];
  const learner = (model: ModelId): Learner => {
    const found = run.learners.find((each) => each.plan.model === model);
    if (!found) throw new ProbeFault(error('engine.probeModel', { found: model }));
    return found;
  };
  const pass = (key: string, model: ModelId, inputs: () => Readonly<Record<string, TensorRef>>): Outputs => {
    const before = made.get(key);
    if (before) return before;
    const { plan, parameters } = learner(model);
    const outputs = new Map<NodeId, readonly TensorRef[]>();
    executor.tidy(() => {
      const found = forward({ ops, plan, parameters, inputs: inputs(), context: stepContext(ops, seed, 0, false) });
      // Clones, because an output may be an input or share its tensor with another node.
      for (const [node, list] of found)
        outputs.set(
          node,
          list.map((each) => executor.copy(each)),
        );
    });
    held.push(...[...outputs.values()].flat());
    made.set(key, outputs);
    return outputs;
  };
  return {
    run,
    learner,
    onGrid: (model, resolution) =>
      pass(`grid ${model} ${resolution}`, model, () => {
        const plane = run.outline.inputs.find((input) => input.kind === 'plane');
        if (!plane) throw new ProbeFault(error('engine.probePlane'));
        return { [plane.id]: ops.constant(gridPoints(plane.range ?? 1, resolution), [resolution * resolution, 2]) };
      }),
    onRows: (model, split, rows) =>
      pass(`rows ${model} ${split} ${rows.join()}`, model, () => {
        const batch = makeBatch(executor, run.ready[split], rows);
        batches.push(batch);
        return batch.inputs;
      }),
    onInput: (model, input) =>
      pass(`input ${model} ${made.size}`, model, () => {
        const first = run.outline.inputs[0];
        if (!first) throw new ProbeFault(error('engine.probePlane'));
        return { [first.id]: ops.constant(input, [1, ...first.shape]) };
      }),
    task(id) {
      const found = run.outline.tasks.find((task) => task.id === id);
      if (!found) throw new ProbeFault(error('engine.probeTask', { found: id }));
      return found;
    },
    dispose() {
      for (const each of held) executor.dispose(each);
      for (const each of batches) each.dispose();
    },
  };
}

/** Centres of resolution x resolution cells over [-range, range]^2, row 0 on top. */
export function gridPoints(range: number, resolution: number): Float32Array {
  const points = new Float32Array(resolution * resolution * 2);
  const at = (i: number): number => -range + ((i + 0.5) * 2 * range) / resolution;
  for (let row = 0; row < resolution; row += 1) {
    for (let column = 0; column < resolution; column += 1) {
      const cell = 2 * (row * resolution + column);
      points[cell] = at(column);
      points[cell + 1] = -at(row);
    }
  }
  return points;
}
