/** The question before play, and afterwards the answer beside the outcome. */
import { Button, Radio } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { type Candidate, candidatesOf, type Outcome, SAME } from '../../core/experiment/prediction.ts';
import type { Prediction } from '../../core/experiment/view.ts';
import { outcomeOfRun, withAnswers } from '../../state/classroom.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useExperiment, useRun, useServices } from '../parts/services.tsx';
import { useTaskNames } from '../parts/useTaskNames.ts';
import classes from './classroom.module.css';
import { scoreText } from './scoreText.ts';

export function PredictCard({ predict }: { readonly predict: Prediction }) {
  const { t, word, given } = useWords();
  const { experiment } = useExperiment((state) => ({ experiment: state.experiment }));
  const tasks = useTaskNames();
  const candidates = candidatesOf(experiment, predict);
  const [first] = candidates;
  if (!first || candidates.length < 2) return undefined;
  const model = experiment.models.find(({ id }) => id === first.model);
  const nameOf = (id: string): string =>
    id === SAME
      ? t('classroom.predict.same')
      : predict.about === 'models'
        ? given(experiment.models.find((each) => each.id === id)?.name ?? id)
        : (tasks.find((task) => task.id === id)?.label ?? id);
  const metrics = [...new Set(candidates.map(({ metric }) => word(`metric.${metric}.label`)))].join(', ');
  const question = t(`classroom.predict.question.${predict.about}`, {
    model: model?.name ?? '',
    task: tasks.find((task) => task.id === first.task)?.label ?? '',
    metric: metrics,
    steps: predict.steps,
  });
  const said = experiment.view.answers?.predicted;
  return (
    <div className={classes.predict}>
      <p className={classes.asked}>{question}</p>
      {said === undefined ? (
        <Ask candidates={candidates} nameOf={nameOf} question={question} />
      ) : (
        <Answered said={said} nameOf={nameOf} />
      )}
    </div>
  );
}

interface AskProps {
  readonly candidates: readonly Candidate[];
  readonly nameOf: (id: string) => string;
  readonly question: string;
}
function Ask({ candidates, nameOf, question }: AskProps) {
  const { t } = useWords();
  const { experiments } = useServices();
  const [choice, setChoice] = useState('');
  const say = (): void => {
    const { answers } = experiments.getState().experiment.view;
    experiments.edit({ type: 'setView', patch: { answers: withAnswers(answers, { predicted: choice }) } });
  };
  return (
    <Radio.Group aria-label={question} value={choice} onChange={setChoice}>
      <div className={classes.choices}>
        {[...candidates.map(({ id }) => id), SAME].map((id) => (
          <Radio key={id} value={id} label={nameOf(id)} size="xs" />
        ))}
        <Button size="compact-sm" disabled={choice === ''} onClick={say}>
          {t('classroom.predict.say')}
        </Button>
        <span className={parts.note}>{t('classroom.predict.opens')}</span>
      </div>
    </Radio.Group>
  );
}

function Answered({ said, nameOf }: { readonly said: string; readonly nameOf: (id: string) => string }) {
  const { t, language } = useWords();
  // Read where it changes, not at every revision: an outcome appears once a run.
  const experiment = useExperiment((state) => state.experiment);
  const outcome = useRun((state) => JSON.stringify(outcomeOfRun(experiment, state) ?? null));
  const found = JSON.parse(outcome) as Outcome | null;
  const right = found?.winner === said;
  return (
    <div className={classes.answered} role="status">
      <span>{t('classroom.predict.said', { answer: nameOf(said) })}</span>
      {found === null ? (
        <span className={parts.note}>{t('classroom.predict.waits')}</span>
      ) : (
        <>
          <span>{t('classroom.predict.came', { answer: nameOf(found.winner) })}</span>
          <span className={parts.note}>
            {found.scores
              .map(({ id, metric, value }) => `${nameOf(id)} ${scoreText(metric, value, language)}`)
              .join(' · ')}
          </span>
          <strong className={classes.verdict} data-right={right || undefined}>
            {right ? <IconCheck size={15} aria-hidden="true" /> : <IconX size={15} aria-hidden="true" />}
            {t(right ? 'classroom.predict.right' : 'classroom.predict.wrong')}
          </strong>
        </>
      )}
    </div>
  );
}
