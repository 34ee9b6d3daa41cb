/** Below the canvas: the curves, and beside them what the heads answer. Loaded after the first picture stands. */
import { Loader, SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment } from '../parts/services.tsx';
import classes from './app.module.css';

const Charts = lazy(() => import('../charts/Charts.tsx').then(({ Charts: component }) => ({ default: component })));
const Surfaces = lazy(() =>
  import('../charts/Surfaces.tsx').then(({ Surfaces: component }) => ({ default: component })),
);
const Predictions = lazy(() =>
  import('../charts/Predictions.tsx').then(({ Predictions: component }) => ({ default: component })),
);
type Answers = 'surfaces' | 'predictions';

export function BottomPanel({ stacked }: { readonly stacked: boolean }) {
  const { t } = useWords();
  const plane = useExperiment((state) => state.outline.inputs[0]?.kind === 'plane');
  const [chosen, setChosen] = useState<Answers>('surfaces');
  const shown: Answers = plane ? chosen : 'predictions';
  return (
    <div className={classes.bottomSplit} data-stacked={stacked || undefined}>
      <section className={classes.charts} aria-label={t('app.charts')}>
        <Suspense fallback={<Waiting />}>
          <Charts />
        </Suspense>
      </section>
      <section className={classes.answers} aria-label={t('app.answers')}>
        {plane ? (
          <SegmentedControl
            size="xs"
            aria-label={t('app.answers')}
            value={shown}
            data={[
              { value: 'surfaces', label: t('app.surfaces') },
              { value: 'predictions', label: t('app.predictions') },
            ]}
            onChange={(value) => setChosen(value === 'predictions' ? 'predictions' : 'surfaces')}
          />
        ) : (
          <h3 className={classes.panelTitle} style={{ padding: '4px 2px' }}>
            {t('app.predictions')}
          </h3>
        )}
        <div className={classes.answersBody}>
          <Suspense fallback={<Waiting />}>{shown === 'surfaces' ? <Surfaces /> : <Predictions />}</Suspense>
        </div>
      </section>
    </div>
  );
}

function Waiting() {
  const { t } = useWords();
  return (
    <div className={classes.waiting}>
      <Loader size="sm" aria-label={t('app.loading')} />
    </div>
  );
}
