/** How often, what a seed varies, and how long: for all studies of the view. */
import { Checkbox, SegmentedControl } from '@mantine/core';
import { LIMITS } from '../../core/experiment/experiment.ts';
import { useWords } from '../parts/i18n/index.ts';
import { NumberBox } from '../parts/NumberBox.tsx';
import { useExperiment } from '../parts/services.tsx';
import classes from './study.module.css';
import { COUNTS, stepsOf, useStudyView } from './studyStore.ts';

const VARIED = ['data', 'init', 'order'] as const;
const LONGEST = Math.min(20_000, LIMITS.steps);

export function SettingsForm() {
  const { t } = useWords();
  const settings = useStudyView((state) => state.settings);
  const steps = useExperiment(({ experiment }) => stepsOf(experiment, settings.steps));
  const set = (patch: Partial<typeof settings>): void => useStudyView.setState({ settings: { ...settings, ...patch } });
  return (
    <div className={classes.settings}>
      <span className={classes.pair}>
        <span className={classes.name} id="study-count">
          {t('study.settings.count')}
        </span>
        <SegmentedControl
          aria-labelledby="study-count"
          value={String(settings.count)}
          data={COUNTS.map(String)}
          onChange={(value) => set({ count: Number(value) })}
        />
      </span>
      <fieldset>
        <legend className={classes.name}>{t('study.settings.vary')}</legend>
        {VARIED.map((part) => (
          <Checkbox
            key={part}
            label={t(`study.settings.${part}`)}
            checked={settings.vary[part]}
            onChange={(event) => set({ vary: { ...settings.vary, [part]: event.currentTarget.checked } })}
          />
        ))}
      </fieldset>
      <span className={classes.pair}>
        <span className={classes.name}>{t('study.settings.steps')}</span>
        <NumberBox
          label={t('study.settings.steps')}
          value={steps}
          min={1}
          max={LONGEST}
          step={100}
          integer
          onCommit={(value) => set({ steps: value })}
        />
      </span>
    </div>
  );
}
