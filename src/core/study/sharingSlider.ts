/**
 * One slider over a whole model: 0 = separate networks, 1 = hard sharing, between them soft sharing with the strength of
 * all ties together on a logarithmic scale from LOWEST to HIGHEST. The ends are strengths too (0 and 'infinite'), so on
 * a model with ties every move is a live change. A model with a shared trunk first gets twins of it, once.
 */
import type { Edit } from '../experiment/edit.ts';
import type { ModelSpec } from '../experiment/experiment.ts';
import { limitOf } from '../ties/limit.ts';
import type { Strength } from './study.ts';

/** Below this a tie is not to be seen within a few thousand steps at usual learning rates, above it twins are one. */
const LOWEST = 1e-4;
const HIGHEST = 1e3;
/** Share of the slider on which each end holds, so that it can be hit. */
const END = 0.02;

export type Sharing = 'separate' | 'soft' | 'hard';
export const meaningOf = (strength: Strength): Sharing =>
  strength === 'infinite' ? 'hard' : strength > 0 ? 'soft' : 'separate';

/** @param position 0..1 */
export function strengthAt(position: number): Strength {
  if (position < END) return 0;
  if (position > 1 - END) return 'infinite';
  const part = (position - END) / (1 - 2 * END);
  // Two digits: a number that can be read and typed.
  return Number((LOWEST * (HIGHEST / LOWEST) ** part).toPrecision(2));
}

export function positionOf(strength: Strength): number {
  if (strength === 'infinite') return 1;
  if (strength === 0) return 0;
  const part = Math.log(strength / LOWEST) / Math.log(HIGHEST / LOWEST);
  return END + (1 - 2 * END) * Math.min(1, Math.max(0, part));
}

export interface SliderState {
  /** Without ties: 'hard' if the model has a shared trunk, as the caller knows from its analysis, else 'separate'. */
  readonly sharing: Sharing;
  readonly position: number;
  /** Ties of different strengths: the slider shows the geometric middle and sets them all. */
  readonly mixed: boolean;
}
/** @param sharesParameters whether any parameter of the model is reached by two tasks (ModelAnalysis knows) */
export function sliderState(model: ModelSpec, sharesParameters: boolean): SliderState {
  const [first, ...others] = model.ties.map((tie) => tie.strength);
  if (first === undefined) {
    const sharing = sharesParameters ? 'hard' : 'separate';
    return { sharing, position: sharing === 'hard' ? 1 : 0, mixed: false };
  }
  const mixed = others.some((strength) => strength !== first);
  // Twins that vanish or only point one way are not one layer, however strong the tie.
  const bound = limitOf(model.ties) === 'equal';
  const sharing = meaningOf(first) === 'hard' && !bound ? 'soft' : meaningOf(first);
  if (!mixed) return { sharing, position: positionOf(first), mixed };
  const places = [first, ...others].map(positionOf);
  return { sharing: 'soft', position: places.reduce((sum, place) => sum + place, 0) / places.length, mixed };
}

/** The edit that puts the slider there: live on tied models, structural the first time on others. */
export function sliderEdit(model: ModelSpec, position: number): Edit {
  const strength = strengthAt(position);
  return model.ties.length > 0
    ? { type: 'setTieStrength', model: model.id, tie: 'all', strength }
    : { type: 'trunkToTwins', model: model.id, strength };
}
