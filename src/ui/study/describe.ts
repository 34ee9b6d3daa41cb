/**
 * What a study's models are to each other (separate, soft, hard; which of them is the baseline), how its numbers are
 * written, and what differs between two models. Pure.
 */
import { type Change, describeChanges } from '../../core/experiment/changes.ts';
import type { Experiment, ModelId, ModelSpec } from '../../core/experiment/experiment.ts';
import { analyseModel } from '../../core/graph/analyse.ts';
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
  return `${value < 0 ? '−' : '+'}${text}`;
}
export const shareText = (value: number): string => `${value < 0 ? '−' : '+'}${(Math.abs(value) * 100).toFixed(1)} %`;

const renamed = (model: ModelSpec, like: ModelSpec): ModelSpec => ({ ...model, id: like.id, name: model.name });
/** What a person would say differs between two models of one experiment. */
export function differencesOf(experiment: Experiment, baseline: ModelId, contender: ModelId): Change[] {
  const [from, to] = [baseline, contender].map((id) => experiment.models.find((model) => model.id === id));
  if (!from || !to) return [];
  return describeChanges({ ...experiment, models: [from] }, { ...experiment, models: [renamed(to, from)] });
}
