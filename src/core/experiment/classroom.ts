/**
 * What a teacher may hide or lock, and whether a change keeps to it. The fence stands around the document, not around
 * its controls: two documents are compared part by part, so no gesture, key or batch of edits gets past a lock. It is a
 * fence and no wall: whoever opens a link can take it down, as the page says.
 */
import { error, type Issue } from '../result.ts';
import { same } from './changes.ts';
import type { ViewPatch } from './edit.ts';
import type { Experiment, ModelSpec, NodeId } from './experiment.ts';
import type { Classroom, ViewSpec } from './view.ts';

export type PartMode = 'shown' | 'locked' | 'hidden';
type Read = (experiment: Experiment) => unknown;
export interface PartSpec {
  readonly id: string;
  /** Beside 'shown'. */
  readonly modes: readonly Exclude<PartMode, 'shown'>[];
  /** What the part sets, of which both documents know; absent: it only shows or opens something. */
  readonly sets?: (experiment: Experiment, other: Experiment) => unknown;
}

const plain =
  (read: Read): NonNullable<PartSpec['sets']> =>
  (experiment) =>
    read(experiment);
/** One value for each model that both have: adding or removing a model is a matter of the wiring. */
const perModel =
  (read: (model: ModelSpec, other: ModelSpec) => unknown): NonNullable<PartSpec['sets']> =>
  (experiment, other) =>
    experiment.models.flatMap((model) => {
      const twin = other.models.find(({ id }) => id === model.id);
      return twin ? [[model.id, read(model, twin)]] : [];
    });
const BOTH = ['locked', 'hidden'] as const;

/** In the order of the page: data and layers, canvas, settings, run bar, results, other windows. */
export const PARTS: readonly PartSpec[] = [
  { id: 'data', modes: BOTH, sets: plain(({ data }) => data) },
  { id: 'palette', modes: ['hidden'] },
  {
    id: 'wiring',
    modes: ['locked'],
    sets: plain(({ models }) =>
      models.map(({ id, wiring }) => [
        id,
        wiring.nodes.map((node) => [node.id, node.kind, node.initKey]),
        wiring.edges.map(({ id: _, ...edge }) => edge),
      ]),
    ),
  },
  {
    // What is selected also shows shapes, counts and pulls: it can be locked, never hidden.
    id: 'selection',
    modes: ['locked'],
    sets: perModel((model, other) => {
      const known = new Set(other.wiring.nodes.map(({ id }) => id));
      return model.wiring.nodes.flatMap(({ id, options, label }) => (known.has(id) ? [[id, options, label]] : []));
    }),
  },
  {
    id: 'training',
    modes: BOTH,
    sets: (experiment, other) => {
      const { seed: _, orderSeed: __, stop: ___, backend: ____, ...training } = experiment.training;
      return [training, perModel(({ groups, optimizer }) => [groups, optimizer])(experiment, other)];
    },
  },
  { id: 'balancing', modes: BOTH, sets: perModel(({ balancing }) => balancing) },
  { id: 'sharing', modes: BOTH, sets: perModel(({ ties }) => ties) },
  { id: 'step', modes: ['hidden'] },
  { id: 'speed', modes: ['hidden'] },
  { id: 'seed', modes: BOTH, sets: plain(({ training }) => [training.seed, training.orderSeed]) },
  { id: 'stop', modes: BOTH, sets: plain(({ training }) => training.stop) },
  { id: 'backend', modes: BOTH, sets: plain(({ training }) => training.backend) },
  { id: 'charts', modes: ['hidden'] },
  { id: 'answers', modes: ['hidden'] },
  { id: 'presets', modes: ['hidden'] },
  { id: 'study', modes: ['hidden'] },
  { id: 'lab', modes: ['hidden'] },
  { id: 'export', modes: ['hidden'] },
  { id: 'lessons', modes: ['hidden'] },
];

export function modeOf({ hidden, classroom }: ViewSpec, part: string): PartMode {
  if (hidden?.includes(part)) return 'hidden';
  return classroom?.locked?.includes(part) ? 'locked' : 'shown';
}
/** What changes in the view when one part is shown, locked or hidden. Lists that are empty go: a link stays short. */
export function withMode(view: ViewSpec, part: string, mode: PartMode): ViewPatch {
  const others = (list: readonly string[] = []): string[] => list.filter((id) => id !== part);
  const hidden = [...others(view.hidden), ...(mode === 'hidden' ? [part] : [])];
  const locked = [...others(view.classroom?.locked), ...(mode === 'locked' ? [part] : [])];
  return { ...withClassroom(view, { locked }), hidden: hidden.length > 0 ? hidden : undefined };
}
/** What changes in the view with some of the classroom's settings: an empty text or list or `undefined` takes one back. */
export function withClassroom(
  view: ViewSpec,
  patch: { readonly [Key in keyof Classroom]?: Classroom[Key] | undefined },
): ViewPatch {
  const kept = Object.entries({ ...view.classroom, ...patch }).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return { classroom: kept.length > 0 ? (Object.fromEntries(kept) as Classroom) : undefined };
}
/** A teacher has set anything at all. */
export const isSetForClass = ({ hidden, classroom }: ViewSpec): boolean =>
  (hidden?.length ?? 0) > 0 || classroom !== undefined;

export const isOffered = ({ classroom }: ViewSpec, kind: string): boolean => classroom?.offered?.includes(kind) ?? true;

/** What a locked layer is: its settings, and what is wired into it. */
function layerOf(model: ModelSpec | undefined, node: NodeId): unknown {
  const found = model?.wiring.nodes.find(({ id }) => id === node);
  const wires = model?.wiring.edges.filter(({ target }) => target === node).map(({ id: _, ...edge }) => edge);
  return [found, wires];
}
/**
 * A ready-made experiment as it opens in the place of another: what a class was given stays around it, and so does the
 * lesson. A link or a file is somebody's own and brings its own frame instead.
 */
export function inPlaceOf(before: Experiment, fresh: Experiment): Experiment {
  const { lesson, hidden, classroom, answers } = before.view;
  const { predicted: _, ...kept } = answers ?? {};
  const view: ViewSpec = {
    ...(lesson === undefined ? {} : { lesson }),
    ...(hidden ? { hidden } : {}),
    ...(classroom ? { classroom } : {}),
    // What was predicted was said of the other experiment.
    ...(Object.keys(kept).length > 0 ? { answers: kept } : {}),
    ...fresh.view,
  };
  return { ...fresh, notes: isSetForClass(before.view) ? before.notes : fresh.notes, view };
}
/** The first locked or hidden part, or locked layer, that `after` has changed; `undefined` where all is in order. */
export function lockedChange(before: Experiment, after: Experiment): Issue | undefined {
  const { view } = before;
  if (!isSetForClass(view)) return undefined;
  for (const { id, sets } of PARTS) {
    if (!sets || modeOf(view, id) === 'shown') continue;
    if (!same(sets(before, after), sets(after, before))) return error('class.locked', { part: id });
  }
  const held = new Set(before.models.flatMap(({ wiring }) => wiring.nodes.map(({ kind }) => kind)));
  const foreign = after.models
    .flatMap(({ wiring }) => wiring.nodes)
    .find(({ kind }) => !held.has(kind) && !isOffered(view, kind));
  if (foreign) return error('class.notOffered', { kind: foreign.kind });
  for (const { model, nodes } of view.classroom?.layers ?? []) {
    const find = (experiment: Experiment): ModelSpec | undefined => experiment.models.find(({ id }) => id === model);
    const touched = nodes.find((node) => !same(layerOf(find(before), node), layerOf(find(after), node)));
    if (touched !== undefined) return error('class.lockedLayer', { layer: touched }, { model, node: touched });
  }
  return undefined;
}
