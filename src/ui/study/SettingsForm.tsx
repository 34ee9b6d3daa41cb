/** How often, what a seed varies, and how long: for all studies of this experiment, and part of its link. */
import { Checkbox, SegmentedControl } from '@mantine/core';
import { LIMITS } from '../../core/experiment/experiment.ts';
import { useWords } from '../parts/i18n/index.ts';
import { NumberBox } from '../parts/NumberBox.tsx';
import { useExperiment, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import classes from './study.module.css';
import { type Repeats, repeatsOf, setStudy, stepsOf } from './studyStore.ts';

const COUNTS: readonly number[] = [3, 5, 10, 20];
const VARIED = ['data', 'init', 'order'] as const;
const LONGEST = Math.min(20_000, LIMITS.steps);

export function SettingsForm() {
  const { t } = useWords();
  const services = useServices();
  const { experiment } = useExperiment((state) => ({ experiment: state.experiment }));
  const repeats = repeatsOf(experiment);
  const set = (patch: Partial<Repeats>): void => {
    services.edit({ type: 'setTraining', patch: { repeats: { ...repeats, ...patch } } });
  };
  // A link may ask for a number of its own.
  const counts = [...new Set([...COUNTS, repeats.count])].sort((a, b) => a - b);
  return (
    <div className={classes.settings}>
      <span className={classes.pair}>
        <span className={classes.name} id="study-count">
          {t('study.settings.count')}
        </span>
        <SegmentedControl
          aria-labelledby="study-count"
          value={String(repeats.count)}
          data={counts.map(String)}
          onChange={(value) => set({ count: Number(value) })}
        />
      </span>
      <fieldset>
        <legend className={classes.name}>{t('study.settings.vary')}</legend>
        {VARIED.map((part) => (
          <Tip key={part} text={t(`study.settings.${part}Help`)}>
            <Checkbox
              label={t(`study.settings.${part}`)}
              checked={repeats.vary[part]}
              onChange={(event) => set({ vary: { ...repeats.vary, [part]: event.currentTarget.checked } })}
            />
          </Tip>
        ))}
      </fieldset>
      <span className={classes.pair}>
        <span className={classes.name}>{t('study.settings.steps')}</span>
        <NumberBox
          label={t('study.settings.steps')}
          value={stepsOf(experiment)}
          min={1}
          max={LONGEST}
          step={100}
          integer
          onCommit={(value) => setStudy(services, { steps: value })}
        />
      </span>
    </div>
  );
}
