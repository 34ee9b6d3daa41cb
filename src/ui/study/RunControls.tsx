/** Run, pause, cancel and progress of the study of one slot; says when the results are of another state of the document. */
import { Button, Progress } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { describeChanges } from '../../core/experiment/changes.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { StudyForm } from '../../core/study/study.ts';
import { variantsOf } from '../../core/study/variants.ts';
import type { Study } from '../../state/studyProgress.ts';
import { changeText } from '../parts/changeText.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import classes from './study.module.css';
import { repeatsOf, type StudySlot, startStudy, stepsOf } from './studyStore.ts';

interface RunControlsProps {
  readonly slot: StudySlot;
  readonly name: string;
  /** Absent: nothing can be trained; the tab says why. */
  readonly form: StudyForm | undefined;
  readonly study: Study | undefined;
  readonly children?: ReactNode;
}
export function RunControls({ slot, name, form, study, children }: RunControlsProps) {
  const { t, issue } = useWords();
  const services = useServices();
  const trainable = useExperiment((state) => state.trainable);
  const status = study?.progress.status;
  const active = status === 'running' || status === 'paused';
  const id = study?.spec.id ?? '';
  return (
    <>
      <div className={classes.run}>
        {!active && (
          <Button
            leftSection={<IconPlayerPlay size={14} />}
            disabled={!form || !trainable}
            onClick={() => form && startStudy(services, slot, name, form)}
          >
            {study ? t('study.run.again') : t('study.run.run')}
          </Button>
        )}
        {status === 'running' && (
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={14} />}
            onClick={() => services.studies.pause(id)}
          >
            {t('study.run.pause')}
          </Button>
        )}
        {status === 'paused' && (
          <Button leftSection={<IconPlayerPlay size={14} />} onClick={() => services.studies.resume(id)}>
            {t('study.run.resume')}
          </Button>
        )}
        {active && (
          <Button variant="default" leftSection={<IconX size={14} />} onClick={() => services.studies.cancel(id)}>
            {t('study.run.cancel')}
          </Button>
        )}
        {study ? <ProgressLine study={study} /> : form && trainable && <Planned form={form} />}
        {children}
      </div>
      {!trainable && <p className={classes.note}>{t('study.run.untrainable')}</p>}
      {study?.progress.issue && <p className={classes.note}>{issue(study.progress.issue)}</p>}
      {study && study.result.failures.length > 0 && !study.progress.issue && (
        <p className={classes.note}>
          {t('study.run.failures', {
            count: study.result.failures.length,
            reason: study.result.failures[0] ? issue(study.result.failures[0].issue) : '',
          })}
        </p>
      )}
      {study && <Stale experiment={study.spec.experiment} />}
    </>
  );
}

function ProgressLine({ study }: { readonly study: Study }) {
  const { t } = useWords();
  const { status, done, total, seconds, secondsLeft } = study.progress;
  const rounded = (value: number): string => String(Math.max(1, Math.round(value)));
  return (
    <>
      <Progress
        className={classes.progress ?? ''}
        value={total > 0 ? (100 * done) / total : 0}
        aria-label={t('study.run.progress')}
        size={8}
      />
      <span className={classes.note} role="status">
        {t(`study.status.${status}`)}
        {total > 0 && `, ${t('study.run.done', { done, total })}`}
        {status === 'running' &&
          secondsLeft !== undefined &&
          `, ${t('study.run.left', { seconds: rounded(secondsLeft) })}`}
        {status === 'done' && seconds > 0 && `, ${t('study.run.took', { seconds: rounded(seconds) })}`}
      </span>
    </>
  );
}

/** What a press of Run would train. */
function Planned({ form }: { readonly form: StudyForm }) {
  const { t } = useWords();
  const experiment = useExperiment((state) => state.experiment);
  const steps = stepsOf(experiment);
  const variants = useMemo(() => variantsOf({ id: '', name: '', experiment, form, steps }), [experiment, form, steps]);
  if (!variants.ok) return undefined;
  const jobs = variants.value.length * repeatsOf(experiment).count;
  return <span className={classes.note}>{t('study.settings.plan', { jobs, steps })}</span>;
}

function Stale({ experiment }: { readonly experiment: Experiment }) {
  const words = useWords();
  const { t } = words;
  const present = useExperiment((state) => state.experiment);
  const changes = useMemo(() => {
    return describeChanges(experiment, present);
  }, [experiment, present]);
  if (changes.length === 0) return undefined;
  if (changes.some(({ code }) => code === 'scenario'))
    return <p className={classes.note}>{t('study.run.staleData')}</p>;
  const said = changes.slice(0, 6).map((change) => changeText(words, present.data.scenario, change));
  return <p className={classes.note}>{t('study.run.stale', { changes: said.join(', ') })}</p>;
}
