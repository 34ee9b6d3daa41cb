/** The slider of a tie's strength: 0 at the left end, infinity at the right, equal ratios between. */
import type { Tie } from '../../core/experiment/experiment.ts';

export type Strength = Tie['strength'];
export const STRENGTH_POSITIONS = 100;
/** Weakest and strongest finite values on the slider. */
const WEAKEST = 1e-4;
const STRONGEST = 1e3;

export function strengthAt(position: number): Strength {
  if (position <= 0) return 0;
  if (position >= STRENGTH_POSITIONS) return 'infinite';
  const share = (position - 1) / (STRENGTH_POSITIONS - 2);
  return Number((WEAKEST * (STRONGEST / WEAKEST) ** share).toPrecision(2));
}
export function positionOf(strength: Strength): number {
  if (strength === 'infinite') return STRENGTH_POSITIONS;
  if (strength <= 0) return 0;
  const share = Math.log(strength / WEAKEST) / Math.log(STRONGEST / WEAKEST);
  return 1 + Math.min(1, Math.max(0, share)) * (STRENGTH_POSITIONS - 2);
}
