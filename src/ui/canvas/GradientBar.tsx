/**
 * How hard each task pulls at a layer: a bar split by the tasks' gradient norms at its parameters, and a mark where two
 * tasks pull against each other (their gradients' cosine is negative). Painted outside React.
 */
import { useCallback, useMemo, useRef } from 'react';
import type { ModelId, NodeId } from '../../core/experiment/experiment.ts';
import type { Probe } from '../../state/series.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import { taskColour, taskLetter } from '../parts/taskStyle.ts';
import classes from './canvas.module.css';
import { useVisible } from './live.ts';
import { gradientProbe, type NodePull } from './pull.ts';
import { useRunningNode } from './running.ts';
import { usePull } from './usePull.ts';

interface GradientBarProps {
  readonly model: ModelId;
  readonly node: NodeId;
  readonly tasks: readonly number[];
}
export function GradientBar({ model, node, tasks }: GradientBarProps) {
  const { t } = useWords();
  const { experiments } = useServices();
  const bar = useRef<HTMLDivElement>(null);
  const mark = useRef<HTMLSpanElement>(null);
  const visible = useVisible(bar);
  const running = useRunningNode(model, node) !== undefined;
  const probe = useMemo<Probe | undefined>(
    () => (visible && running ? gradientProbe(model) : undefined),
    [visible, running, model],
  );
  const paint = useCallback(
    (pull: NodePull | undefined, step: number | undefined) => {
      if (!bar.current || !mark.current) return;
      bar.current.style.visibility = pull === undefined ? 'hidden' : 'visible';
      mark.current.hidden = pull === undefined || tasks.length < 2 || pull.cosine >= 0;
      if (!pull) return;
      const ids = experiments.getState().outline.tasks.map((task) => task.id as string);
      for (const [i, task] of tasks.entries()) {
        const part = bar.current.children[i];
        if (part instanceof HTMLElement) part.style.flexGrow = String(pull.norms.get(ids[task] ?? '') ?? 0);
      }
      const past = step !== undefined;
      bar.current.title = t(past ? 'canvas.node.pastPull' : 'canvas.node.pull', {
        step: Math.round(step ?? 0),
        list: tasks
          .map((task) => `${taskLetter(task)} ${(pull.norms.get(ids[task] ?? '') ?? 0).toPrecision(2)}`)
          .join(', '),
      });
      mark.current.title = t('canvas.node.conflict', { cosine: pull.cosine.toFixed(2) });
    },
    [tasks, experiments, t],
  );
  usePull(probe, node, paint);
  return (
    <>
      <div ref={bar} className={classes.gradients} aria-hidden>
        {tasks.map((task) => (
          <span key={task} style={{ background: taskColour(task) }} />
        ))}
      </div>
      <span ref={mark} className={classes.conflict} hidden aria-hidden>
        ⚡
      </span>
    </>
  );
}
