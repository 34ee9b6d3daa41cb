/** Steps, epochs, rows seen and speed: written into the page at most ten times a second, outside React. */
import { useEffect, useRef } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { useRun, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import classes from './controls.module.css';

const PAINT_MS = 100;

export function Counters() {
  const { t, word, number } = useWords();
  const { runs } = useServices();
  const { status, stop, tuned, loading, loaded, pending } = useRun((state) => ({
    pending: state.pending,
    status: state.status,
    stop: state.stop,
    tuned: state.tuned,
    loading: state.loading?.stage,
    /** Tenths: a finer step is not seen. */
    loaded: Math.round(10 * (state.loading?.fraction ?? 0)) / 10,
  }));
  const step = useRef<HTMLSpanElement>(null);
  const epoch = useRef<HTMLSpanElement>(null);
  const speed = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const paint = (): void => {
      timer = undefined;
      const { progress } = runs.getState();
      if (step.current) step.current.textContent = number(progress.step);
      if (epoch.current) epoch.current.textContent = number(progress.epoch);
      if (speed.current) speed.current.textContent = number(Math.round(progress.stepsPerSecond));
    };
    paint();
    const unsubscribe = runs.subscribe((state, before) => {
      if (state.progress !== before.progress) timer ??= setTimeout(paint, PAINT_MS);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [runs, number]);

  const sentence = ((): string => {
    if (stop) return word(`controls.${stop.code}`, { ...stop });
    if (status === 'starting' && loading) return t(`controls.run.loading.${loading}`);
    return t(`controls.run.status.${status}`);
  })();
  return (
    <Tip text={t('controls.run.countersHelp')}>
      <div className={classes.counters}>
        <Counter name={t('controls.run.stepCount')} value={step} testId="step-count" />
        <Counter name={t('controls.run.epochCount')} value={epoch} testId="epoch-count" />
        <Counter name={t('controls.run.stepsPerSecond')} value={speed} testId="steps-per-second" />
        <span className={classes.status} role="status" data-status={status}>
          {/* The notice of waiting changes takes this place. */}
          {!pending && sentence}
          {!pending && status === 'starting' && loading && (
            <progress className={classes.loadingBar} value={loaded} aria-label={sentence} />
          )}
          {tuned && <span className={classes.tuned}>{t('controls.run.tuned')}</span>}
        </span>
      </div>
    </Tip>
  );
}

interface CounterProps {
  readonly name: string;
  readonly value: React.RefObject<HTMLSpanElement | null>;
  readonly testId: string;
}
function Counter({ name, value, testId }: CounterProps) {
  return (
    <span className={classes.counter}>
      <span className={classes.counterName}>{name}</span>
      <span className={classes.counterValue} ref={value} data-testid={testId} />
    </span>
  );
}
