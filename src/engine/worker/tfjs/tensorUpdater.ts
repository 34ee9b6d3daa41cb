/**
 * Optimiser arithmetic on the device, for webgl, where reading gradients back would stall the pipeline. Parameters that
 * are stepped alike (same rate, L2, decay and count of updates) are stepped together: by one program over one flat state
 * (fusedUpdate.ts) that stays joined from step to step, parameters and slots being views of it. Elsewhere, and where a
 * person holds single units, by tfjs's own operations on vectors laid end to end.
 */
import {
  add,
  cast,
  clone,
  concat,
  div,
  env,
  getBackend,
  keep,
  mul,
  reshape,
  slice,
  sqrt,
  square,
  sub,
  type Tensor,
  tensor,
  tensor1d,
  tidy,
  where,
  zeros,
} from '@tensorflow/tfjs-core';
import type { OptimizerSpec } from '../../../core/experiment/experiment.ts';
import type { TensorRef } from '../../../core/ops.ts';
import { marks } from '../handEdits.ts';
import type { Slot, UpdateEntry, Updater } from '../optimizer.ts';
import { fusedUpdate, isFused, MOST_GRADIENTS, numbersOf, packedUpdate } from './fusedUpdate.ts';

const tensorOf = (slot: Slot): Tensor => slot as Tensor;

/** New value and slots of one (flat) parameter. */
function updateTensors(
  spec: OptimizerSpec,
  theta: Tensor,
  gradient: Tensor,
  slots: readonly Tensor[],
  { rate, l2, decay, count }: UpdateEntry,
): { theta: Tensor; slots: Tensor[] } {
  const g = l2 === 0 ? gradient : add(gradient, mul(theta, l2));
  const [first, second] = slots as [Tensor, Tensor];
  switch (spec.kind) {
    case 'sgd':
      return { theta: sub(theta, mul(g, rate)), slots: [] };
    case 'momentum': {
      const v = add(mul(first, spec.momentum), g);
      return { theta: sub(theta, mul(v, rate)), slots: [v] };
    }
    case 'rmsprop': {
      const s = add(mul(first, spec.rho), mul(square(g), 1 - spec.rho));
      return { theta: sub(theta, mul(div(g, add(sqrt(s), spec.epsilon)), rate)), slots: [s] };
    }
    case 'adam':
    case 'adamw': {
      const m = add(mul(first, spec.beta1), mul(g, 1 - spec.beta1));
      const v = add(mul(second, spec.beta2), mul(square(g), 1 - spec.beta2));
      const root = sqrt(mul(v, 1 / (1 - spec.beta2 ** count)));
      const move = mul(div(m, add(root, spec.epsilon)), rate / (1 - spec.beta1 ** count));
      const kept = decay === 0 ? theta : mul(theta, 1 - rate * decay);
      return { theta: sub(kept, move), slots: [m, v] };
    }
  }
}

/** Numbers of a parameter from which on draws of its own cost less than a place in the flat state. */
const LARGE_PARAMETER = 4096;
const isLarge = ({ parameter }: UpdateEntry): boolean =>
  env().getBool('WEBGL_PACK') || (parameter as Tensor).size >= LARGE_PARAMETER;

/** Entries that share all their numbers, as many at a time as a program can read gradients. */
function groupsOf(entries: readonly UpdateEntry[]): number[][] {
  const groups = new Map<string, number[][]>();
  for (const [i, entry] of entries.entries()) {
    const { rate, l2, decay, count, hold } = entry;
    const key = `${rate} ${l2} ${decay} ${count} ${hold ? 'held' : ''} ${isLarge(entry)}`;
    const held = groups.get(key) ?? [];
    const last = held.at(-1);
    if (last && last.length < MOST_GRADIENTS) last.push(i);
    else held.push([i]);
    groups.set(key, held);
  }
  return [...groups.values()].flat();
}

const flat = (tensors: readonly Tensor[]): Tensor =>
  tensors.length === 1 ? reshape(tensors[0] as Tensor, [-1]) : concat(tensors.map((each) => reshape(each, [-1])));

/** theta | first | second of a group in one vector, as long as its slots live. */
interface State {
  readonly whole: Tensor;
  /** Parameters, then slots, in the order of the vector. */
  readonly views: readonly Tensor[];
  slots: number;
}
const stateOfView = new WeakMap<Tensor, State>();

/** The state that exactly these views make up. */
function stateOf(views: readonly Tensor[]): State | undefined {
  const state = stateOfView.get(views[0] as Tensor);
  return state?.views.length === views.length && views.every((view, i) => view === state.views[i]) ? state : undefined;
}
/** The state goes with the last of its slots. */
function giveUp(slot: Tensor): void {
  const state = stateOfView.get(slot);
  slot.dispose();
  if (!state) return;
  state.slots -= 1;
  if (state.slots === 0) state.whole.dispose();
}

function updateFused(spec: OptimizerSpec, group: readonly UpdateEntry[]): { theta: Tensor; slots: Tensor[] }[] {
  const [head] = group as [UpdateEntry];
  const kind = spec.kind as Exclude<OptimizerSpec['kind'], 'sgd'>;
  if (isLarge(head)) {
    const numbers = numbersOf(spec, head);
    return group.map(({ parameter, gradient, slots }) => {
      const made = packedUpdate(
        kind,
        parameter as Tensor,
        gradient as Tensor | undefined,
        slots.map(tensorOf),
        numbers,
      );
      return { theta: keep(made.theta), slots: made.slots.map((slot) => keep(slot)) };
    });
  }
  const parts = head.slots.length;
  const parameters = group.map((entry) => entry.parameter as Tensor);
  const slots = Array.from({ length: parts }, (_, s) => group.map((entry) => tensorOf(entry.slots[s] as Slot)));
  const before = [...parameters, ...slots.flat()];
  const sizes = parameters.map(({ size }) => size);
  const whole = keep(
    fusedUpdate(
      stateOf(before)?.whole ?? flat(before),
      group.map((entry) => entry.gradient as Tensor | undefined),
      { kind, sizes, numbers: numbersOf(spec, head) },
    ),
  );
  let start = 0;
  const views = before.map(({ size, shape }) => {
    start += size;
    return keep(reshape(slice(whole, [start - size], [size]), shape));
  });
  const state: State = { whole, views, slots: parts * group.length };
  for (const view of views) stateOfView.set(view, state);
  return group.map((_, i) => ({
    theta: views[i] as Tensor,
    slots: slots.map((__, s) => views[(s + 1) * group.length + i] as Tensor),
  }));
}

/** Steps entries that share all their numbers as one flat vector. */
function updateGroup(spec: OptimizerSpec, group: readonly UpdateEntry[]): { theta: Tensor; slots: Tensor[] }[] {
  const [head] = group as [UpdateEntry];
  if (getBackend() === 'webgl' && isFused(spec.kind) && !head.hold) return updateFused(spec, group);
  const result = updateTensors(
    spec,
    flat(group.map((entry) => entry.parameter as Tensor)),
    flat(group.map((entry) => (entry.gradient as Tensor | undefined) ?? zeros([...entry.parameter.shape]))),
    head.slots.map((_, position) => flat(group.map((entry) => tensorOf(entry.slots[position] as Slot)))),
    head,
  );
  let start = 0;
  return group.map(({ parameter, slots, hold }) => {
    const { size, shape } = parameter as Tensor;
    const cut = (whole: Tensor): Tensor => reshape(slice(whole, [start], [size]), shape);
    const held = (before: Slot | TensorRef, after: Tensor): Tensor => {
      if (!hold) return keep(after);
      const mask = cast(tensor1d(marks(hold, shape.at(-1) ?? 0)), 'bool');
      return keep(where(mask, before as Tensor, after));
    };
    const parts = {
      theta: held(parameter, cut(result.theta)),
      slots: result.slots.map((slot, s) => held(slots[s] as Slot, cut(slot))),
    };
    start += size;
    return parts;
  });
}

export const tensorUpdater: Updater = {
  zeros: (shape) => keep(zeros([...shape])),
  load: (values, shape) => keep(tensor(values, [...shape])),
  read: (slot) => (tensorOf(slot).dataSync() as Float32Array).slice(),
  keep: (slot) => keep(clone(tensorOf(slot))),
  dispose: (slot) => giveUp(tensorOf(slot)),
  update(spec, entries) {
    const next: Tensor[] = new Array(entries.length);
    tidy(() => {
      for (const indices of groupsOf(entries)) {
        const results = updateGroup(
          spec,
          indices.map((i) => entries[i] as UpdateEntry),
        );
        for (const [position, { theta, slots }] of results.entries()) {
          const index = indices[position] as number;
          const entry = entries[index] as UpdateEntry;
          for (const old of entry.slots) giveUp(tensorOf(old));
          entry.slots.splice(0, entry.slots.length, ...slots);
          next[index] = theta;
        }
      }
    });
    return next;
  },
};
