/** One line under the canvas: what the newest comparison over seeds says so far, and the way to all of it. */
import { ActionIcon, Button, Loader } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { changeKind } from '../../core/experiment/changes.ts';
import type { Study } from '../../state/studyProgress.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import { baselineOf } from './describe.ts';
import classes from './study.module.css';
import { endOpening, setStudy, useStudyView } from './studyStore.ts';
import { useOpeningStudy } from './useOpeningStudy.ts';
import { useStudied, useStudy } from './useStudy.ts';
import { comparisonsOf, seedsOf, sentenceOf } from './verdicts.ts';

export function VerdictStrip() {
  useOpeningStudy();
  const study = useStudy('seeds');
  const dismissed = useStudyView((state) => state.stripDismissed);
  const present = useExperiment((state) => state.experiment);
  const same = useMemo(() => {
    if (!study) return false;
    const kind = changeKind(study.spec.experiment, present);
    return kind === 'none' || kind === 'view' || kind === 'layout';
  }, [study, present]);
  if (!study || dismissed || !same || study.progress.status === 'failed') return undefined;
  return <Line study={study} />;
}

/** Fewer seeds say nothing that would not change with the next one. */
const ENOUGH = 5;
function Line({ study }: { readonly study: Study }) {
  const words = useWords();
  const { t } = words;
  const services = useServices();
  const { studies, views } = services;
  const { models, tasks } = useStudied(study.spec.experiment);
  const baseline = baselineOf(models);
  const { status, done, total } = study.progress;
  const working = status === 'running' || status === 'paused';
  const comparisons = baseline ? comparisonsOf(study.result.rows, models, baseline, tasks) : [];
  const n = comparisons.length > 0 ? seedsOf(comparisons) : 0;
  const sentence =
    baseline && (n >= ENOUGH || !working)
      ? comparisons.flatMap((comparison) => sentenceOf(words, comparison, baseline) ?? []).join(' ')
      : '';
  const text = sentence
    ? t('study.seeds.over', { n, sentence })
    : t(status === 'paused' ? 'study.strip.paused' : 'study.strip.working', {
        n: study.spec.experiment.training.repeats.count,
        done,
        total,
      });
  return (
    <section className={classes.strip} aria-label={t('study.strip.title')}>
      {status === 'running' && <Loader size={12} aria-hidden />}
      <p className={classes.stripText} role="status" title={text}>
        {text}
      </p>
      {status === 'paused' && (
        <Button size="compact-xs" onClick={() => studies.resume(study.spec.id)}>
          {t('study.run.resume')}
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="light"
        flex="none"
        onClick={() => {
          setStudy(services, { tab: 'seeds' });
          views.open('study');
        }}
      >
        {t('study.strip.open')}
      </Button>
      <Tip text={t('study.strip.dismiss')}>
        <ActionIcon
          size="sm"
          aria-label={t('study.strip.dismiss')}
          onClick={() => {
            useStudyView.setState({ stripDismissed: true });
            endOpening(studies);
          }}
        >
          <IconX size={14} />
        </ActionIcon>
      </Tip>
    </section>
  );
}
