/** One block per task: on or off, how many training rows carry its label, how many of these are wrong. */

import { Switch } from '@mantine/core';
import type { TaskPatch } from '../../core/experiment/edit.ts';
import type { TaskData } from '../../core/experiment/experiment.ts';
import type { Issue } from '../../core/result.ts';
import { scenarios } from '../../core/scenarios/index.ts';
import { IssueList } from '../parts/IssueList.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { NumberControl, type Phase } from '../parts/NumberControl.tsx';
import parts from '../parts/parts.module.css';
import { useExperiment, useRun, useServices } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { Tip } from '../parts/Tip.tsx';
import { type NamedTask, useTaskNames } from '../parts/useTaskNames.ts';
import classes from './controls.module.css';

export function TaskRows() {
  const tasks = useTaskNames();
  const warnings = useRun((state) => state.warnings);
  return (
    <>
      {tasks.map((task) => (
        <TaskRow
          key={task.id}
          task={task}
          alone={tasks.length === 1}
          warnings={warnings.filter((issue) => issue.where?.task === task.id)}
        />
      ))}
      <IssueList issues={warnings.filter((issue) => issue.where?.task === undefined)} />
    </>
  );
}

interface TaskRowProps {
  readonly task: NamedTask;
  readonly alone: boolean;
  readonly warnings: readonly Issue[];
}
function TaskRow({ task, alone, warnings }: TaskRowProps) {
  const { t } = useWords();
  const { edit } = useServices();
  const data = useExperiment((state) => state.experiment.data);
  const rows = data.sizes.train ?? scenarios.get(data.scenario).sizes.train;
  const own: TaskData = data.tasks[task.id] ?? {};
  const set = (patch: TaskPatch, phase: Phase): void => {
    edit({ type: 'setTask', task: task.id, patch }, phase);
  };
  const labelled = Math.min(own.labelled ?? rows, rows);
  return (
    <div className={parts.taskBlock}>
      <div className={classes.taskRow}>
        <TaskBadge index={task.index} />
        <span className={classes.taskName} title={task.label}>
          {task.label}
        </span>
        <span className={classes.caption}>
          {t(`controls.data.kind.${task.def.kind}`, { classes: task.def.classes ?? 2 })}
        </span>
        {!alone && (
          <Tip text={t('controls.data.enabledHelp')} position="right">
            <div>
              <Switch
                aria-label={t('controls.data.enabled', { task: task.label })}
                checked={task.enabled}
                onChange={(event) => set({ enabled: event.currentTarget.checked }, 'commit')}
              />
            </div>
          </Tip>
        )}
      </div>
      {task.enabled && (
        <>
          <NumberControl
            label={t('controls.data.labelled')}
            help={t('controls.data.labelledHelp')}
            value={labelled}
            min={1}
            max={rows}
            integer
            scale="log"
            shown={labelled === rows ? t('controls.data.allRows') : undefined}
            // All rows is no limit: it then grows with the training split.
            onChange={(value, phase) => set({ labelled: value < rows ? value : undefined }, phase)}
          />
          <NumberControl
            label={t('controls.data.labelNoise')}
            help={t('controls.data.labelNoiseHelp')}
            value={own.labelNoise ?? 0}
            min={0}
            max={1}
            step={0.01}
            onChange={(value, phase) => set({ labelNoise: value }, phase)}
          />
          <NumberControl
            label={t('controls.data.sampling')}
            help={t('controls.data.samplingHelp')}
            value={own.sampling ?? 1}
            min={0}
            max={1}
            step={0.01}
            onChange={(value, phase) => set({ sampling: value }, phase)}
          />
          <IssueList issues={warnings} />
        </>
      )}
    </div>
  );
}
