/**
 * How hard each task pulls at a layer: a bar split by the tasks' gradient norms at its parameters, and a mark where two
 * tasks pull against each other (their gradients' cosine is negative). Painted outside React.
 */
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import type { ModelId, NodeId } from '../../core/experiment/experiment.ts';
import type { Probe } from '../../state/series.ts';
import { useWords } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import { useServices } from '../parts/services.tsx';
import { taskColour, taskLetter } from '../parts/taskStyle.ts';
import classes from './canvas.module.css';
import { useVisible } from './live.ts';
import { gradientProbe, type NodePull } from './pull.ts';
import { useRunningNode } from './running.ts';
import { usePull } from './usePull.ts';

/** Nobody reads words ten times a second. */
const TELL_MS = 400;

interface GradientBarProps {
  readonly model: ModelId;
  readonly node: NodeId;
  readonly tasks: readonly number[];
}
export function GradientBar({ model, node, tasks }: GradientBarProps) {
  const { experiments } = useServices();
  const bar = useRef<HTMLDivElement>(null);
  const mark = useRef<HTMLSpanElement>(null);
  const visible = useVisible(bar);
  const running = useRunningNode(model, node) !== undefined;
  const probe = useMemo<Probe | undefined>(
    () => (visible && running ? gradientProbe(model) : undefined),
    [visible, running, model],
  );
  const tellSoon = useTelling(bar, mark, tasks);
  const paint = useCallback(
    (pull: NodePull | undefined, step: number | undefined) => {
      if (!bar.current || !mark.current) return;
      // A share of 1 in 64 is about what can be seen. Background and colour only: a box that comes, goes or grows would
      // have the whole page laid out anew and all its layers handed to the compositor, ten times a second for every card.
      const ids = experiments.getState().outline.tasks.map((task) => task.id as string);
      const bars = pull
        ? stripes(
            tasks,
            tasks.map((task) => pull.norms.get(ids[task] ?? '') ?? 0),
          )
        : '';
      if (bar.current.style.backgroundImage !== bars) bar.current.style.backgroundImage = bars;
      const conflicting = String(pull !== undefined && tasks.length > 1 && pull.cosine < 0);
      if (mark.current.dataset.shown !== conflicting) mark.current.dataset.shown = conflicting;
      if (!pull) return;
      tellSoon(pull, step);
    },
    [tasks, experiments, tellSoon],
  );
  usePull(probe, node, paint);
  return (
    <>
      <div ref={bar} className={classes.gradients} aria-hidden />
      <span ref={mark} className={classes.conflict} data-shown="false" aria-hidden />
    </>
  );
}

/** One coloured stretch for each task, as long as its share of the sum, as a background. */
function stripes(tasks: readonly number[], norms: readonly number[]): string {
  const sum = norms.reduce((total, norm) => total + norm, 0) || 1;
  let end = 0;
  const stops = tasks.map((task, i) => {
    const begin = Math.round((64 * end) / sum);
    end += norms[i] ?? 0;
    const [from, to] = [begin, Math.round((64 * end) / sum)].map((share) => `${(100 * share) / 64}%`);
    return `${taskColour(task)} ${from} ${to}`;
  });
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

/** What bar and mark say when pointed at; it follows more slowly than they do. */
function useTelling(
  bar: RefObject<HTMLElement | null>,
  mark: RefObject<HTMLElement | null>,
  tasks: readonly number[],
): (pull: NodePull, step: number | undefined) => void {
  const { t } = useWords();
  const { experiments } = useServices();
  const told = useRef<{ readonly pull: NodePull; readonly step: number | undefined }>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = useCallback(() => {
    timer.current = undefined;
    if (!bar.current || !mark.current || !told.current) return;
    const { pull, step } = told.current;
    const ids = experiments.getState().outline.tasks.map((task) => task.id as string);
    bar.current.title = t(step === undefined ? 'canvas.node.pull' : 'canvas.node.pastPull', {
      step: Math.round(step ?? 0),
      list: tasks
        .map((task) => [task, pull.norms.get(ids[task] ?? '') ?? 0] as const)
        .map(([task, norm]) => `${taskLetter(task)} ${shortNumber(Number(norm.toPrecision(2)))}`)
        .join(', '),
    });
    mark.current.title = t('canvas.node.conflict', { cosine: pull.cosine.toFixed(2) });
  }, [bar, mark, tasks, experiments, t]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (pull, step) => {
      told.current = { pull, step };
      timer.current ??= setTimeout(tell, TELL_MS);
    },
    [tell],
  );
}
