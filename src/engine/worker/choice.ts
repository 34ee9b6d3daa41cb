/**
 * Which executor trains a run, and why: a pin where it can be kept; else what was measured on this machine; else a rule
 * by the size of a step. Small networks go to our own typed arrays, where a step has no overhead; the rest to wasm, or to
 * webgl where a hardware GPU has enough to do. Whatever cannot be opened, or does not know an operation of the plan,
 * gives way to the next. tfjs is fetched only where it is opened.
 */
import type { BackendName } from '../../core/experiment/experiment.ts';
import type { ModelPlan } from '../../core/graph/modelPlan.ts';
import { error, fail, ok, type Result } from '../../core/result.ts';
import type { ScenarioOutline, Split } from '../../core/scenarios/scenario.ts';
import type { BackendInfo, KnownSpeeds, Refusal, Speeds } from '../protocol.ts';
import { createArrayExecutor } from './arrays/arrayExecutor.ts';
import { hasVectors } from './arrays/simdKernels.ts';
import { unknownOperation } from './arrays/support.ts';
import { misfitOf } from './conformance.ts';
import type { Executor } from './executor.ts';

export interface OpenBackend {
  readonly info: BackendInfo;
  readonly executor: Executor;
  /** True after the device was lost: nothing that is read back may be trusted. */
  lost(): boolean;
}
export interface BackendRequest {
  readonly pin: 'auto' | BackendName;
  /** A run that goes on keeps its backend, so that it goes on to the bit. */
  readonly before?: BackendName | undefined;
  /** Not to be opened: they broke down before. */
  readonly without: readonly BackendName[];
  readonly plans: readonly ModelPlan[];
  readonly outline: ScenarioOutline;
  /** Of a batch. */
  readonly rows: number;
  /** What was measured on this machine, by plan. */
  readonly speeds?: Readonly<Record<string, KnownSpeeds>> | undefined;
  /** Training rows, on which a backend shows what it computes; absent: it is believed. */
  readonly split?: Split | undefined;
}

/**
 * Below so many floating-point operations a step and model our own loops beat tfjs's wasm, which has a floor of half a
 * millisecond: compiled, and in plain script where the browser has no vectors.
 */
const ARRAYS_OPERATIONS = { compiled: 100e6, plain: 0.7e6 } as const;
/** From here on a hardware GPU can win: below, webgl's dispatch alone costs more than a whole step on wasm. */
const WEBGL_OPERATIONS = 100e6;
/** From here on a step and model is made of arithmetic, below it of the number of draws (webgl). */
const LARGE_OPERATIONS = 20e6;
/** Operations a step and model between which typed arrays and wasm are close. */
const CONTESTED = { from: 2e6, to: 500e6 } as const;
/** Layers whose plain loops cannot keep up with compiled code at any size. */
const HEAVY_KINDS: ReadonlySet<string> = new Set(['conv2d']);

/** Floating-point operations of one step: forward and backward cost about three forward passes of two each. */
const operationsOf = ({ plans, rows }: Pick<BackendRequest, 'plans' | 'rows'>): number =>
  6 * rows * plans.reduce((sum, plan) => sum + plan.multiplyAdds, 0);

/** Plans of one kind and size, to the nearest power of two, are as fast as each other. */
function planKey(request: BackendRequest): string {
  const kinds = new Set(request.plans.flatMap((plan) => plan.nodes.map((node) => node.kind)));
  return [Math.round(Math.log2(operationsOf(request))), request.plans.length, ...[...kinds].sort()].join(' ');
}

/** Who may be fastest where the rule is not sure: around its boundaries. */
async function contendersOf(request: BackendRequest): Promise<BackendName[]> {
  const each = operationsOf(request) / Math.max(1, request.plans.length);
  const found: BackendName[] = [];
  if (each > CONTESTED.from && each < CONTESTED.to && hasVectors()) found.push('arrays');
  if (each > CONTESTED.from) found.push('wasm');
  if (operationsOf(request) > WEBGL_OPERATIONS / 4) {
    const { hardwareRenderer } = await import('./tfjs/backend.ts');
    if (hardwareRenderer() !== undefined) found.push('webgl');
  }
  return found.filter((name) => !request.without.includes(name));
}

/** Whether the rule sends a run to typed arrays. */
export function suitsArrays({ plans, rows }: Pick<BackendRequest, 'plans' | 'rows'>): boolean {
  const light = plans.every((plan) => plan.nodes.every((node) => !HEAVY_KINDS.has(node.kind)));
  const most = ARRAYS_OPERATIONS[hasVectors() ? 'compiled' : 'plain'];
  return light && operationsOf({ plans, rows }) < most * plans.length;
}

function knownOf(request: BackendRequest): { readonly measured: Speeds; readonly wrong: readonly BackendName[] } {
  const { wrong = [], ...measured } = request.speeds?.[planKey(request)] ?? {};
  return { measured, wrong };
}

/** Best first. */
function ranked(request: BackendRequest): BackendName[] {
  const { measured } = knownOf(request);
  const operations = operationsOf(request);
  const rule: BackendName[] = suitsArrays(request)
    ? ['arrays', 'wasm', 'cpu']
    : operations > WEBGL_OPERATIONS
      ? ['webgl', 'wasm', 'arrays', 'cpu']
      : ['wasm', 'arrays', 'cpu'];
  const known = (Object.entries(measured) as [BackendName, number][]).sort((a, b) => a[1] - b[1]);
  return [...new Set([...known.map(([name]) => name), ...rule])];
}

/** @param inWorker whether this runs in a worker: shown on screen */
export async function openBackend(request: BackendRequest, inWorker: boolean): Promise<Result<OpenBackend>> {
  const { pin, without, before } = request;
  const plan = planKey(request);
  const { measured, wrong } = knownOf(request);
  const order = [...new Set([...(before ? [before] : []), ...ranked(request)])].filter((name) => name !== pin);
  const wanted = (pin === 'auto' ? order : [pin, ...order]).filter((name) => !without.includes(name));
  const refused: Refusal[] = [];
  for (const name of wanted) {
    try {
      // A run that goes on stays what it was.
      if (wrong.includes(name) && name !== before)
        throw new Mistrusted('on this plan its losses differ from those of cpu');
      const opened = name === 'arrays' ? openArrays(request) : await openTfjs(name, request);
      // Nor is it looked at again: its rows are what is to be gone on with.
      const misfit = name === before ? undefined : seenMisfit(name, opened.executor, request);
      if (misfit !== undefined) throw new Mistrusted(misfit);
      const missed = pin === 'auto' ? refused.some((each) => each.failed) : name !== pin;
      const info: BackendInfo = {
        name,
        reason: missed ? 'fallback' : pin === 'auto' ? 'chosen' : 'pinned',
        ...(missed ? { wanted: pin === 'auto' ? (wanted[0] as BackendName) : pin } : {}),
        operations: operationsOf(request),
        plan,
        contenders: await contendersOf(request),
        ...(Object.keys(measured).length > 0 ? { measured } : {}),
        ...(refused.length > 0 ? { refused } : {}),
        ...opened.found,
        worker: inWorker,
      };
      return ok({ info, executor: opened.executor, lost: opened.lost });
    } catch (fault) {
      const reason = fault instanceof Error ? fault.message : String(fault);
      // What the rule would have liked and the machine does not have is no failure.
      refused.push({
        backend: name,
        reason,
        failed: !(fault instanceof Unsuitable) && (!(fault instanceof Mistrusted) || pin === name),
      });
    }
  }
  return fail(error('backend.none', { reason: refused.map((each) => `${each.backend}: ${each.reason}`).join('; ') }));
}

/** What was found wrong, or undefined, by backend and plan: looked at once in the life of a worker. */
const looked = new Map<string, string | undefined>();
/** Enough to see a fault, and fewer where plain loops would take long over them. */
const FEW_ROWS = 8;
const QUICK_OPERATIONS = 20e6;
/** Up to here webgl takes the run's own rows, so that its programs are compiled once for both. */
const COMPILED_OPERATIONS = 200e6;
function seenMisfit(name: BackendName, executor: Executor, request: BackendRequest): string | undefined {
  const { plans, outline, split, rows } = request;
  // What was timed on this machine was judged by cpu then.
  if (!split || knownOf(request).measured[name] !== undefined) return undefined;
  const key = `${name} ${planKey(request)}`;
  if (!looked.has(key)) {
    const quick = Math.floor(QUICK_OPERATIONS / Math.max(1, operationsOf({ plans, rows: 1 })));
    const own = name === 'webgl' && operationsOf(request) < COMPILED_OPERATIONS;
    const few = own ? rows : Math.max(1, Math.min(rows, FEW_ROWS, quick));
    looked.set(key, misfitOf(executor, plans, { outline, split, rows: few }));
  }
  return looked.get(key);
}

/** Could run, but not well, or not this plan. */
class Unsuitable extends Error {}
/** Was seen to compute something else. */
class Mistrusted extends Error {}

interface Opened {
  readonly executor: Executor;
  readonly found: Pick<BackendInfo, 'renderer' | 'simd' | 'hardware'>;
  lost(): boolean;
}
function openArrays({ plans, outline }: BackendRequest): Opened {
  const missing = unknownOperation(plans, outline);
  if (missing !== undefined) throw new Unsuitable(missing);
  return { executor: createArrayExecutor(), found: {}, lost: () => false };
}
async function openTfjs(name: Exclude<BackendName, 'arrays'>, request: BackendRequest): Promise<Opened> {
  const { hardwareRenderer, openTfBackend } = await import('./tfjs/backend.ts');
  // A GPU that is a program on the processor is slower than wasm: opened only where it is asked for.
  const asked = request.pin === name || request.before === name;
  if (name === 'webgl' && !asked && hardwareRenderer() === undefined) throw new Unsuitable('no hardware GPU');
  return openTfBackend(name, operationsOf(request) > LARGE_OPERATIONS * request.plans.length);
}
