/**
 * What a study's models are to each other (separate, soft, hard; which of them is the baseline), how its numbers are
 * written, and what differs between two models. Pure.
 */
import { type Change, describeChanges } from '../../core/experiment/changes.ts';
import type { Experiment, ModelId, ModelSpec, WiringNode } from '../../core/experiment/experiment.ts';
import { withDefaults } from '../../core/fields.ts';
import { analyseModel } from '../../core/graph/analyse.ts';
import { layers } from '../../core/layers/index.ts';
import { outlineOf } from '../../core/scenarios/outline.ts';
import { type Sharing, sliderState } from '../../core/study/sharingSlider.ts';
import { shortNumber } from '../parts/numbers.ts';

const ORDER: readonly Sharing[] = ['separate', 'soft', 'hard'];

export interface StudiedModel {
  readonly id: ModelId;
  readonly name: string;
  /** Its place in the experiment: letter and dashes. */
  readonly index: number;
  readonly sharing: Sharing;
}
/** In the experiment's order. */
export function modelsOf(experiment: Experiment): StudiedModel[] {
  const outline = outlineOf(experiment.data);
  return experiment.models.map((model, index) => {
    const { counts } = analyseModel(model, experiment.data, outline);
    const { sharing } = sliderState(model, counts.shared + counts.partly > 0);
    return { id: model.id, name: model.name, index, sharing };
  });
}
/** From separate networks over soft sharing to hard sharing. */
export const bySharing = (models: readonly StudiedModel[]): StudiedModel[] =>
  [...models].sort((a, b) => ORDER.indexOf(a.sharing) - ORDER.indexOf(b.sharing) || a.index - b.index);
/** What the others are measured against unless someone chooses: the first model that shares least. */
export const baselineOf = (models: readonly StudiedModel[]): StudiedModel | undefined => bySharing(models)[0];

const PERCENT = new Set(['accuracy', 'errorRate', 'auc', 'f1']);
export const isPercent = (metric: string): boolean => PERCENT.has(metric);
/** A value of a metric: classes in percent, numbers with three digits. */
export function metricText(value: number, metric: string): string {
  if (!Number.isFinite(value)) return '–';
  return isPercent(metric) ? `${(value * 100).toFixed(1)} %` : shortNumber(Number(value.toPrecision(3)));
}
/** A difference, always with its sign. A real minus sign, as wide as the plus. */
export function gainText(value: number, metric: string): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const text = isPercent(metric) ? (size * 100).toFixed(1) : shortNumber(Number(size.toPrecision(2)));
  // What rounds to nothing has no sign.
  return `${Number(text) === 0 ? '±' : value < 0 ? '−' : '+'}${text}`;
}
export const shareText = (value: number): string => `${value < 0 ? '−' : '+'}${(Math.abs(value) * 100).toFixed(1)} %`;

export interface Differences {
  /** How the two share, where that differs. */
  readonly sharing: { readonly from: Sharing; readonly to: Sharing } | undefined;
  readonly changes: readonly Change[];
}
type Layer = Pick<WiringNode, 'kind' | 'options'>;
/** Layers by the key that corresponding ones have in common. */
const layersByKey = ({ wiring }: ModelSpec): ReadonlyMap<string, Layer> =>
  new Map(wiring.nodes.map((node) => [node.initKey, node]));

/** Options of corresponding layers, and whether there are layers without a counterpart. */
function layerChanges(from: ModelSpec, to: ModelSpec): Change[] {
  const [old, now] = [layersByKey(from), layersByKey(to)];
  const changes: Change[] = [];
  for (const [subject, { kind, options }] of now) {
    const before = old.get(subject);
    if (before?.kind !== kind) continue;
    const { fields } = layers.get(kind);
    const [was, is] = [withDefaults(fields, before.options), withDefaults(fields, options)];
    for (const { name } of fields) {
      if (was[name] === is[name]) continue;
      const params = { option: name, subject, from: String(was[name]), to: String(is[name]) };
      changes.push({ code: 'layerWidth', params });
    }
  }
  const unmatched = [...new Set([...old.keys(), ...now.keys()])].some(
    (key) => old.get(key)?.kind !== now.get(key)?.kind,
  );
  return unmatched ? [...changes, { code: 'layers', params: { model: to.name } }] : changes;
}
const strengthOf = ({ ties }: ModelSpec): string | undefined => {
  const [first, ...others] = new Set(ties.map(({ strength }) => strength));
  return first === undefined || others.length > 0 ? undefined : first === 'infinite' ? '∞' : shortNumber(first);
};

/**
 * What a person would say differs between two models of one experiment: how they share, corresponding layers, strength,
 * and how they are trained. Which node is which on the canvas does not count.
 */
export function differencesOf(experiment: Experiment, baseline: ModelId, contender: ModelId): Differences {
  const [from, to] = [baseline, contender].map((id) => experiment.models.find((model) => model.id === id));
  if (!from || !to) return { sharing: undefined, changes: [] };
  const [old, now] = [from.id, to.id].map((id) => modelsOf(experiment).find((model) => model.id === id)?.sharing);
  const [was, is] = [strengthOf(from) ?? '0', strengthOf(to) ?? '0'];
  const tied = to.ties.length > 0 && now === 'soft';
  const trained: ModelSpec = { ...to, id: from.id, wiring: from.wiring, ties: from.ties };
  return {
    sharing: old && now && old !== now ? { from: old, to: now } : undefined,
    changes: [
      ...layerChanges(from, to),
      ...(tied && was !== is ? [{ code: 'strength', params: { model: to.name, from: was, to: is } }] : []),
      ...describeChanges({ ...experiment, models: [from] }, { ...experiment, models: [trained] }),
    ],
  };
}
