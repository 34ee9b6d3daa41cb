/** Offers the tour to people who are here for the first time; pulses until it was taken or put away. */
import { Button, CloseButton } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import classes from './app.module.css';

const SEEN_KEY = 'braid.tour';
const seenBefore = (): boolean => {
  try {
    return localStorage.getItem(SEEN_KEY) !== null;
  } catch {
    return true;
  }
};

export function TourButton() {
  const words = useWords();
  const { t } = words;
  const [seen, setSeen] = useState(seenBefore);
  if (seen) return undefined;
  const putAway = (): void => {
    try {
      localStorage.setItem(SEEN_KEY, 'seen');
    } catch {
      // Storage denied: it is offered again at the next visit.
    }
    setSeen(true);
  };
  return (
    <span className={classes.tourOffer}>
      <Button
        variant="light"
        className={classes.pulse ?? ''}
        leftSection={<IconRoute size={15} />}
        onClick={() => {
          void import('./tour.ts').then(({ startTour }) => startTour(words, putAway));
        }}
      >
        {t('app.tour.button')}
      </Button>
      <CloseButton size={26} aria-label={t('app.tour.putAway')} onClick={putAway} />
    </span>
  );
}
