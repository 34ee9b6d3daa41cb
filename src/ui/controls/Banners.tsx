/** What asks for an answer: structural changes that wait for 'Apply changes', and a run that failed. */
import { ActionIcon, Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconRefresh } from '@tabler/icons-react';
import { describeChanges } from '../../core/experiment/changes.ts';
import { changeText } from '../parts/changeText.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useRun, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import classes from './controls.module.css';

const CHANGES_SHOWN = 3;

export function PendingNotice() {
  const words = useWords();
  const { t } = words;
  const { session, edit } = useServices();
  const { pending, trained } = useRun((state) => ({ pending: state.pending, trained: state.experiment }));
  const { experiment, trainable } = useExperiment((state) => ({
    experiment: state.experiment,
    trainable: state.trainable,
  }));
  if (!pending) return undefined;
  const changes = trained ? describeChanges(trained, experiment) : [];
  const named = changes
    .filter((change) => words.has(`change.${change.code}`))
    .slice(0, CHANGES_SHOWN)
    .map((change) => changeText(words, experiment.data.scenario, change));
  const text = named.length > 0 ? t('controls.pending.changed', { changes: named.join(', ') }) : '';
  const sentence = `${t('controls.pending.text')} ${trainable ? text : t('controls.pending.notTrainable')}`;
  return (
    <Tip text={sentence}>
      <div className={classes.pending} role="status">
        <span className={classes.pendingText}>{t('controls.pending.title')}</span>
        {trained && (
          <ActionIcon
            aria-label={t('controls.pending.discard')}
            onClick={() => edit({ type: 'replace', experiment: { ...trained, view: experiment.view } })}
          >
            <IconArrowBackUp size={16} />
          </ActionIcon>
        )}
        <Button disabled={!trainable} leftSection={<IconRefresh size={14} />} onClick={() => void session.apply()}>
          {t('controls.pending.apply')}
        </Button>
      </div>
    </Tip>
  );
}

export function FailureBanner() {
  const words = useWords();
  const { t } = words;
  const { session, edit } = useServices();
  const { status, issue, canContinue } = useRun((state) => ({
    status: state.status,
    issue: state.issue,
    canContinue: state.canContinue,
  }));
  if (status !== 'failed' || !issue) return undefined;
  return (
    <div className={classes.banner} role="alert">
      <IconAlertTriangle size={16} aria-hidden />
      <span className={classes.bannerText}>{words.issue(issue)}</span>
      {issue.fixes?.map((fix) => (
        <Button
          key={fix.code + JSON.stringify(fix.params)}
          variant="default"
          onClick={() => edit({ type: 'batch', edits: fix.edits })}
        >
          {words.fix(fix)}
        </Button>
      ))}
      <Button variant="default" onClick={() => void session.reset()}>
        {t('controls.failure.reset')}
      </Button>
      {canContinue && <Button onClick={() => void session.halveLearningRate()}>{t('controls.failure.halve')}</Button>}
    </div>
  );
}
