/**
 * One recorded forward pass, any number of backward passes over it. tfjs offers only one output per tape; here each
 * task's loss is walked back on its own over the same record, so T exact task gradients cost one forward (not T).
 * The walk is that of tfjs-core's tape.ts, with the filter done once per (output, variables) pair.
 */
import {
  add,
  type DataId,
  engine,
  type NamedTensorMap,
  type Tensor,
  type TensorInfo,
  tidy,
} from '@tensorflow/tfjs-core';

interface TapeNode {
  readonly id: number;
  readonly kernelName: string;
  readonly inputs: NamedTensorMap;
  readonly outputs: Tensor[];
  readonly saved?: Tensor[];
  readonly gradient?: (dys: (Tensor | null)[]) => Record<string, () => Tensor>;
}
/** The recording switch of tfjs' engine: private in its types, unchanged since 2018. */
interface Recorder {
  startTape(): void;
  endTape(): void;
  saveTensorsForBackwardMode(tensors: readonly Tensor[]): Tensor[];
  makeTensorFromTensorInfo(info: TensorInfo): Tensor;
  keep(tensor: Tensor): Tensor;
  readonly backend: { incRef(data: DataId): void };
  readonly state: { activeTape: TapeNode[] | null };
}

export interface Tape {
  /** Gradients of sum(dy * y) with respect to `xs`; undefined where y does not depend on x. Caller disposes. */
  gradients(y: Tensor, dy: Tensor, xs: readonly Tensor[]): (Tensor | undefined)[];
}

/** Records `forward`, then hands its value and the record to `use`. Call inside a tidy. */
export function withTape<Value, Out>(forward: () => Value, use: (value: Value, tape: Tape) => Out): Out {
  const recorder = engine() as unknown as Recorder;
  recorder.startTape();
  const { saveTensorsForBackwardMode: stock } = recorder;
  recorder.saveTensorsForBackwardMode = (tensors) => tensors.map((each) => another(recorder, each));
  let value: Value;
  let nodes: TapeNode[] = [];
  try {
    value = forward();
  } finally {
    recorder.saveTensorsForBackwardMode = stock;
    recorder.endTape();
    nodes = recorder.state.activeTape ?? [];
    recorder.state.activeTape = null;
  }
  try {
    return use(value, { gradients: (y, dy, xs) => walkBack(nodes, y, dy, xs) });
  } finally {
    for (const node of nodes) for (const tensor of node.saved ?? []) tensor.dispose();
  }
}

/**
 * One more tensor over the same numbers, kept for the way back. tfjs runs a kernel for each and notes it on the tape: a
 * third of all kernels of a small step.
 */
function another(recorder: Recorder, { dataId, shape, dtype }: Tensor): Tensor {
  recorder.backend.incRef(dataId);
  return recorder.keep(recorder.makeTensorFromTensorInfo({ dataId, shape, dtype }));
}

/** Nodes on a path from any x to y, in recorded order, with the ids of all tensors that depend on an x. */
function onPath(
  nodes: readonly TapeNode[],
  y: Tensor,
  xs: readonly Tensor[],
): { path: TapeNode[]; fromX: Set<number> } {
  const fromX = new Set(xs.map((x) => x.id));
  const reached = nodes.filter((node) => {
    if (!Object.values(node.inputs).some((input) => fromX.has(input.id))) return false;
    for (const output of node.outputs) fromX.add(output.id);
    return true;
  });
  const toY = new Set([y.id]);
  const path: TapeNode[] = [];
  for (const node of reached.reverse()) {
    if (!node.outputs.some((output) => toY.has(output.id))) continue;
    for (const input of Object.values(node.inputs)) toY.add(input.id);
    path.unshift(node);
  }
  return { path, fromX };
}

function walkBack(nodes: readonly TapeNode[], y: Tensor, dy: Tensor, xs: readonly Tensor[]): (Tensor | undefined)[] {
  const { path, fromX } = onPath(nodes, y, xs);
  return tidy(() => {
    const gradients = new Map<number, Tensor>([[y.id, dy]]);
    for (const node of path.reverse()) {
      const dys = node.outputs.map((output) => gradients.get(output.id) ?? null);
      if (!node.gradient) throw new Error(`no gradient for the operation ${node.kernelName}`);
      const parts = node.gradient(dys);
      for (const [name, input] of Object.entries(node.inputs)) {
        if (!fromX.has(input.id)) continue;
        const part = parts[name];
        if (!part) throw new Error(`the operation ${node.kernelName} has no gradient for its input ${name}`);
        const dx = tidy(part);
        const before = gradients.get(input.id);
        gradients.set(input.id, before ? add(before, dx) : dx);
      }
    }
    return xs.map((x) => gradients.get(x.id)) as Tensor[];
  });
}
