/** The tour: five stops over the real page. Loaded when it is asked for. */
import 'driver.js/dist/driver.css';
import { driver } from 'driver.js';
import type { Words } from '../parts/i18n/index.ts';
import classes from './app.module.css';

const STOPS = [
  { id: 'canvas', element: '[data-tour="canvas"]', side: 'bottom' },
  { id: 'play', element: '[data-tour="play"]', side: 'bottom' },
  { id: 'results', element: '[data-tour="results"]', side: 'top' },
  { id: 'settings', element: '[data-tour="settings"]', side: 'left' },
  { id: 'presets', element: '[data-tour="presets"]', side: 'bottom' },
] as const;

/** Stops whose panel is shut are left out. */
export function startTour({ t }: Words, onEnd: () => void): void {
  const steps = STOPS.filter(({ element }) => document.querySelector(element)).map(({ id, element, side }) => ({
    element,
    popover: { title: t(`app.tour.${id}.title`), description: t(`app.tour.${id}.text`), side },
  }));
  const tour = driver({
    steps,
    animate: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    popoverClass: classes.tour ?? '',
    showProgress: true,
    progressText: '{{current}} / {{total}}',
    nextBtnText: t('app.tour.next'),
    prevBtnText: t('app.tour.back'),
    doneBtnText: t('app.tour.done'),
    onPopoverRender: ({ closeButton }) => closeButton.setAttribute('aria-label', t('controls.close')),
    // Not `onDestroyed`: it is left out where the tour ends while a stop still moves into place.
    onDestroyStarted: () => {
      onEnd();
      tour.destroy();
    },
  });
  tour.drive();
}
