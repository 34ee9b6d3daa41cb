/** Words for places on the strength axis. Hard sharing is the end of the curve only where the tie leads there. */
import type { limitOf } from '../../core/ties/limit.ts';
import type { Words } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import type { Place } from './axes.ts';

type Limit = ReturnType<typeof limitOf>;

/** In a sentence. */
export function placeWords({ t }: Pick<Words, 't'>, place: Place, limit: Limit): string {
  if (place === 0) return t('study.strength.place.separate');
  if (place === 'hard') return t(limit === 'equal' ? 'study.strength.place.hard' : 'study.strength.place.instead');
  if (place === 'infinite' && limit !== 'equal') return t(`study.strength.place.${limit}`);
  return t('study.strength.place.soft', { strength: place === 'infinite' ? '∞' : shortNumber(place) });
}
/** On an axis or in a table's head. */
export const placesShown = (t: Words['t'], limit: Limit) => ({
  separate: t('study.strength.separate'),
  hard: t(limit === 'equal' ? 'study.strength.hard' : 'study.strength.trunk'),
  infinite: limit === 'equal' ? undefined : t(`controls.ties.limit.${limit}`),
});
