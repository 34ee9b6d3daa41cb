/** Which tasks should be trained together: the guess by affinity, and the truth by training every set of tasks. */
import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { ModelId } from '../../core/experiment/experiment.ts';
import { type Division, proposeGroups, scoreGroups } from '../../core/study/groups.ts';
import { MOST_GROUPED } from '../../core/study/methodVariants.ts';
import type { StudyForm } from '../../core/study/study.ts';
import { comparedBy } from '../../core/study/verdict.ts';
import type { Study } from '../../state/studyProgress.ts';
import { useWords } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import { useExperiment, useRun, useServices } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { taskLetter } from '../parts/taskStyle.ts';
import { useModel } from '../parts/useModel.ts';
import { createAffinityMean, type Measured } from './affinityMean.ts';
import { ModelChoice } from './MethodsTab.tsx';
import { RunControls } from './RunControls.tsx';
import classes from './study.module.css';
import { type StudiedTask, useStudied, useStudy } from './useStudy.ts';

/** Affinities of the run on the page, averaged over the steps at which they were measured while this stands open. */
function useAffinity(model: ModelId): Measured | undefined {
  const { live } = useServices();
  const log = useRun((state) => state.log);
  const [measured, setMeasured] = useState<Measured>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run begins its own average
  useEffect(() => {
    const key = `groups/affinity/${model}`;
    const mean = createAffinityMean();
    setMeasured(undefined);
    const stop = live.watch({ kind: 'affinity', key, model });
    const off = live.on(key, (result) => setMeasured(mean(result)));
    return () => {
      stop();
      off();
    };
  }, [live, model, log]);
  return measured;
}

export function GroupsTab() {
  const { t } = useWords();
  const study = useStudy('groups');
  const { model } = useModel();
  const experiment = useExperiment((state) => state.experiment);
  const { tasks } = useStudied(experiment);
  const measured = useAffinity(model.id);
  const guess = useMemo(
    () => (measured && measured.tasks.length === tasks.length ? proposeGroups(measured.affinity) : undefined),
    [measured, tasks.length],
  );
  const small = tasks.length <= MOST_GROUPED;
  const form = useMemo<StudyForm | undefined>(
    () => (small ? { kind: 'groups', model: model.id } : undefined),
    [small, model.id],
  );
  const sets = 2 ** tasks.length - 1;
  return (
    <div className={classes.body}>
      <p className={classes.note}>{t('study.groups.text')}</p>
      <div className={classes.head}>
        <ModelChoice id={model.id} />
      </div>
      <h3 className={classes.subhead}>{t('study.groups.guess')}</h3>
      <PlayPage />
      {measured && guess ? (
        <Guess measured={measured} guess={guess} tasks={tasks} />
      ) : (
        <p className={classes.empty}>{t('study.groups.affinityNone')}</p>
      )}
      <h3 className={classes.subhead}>{t('study.groups.truth')}</h3>
      <RunControls slot="groups" name={t('study.form.groups')} form={form} study={study} />
      {!small && (
        <p className={classes.note}>{t('study.groups.tooMany', { limit: MOST_GROUPED, found: tasks.length, sets })}</p>
      )}
      {study && study.result.rows.length > 0 ? (
        <Truth study={study} guess={guess} />
      ) : (
        small && <p className={classes.empty}>{t('study.groups.empty', { sets })}</p>
      )}
    </div>
  );
}

function PlayPage() {
  const { t } = useWords();
  const { session } = useServices();
  const running = useRun((state) => state.status === 'running');
  return (
    <div>
      <Button
        variant="default"
        leftSection={running ? <IconPlayerPause size={14} /> : <IconPlayerPlay size={14} />}
        onClick={() => void (running ? session.pause() : session.play())}
      >
        {t(running ? 'study.groups.pause' : 'study.groups.play')}
      </Button>
    </div>
  );
}

const divisionText = (division: Division, tasks: readonly StudiedTask[]): string =>
  division.map((group) => group.map((place) => taskLetter(tasks[place]?.index ?? place)).join(' + ')).join(' | ');

interface GuessProps {
  readonly measured: Measured;
  readonly guess: Division;
  readonly tasks: readonly StudiedTask[];
}
/** Share of the colour in the strongest cell. */
const STRONGEST = 40;
function Guess({ measured, guess, tasks }: GuessProps) {
  const { t } = useWords();
  const most = Math.max(...measured.affinity.flat().map(Math.abs), 1e-12);
  return (
    <>
      <div className={classes.wide}>
        <table className={classes.heat} aria-label={t('study.groups.affinity')}>
          <thead>
            <tr>
              <th scope="col">{t('study.groups.from')}</th>
              {tasks.map((task) => (
                <th key={task.id} scope="col">
                  <span className={classes.taskCell}>
                    <TaskBadge index={task.index} /> {task.label}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tasks.map((task, i) => (
              <tr key={task.id}>
                <th scope="row">
                  <span className={classes.taskCell}>
                    <TaskBadge index={task.index} /> {task.label}
                  </span>
                </th>
                {tasks.map((other, j) => {
                  const value = measured.affinity[i]?.[j] ?? Number.NaN;
                  const share = Math.round((STRONGEST * Math.abs(value)) / most);
                  const hue = value < 0 ? 'var(--bad)' : 'var(--accent)';
                  return (
                    <td key={other.id} style={{ background: `color-mix(in srgb, ${hue} ${share}%, var(--surface))` }}>
                      {value < 0 ? '−' : '+'}
                      {shortNumber(Number((1000 * Math.abs(value)).toPrecision(2)))}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.note}>{t('study.groups.affinityText', { count: measured.count })}</p>
      <p className={classes.sentence}>
        {t('study.groups.proposal', { groups: divisionText(guess, tasks) })} {t('study.groups.caution')}
      </p>
    </>
  );
}

function Truth({ study, guess }: { readonly study: Study; readonly guess: Division | undefined }) {
  const { t } = useWords();
  const { tasks } = useStudied(study.spec.experiment);
  const { form } = study.spec;
  if (form.kind !== 'groups') return undefined;
  const scores = scoreGroups(
    study.result.rows,
    form.model,
    tasks.map(({ def }) => comparedBy(def)),
  );
  const [best] = scores;
  if (!best) return undefined;
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  const even = scores.filter(({ behind }) => behind?.code === 'none');
  const guessed = guess && scores.find(({ division }) => divisionText(division, tasks) === divisionText(guess, tasks));
  const verdict = guessed && (guessed === best ? 'right' : guessed.behind?.code === 'none' ? 'near' : 'wrong');
  return (
    <>
      <p className={classes.sentence}>
        {t('study.groups.sentence', {
          n: best.bySeed.length,
          best: divisionText(best.division, tasks),
          error: percent(best.mean),
          others:
            even.length > 0
              ? t('study.groups.othersEven', {
                  groups: even.map(({ division }) => divisionText(division, tasks)).join('; '),
                })
              : t('study.groups.othersNone'),
        })}{' '}
        {verdict && t(`study.groups.${verdict}`)}
      </p>
      <div className={classes.wide}>
        <table className={classes.table} aria-label={t('study.groups.table')}>
          <thead>
            <tr>
              <th scope="col">{t('study.groups.division')}</th>
              <th scope="col">{t('study.groups.score')}</th>
              <th scope="col">{t('study.groups.behind')}</th>
              <th scope="col">{t('study.seeds.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {scores.map((score) => {
              const { behind } = score;
              return (
                <tr key={divisionText(score.division, tasks)}>
                  <th scope="row">
                    {divisionText(score.division, tasks)} {score === guessed && <em>({t('study.groups.guessed')})</em>}
                  </th>
                  <td>{percent(score.mean)}</td>
                  <td>
                    {behind?.interval
                      ? `${percent(behind.interval.mean)} [${percent(behind.interval.low)}, ${percent(behind.interval.high)}]`
                      : '–'}
                  </td>
                  <td>
                    {!behind
                      ? t('study.groups.best')
                      : behind.code === 'none'
                        ? t('study.groups.even')
                        : t('study.methods.mark.hurts', { wins: behind.worse, n: behind.n })}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
