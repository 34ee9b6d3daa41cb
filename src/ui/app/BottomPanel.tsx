/** Below the canvas: the curves, and beside them what the heads answer. Loaded after the first picture stands. */
import { Loader, SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { RunHistory } from '../controls/RunHistory.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { usePart } from '../parts/Part.tsx';
import { useExperiment } from '../parts/services.tsx';
import classes from './app.module.css';

const Charts = lazy(() => import('../charts/Charts.tsx').then(({ Charts: component }) => ({ default: component })));
const Surfaces = lazy(() =>
  import('../charts/Surfaces.tsx').then(({ Surfaces: component }) => ({ default: component })),
);
const Predictions = lazy(() =>
  import('../charts/Predictions.tsx').then(({ Predictions: component }) => ({ default: component })),
);
const VerdictStrip = lazy(() =>
  import('../study/VerdictStrip.tsx').then(({ VerdictStrip: component }) => ({ default: component })),
);
type Answers = 'surfaces' | 'predictions' | 'history';

export function BottomPanel({ stacked }: { readonly stacked: boolean }) {
  const { t } = useWords();
  const plane = useExperiment((state) => state.outline.inputs[0]?.kind === 'plane');
  const charts = usePart('charts') !== 'hidden';
  const answers = usePart('answers') !== 'hidden';
  const [chosen, setChosen] = useState<Answers>('surfaces');
  const offered: readonly Answers[] = plane ? ['surfaces', 'predictions', 'history'] : ['predictions', 'history'];
  const shown = offered.find((answers) => answers === chosen) ?? 'predictions';
  return (
    <div className={classes.bottomColumn}>
      <Suspense fallback={undefined}>
        <VerdictStrip />
      </Suspense>
      <div
        className={classes.bottomSplit}
        data-stacked={stacked || undefined}
        data-single={charts !== answers || undefined}
      >
        {charts && (
          <section className={classes.charts} aria-label={t('app.charts')}>
            <Suspense fallback={<Waiting />}>
              <Charts />
            </Suspense>
          </section>
        )}
        {answers && (
          <section className={classes.answers} aria-label={t('app.answers')}>
            <SegmentedControl
              size="xs"
              aria-label={t('app.answers')}
              styles={{ control: { minWidth: 0 }, label: { paddingInline: 4 } }}
              value={shown}
              data={offered.map((value) => ({ value, label: t(`app.${value}`) }))}
              onChange={(value) => setChosen(offered.find((answers) => answers === value) ?? 'predictions')}
            />
            <div className={classes.answersBody}>
              <Suspense fallback={<Waiting />}>
                {shown === 'surfaces' && <Surfaces />}
                {shown === 'predictions' && <Predictions />}
                {shown === 'history' && <RunHistory />}
              </Suspense>
            </div>
          </section>
        )}
      </div>
    </div>
  );
}

function Waiting() {
  const { t } = useWords();
  return (
    <div className={classes.waiting}>
      <Loader size="sm" role="status" aria-label={t('app.loading')} />
    </div>
  );
}
