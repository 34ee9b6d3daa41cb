/**
 * Our own optimisers over the plan's frozen parameter order: SGD; momentum (Polyak, 1964, heavy ball); RMSProp (Hinton,
 * 2012); Adam (Kingma & Ba, ICLR 2015); AdamW (Loshchilov & Hutter, ICLR 2019). Epsilon is always explicit and stands
 * outside the bias correction; each parameter counts its own updates, since a masked update must leave no trace:
 * no momentum, no decay, not a bit changed. The arithmetic itself is in an Updater (arrays or tensors).
 */
import type { OptimizerKind, OptimizerSpec } from '../../core/experiment/experiment.ts';
import type { ModelPlan, PlanParameter } from '../../core/graph/modelPlan.ts';
import type { TensorRef } from '../../core/ops.ts';

/** A running value beside each parameter, wherever the updater keeps it. */
export type Slot = Float32Array | TensorRef;

/** What one parameter needs for one update. */
export interface UpdateEntry {
  readonly parameter: TensorRef;
  /** Absent: a gradient of zero. */
  readonly gradient: TensorRef | undefined;
  /** In the order of `SLOTS[kind]`; the updater puts the new ones here. */
  readonly slots: Slot[];
  /** Learning rate, schedule and group included. */
  readonly rate: number;
  /** Added times the parameter to its gradient; 0 for biases. */
  readonly l2: number;
  /** AdamW's share of the parameter that is taken off per unit of learning rate; 0 for biases. */
  readonly decay: number;
  /** Updates of this parameter, this one included: bias correction. */
  readonly count: number;
  /** Units, as places of the last axis, that stay as they are, slots included. */
  readonly hold?: readonly number[] | undefined;
}
export interface Updater {
  zeros(shape: readonly number[]): Slot;
  load(values: Float32Array, shape: readonly number[]): Slot;
  read(slot: Slot): Float32Array;
  /** A slot that later updates do not touch. */
  keep(slot: Slot): Slot;
  dispose(slot: Slot): void;
  /** New parameters in order (kept); replaces `slots` in each entry. May step a parameter in place: the same tensor then. */
  update(spec: OptimizerSpec, entries: readonly UpdateEntry[]): TensorRef[];
}

export const SLOTS: Readonly<Record<OptimizerKind, readonly string[]>> = {
  sgd: [],
  momentum: ['momentum'],
  rmsprop: ['square'],
  adam: ['m', 'v'],
  adamw: ['m', 'v'],
};

/** How parameters are to be stepped now, by index. */
export interface StepSetting {
  readonly rates: readonly number[];
  /** The others are masked. */
  readonly steps: readonly boolean[];
  /** Of kernels. */
  readonly l2: number;
  /** Units, as places of the last axis, that stay as they are, their slots included. */
  readonly holdOf?: ((parameter: PlanParameter) => readonly number[] | undefined) | undefined;
}
interface OwnerState {
  readonly kind: OptimizerKind;
  /** [parameter][slot]; empty until the parameter's first update. */
  readonly slots: Slot[][];
  readonly updates: number[];
  /** Used again at every step, by parameter. */
  readonly entries: (Entry | undefined)[];
}
/** With its place in the plan. */
type Entry = Changeable<UpdateEntry> & { readonly index: number };
type Changeable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
const BLANK: Omit<Changeable<UpdateEntry>, 'slots'> = {
  parameter: { shape: [] },
  gradient: undefined,
  rate: 0,
  l2: 0,
  decay: 0,
  count: 0,
  hold: undefined,
};
export interface OptimizerState {
  readonly kind: OptimizerKind;
  /** '' or a task: one state for all, or one per task. */
  readonly owners: Readonly<Record<string, OwnerState>>;
}
/** As in a checkpoint: slots by name ('m', '<task>:m'), updates by owner. */
export interface StoredOptimizer {
  readonly optimizer: Readonly<Record<string, readonly Float32Array[]>>;
  readonly updates: Readonly<Record<string, readonly number[]>>;
}

export interface Optimizer {
  /** New parameters; a masked one is the very same tensor. The caller disposes the old ones that were replaced. */
  step(
    spec: OptimizerSpec,
    parameters: readonly TensorRef[],
    gradients: readonly (TensorRef | undefined)[],
    setting: StepSetting,
    owner?: string,
  ): TensorRef[];
  keep(): OptimizerState;
  restore(state: OptimizerState): void;
  discard(state: OptimizerState): void;
  store(): StoredOptimizer;
  load(kind: OptimizerKind, stored: StoredOptimizer): void;
  dispose(): void;
}

export function createOptimizer(plan: ModelPlan, updater: Updater): Optimizer {
  let owners: Record<string, OwnerState> = {};
  let kindNow: OptimizerKind = 'sgd';
  const fresh = (kind: OptimizerKind): OwnerState => ({
    kind,
    slots: plan.parameters.map(() => []),
    updates: plan.parameters.map(() => 0),
    entries: [],
  });
  const drop = (states: Readonly<Record<string, OwnerState>>): void => {
    for (const { slots } of Object.values(states))
      for (const list of slots) for (const slot of list) updater.dispose(slot);
  };
  const copy = (states: Readonly<Record<string, OwnerState>>): Record<string, OwnerState> =>
    Object.fromEntries(
      Object.entries(states).map(([owner, { kind, slots, updates }]) => [
        owner,
        {
          kind,
          slots: slots.map((list) => list.map((slot) => updater.keep(slot))),
          updates: [...updates],
          entries: [],
        },
      ]),
    );
  const stateOf = (owner: string, kind: OptimizerKind): OwnerState => {
    const held = owners[owner];
    if (held && sameSlots(held.kind, kind)) return held;
    if (held) drop({ [owner]: held });
    const made = fresh(kind);
    owners[owner] = made;
    return made;
  };

  return {
    step(spec, parameters, gradients, { rates, steps, l2, holdOf }, owner = '') {
      kindNow = spec.kind;
      const state = stateOf(owner, spec.kind);
      const next = [...parameters];
      const entries: Entry[] = [];
      for (let at = 0; at < plan.parameters.length; at += 1) {
        const parameter = plan.parameters[at] as PlanParameter;
        const { index, shape, decay } = parameter;
        if (!steps[index]) continue;
        const slots = state.slots[index] as Slot[];
        if (slots.length === 0) for (const _ of SLOTS[spec.kind]) slots.push(updater.zeros(shape));
        state.updates[index] = (state.updates[index] as number) + 1;
        const entry = state.entries[index] ?? { ...BLANK, index, slots };
        state.entries[index] = entry;
        entry.parameter = parameters[index] as TensorRef;
        entry.gradient = gradients[index];
        entry.slots = slots;
        entry.rate = rates[index] as number;
        entry.l2 = decay ? l2 : 0;
        entry.decay = decay && spec.kind === 'adamw' ? spec.weightDecay : 0;
        entry.count = state.updates[index] as number;
        entry.hold = holdOf?.(parameter);
        entries.push(entry);
      }
      if (entries.length === 0) return next;
      const updated = updater.update(spec, entries);
      for (let i = 0; i < entries.length; i += 1) next[(entries[i] as Entry).index] = updated[i] as TensorRef;
      return next;
    },
    keep: () => ({ kind: kindNow, owners: copy(owners) }),
    restore(state) {
      drop(owners);
      owners = copy(state.owners);
      kindNow = state.kind;
    },
    discard: (state) => drop(state.owners),
    store() {
      const optimizer: Record<string, Float32Array[]> = {};
      const updates: Record<string, number[]> = {};
      for (const [owner, state] of Object.entries(owners)) {
        updates[owner] = [...state.updates];
        for (const [position, name] of SLOTS[state.kind].entries()) {
          optimizer[owner === '' ? name : `${owner}:${name}`] = plan.parameters.map(({ index, size }) => {
            const slot = state.slots[index]?.[position];
            return slot ? updater.read(slot) : new Float32Array(size);
          });
        }
      }
      return { optimizer, updates };
    },
    load(kind, stored) {
      drop(owners);
      owners = {};
      kindNow = kind;
      for (const [owner, updates] of Object.entries(stored.updates)) {
        const state = fresh(kind);
        for (const { index, shape } of plan.parameters) {
          state.updates[index] = updates[index] ?? 0;
          if (state.updates[index] === 0) continue;
          for (const name of SLOTS[kind]) {
            const values = stored.optimizer[owner === '' ? name : `${owner}:${name}`]?.[index];
            state.slots[index]?.push(values ? updater.load(values, shape) : updater.zeros(shape));
          }
        }
        owners[owner] = state;
      }
    },
    dispose() {
      drop(owners);
      owners = {};
    },
  };
}

const sameSlots = (a: OptimizerKind, b: OptimizerKind): boolean => a === b || SLOTS[a].join() === SLOTS[b].join();
