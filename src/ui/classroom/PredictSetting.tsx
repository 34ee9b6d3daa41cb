/** 'Predict first': which question the class answers before play unlocks. */
import { Switch } from '@mantine/core';
import { withClassroom } from '../../core/experiment/classroom.ts';
import { LIMITS } from '../../core/experiment/experiment.ts';
import type { Prediction } from '../../core/experiment/view.ts';
import { SelectLine } from '../parts/FieldForm.tsx';
import { HelpLabel } from '../parts/HelpLabel.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { NumberBox } from '../parts/NumberBox.tsx';
import parts from '../parts/parts.module.css';
import { useExperiment } from '../parts/services.tsx';
import { useTaskNames } from '../parts/useTaskNames.ts';
import classes from './classroom.module.css';
import { useClassroomEdit } from './useClassroomEdit.ts';

const FIRST_STEPS = 500;
export function PredictSetting() {
  const { t } = useWords();
  const set = useClassroomEdit();
  const models = useExperiment((state) => state.experiment.models);
  const predict = useExperiment((state) => state.experiment.view.classroom?.predict);
  const put = (next: Prediction | undefined): void => set((view) => withClassroom(view, { predict: next }));
  const stop = useExperiment((state) => state.experiment.training.stop);
  // A run that ends before the step in question would never say what came of it.
  const steps = stop.kind === 'steps' ? Math.min(FIRST_STEPS, stop.steps) : FIRST_STEPS;
  const first: Prediction = { about: models.length > 1 ? 'models' : 'tasks', steps };
  return (
    <fieldset className={classes.group}>
      <legend>{t('classroom.predict.title')}</legend>
      <Switch
        label={t('classroom.predict.ask')}
        description={t('classroom.predict.askHelp')}
        checked={predict !== undefined}
        onChange={(event) => put(event.currentTarget.checked ? first : undefined)}
      />
      {predict && <Question predict={predict} onChange={put} />}
    </fieldset>
  );
}

interface QuestionProps {
  readonly predict: Prediction;
  readonly onChange: (predict: Prediction) => void;
}
function Question({ predict, onChange }: QuestionProps) {
  const { t, given } = useWords();
  const models = useExperiment((state) => state.experiment.models);
  const tasks = useTaskNames().filter(({ enabled }) => enabled);
  const { about, steps } = predict;
  return (
    <div className={classes.question}>
      <SelectLine
        label={t('classroom.predict.about')}
        value={about}
        data={(['tasks', 'models'] as const).map((value) => ({ value, label: t(`classroom.predict.of.${value}`) }))}
        onChange={(next) => onChange({ about: next === 'models' ? 'models' : 'tasks', steps })}
      />
      {about === 'tasks' && models.length > 1 && (
        <SelectLine
          label={t('classroom.predict.model')}
          value={predict.model ?? models[0]?.id ?? ''}
          data={models.map(({ id, name }) => ({ value: id, label: given(name) }))}
          onChange={(next) => {
            const model = models.find(({ id }) => id === next)?.id;
            if (model) onChange({ ...predict, model });
          }}
        />
      )}
      {about === 'models' && (
        <SelectLine
          label={t('classroom.predict.task')}
          value={predict.task ?? tasks[0]?.id ?? ''}
          data={tasks.map(({ id, label }) => ({ value: id, label }))}
          onChange={(next) => {
            const task = tasks.find(({ id }) => id === next)?.id;
            if (task) onChange({ ...predict, task });
          }}
        />
      )}
      <div className={parts.line}>
        <HelpLabel label={t('classroom.predict.steps')} help={t('classroom.predict.stepsHelp')} />
        <NumberBox
          label={t('classroom.predict.steps')}
          value={steps}
          min={1}
          max={LIMITS.steps}
          step={100}
          integer
          onCommit={(next) => onChange({ ...predict, steps: next })}
        />
      </div>
      {about === 'models' && models.length < 2 && <p className={parts.note}>{t('classroom.predict.oneModel')}</p>}
    </div>
  );
}
