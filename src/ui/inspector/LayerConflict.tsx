/**
 * How the tasks' gradients stand to each other at one layer: the T x T cosines now, below the diagonal, and over the run's
 * steps, above it, as far as anything measured gradients then (the canvas does while a shared layer is in sight). Painted
 * outside React.
 */
import { useEffect, useRef } from 'react';
import type { ModelId, NodeId } from '../../core/experiment/experiment.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useRun, useServices } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { useTaskNames } from '../parts/useTaskNames.ts';
import { cosineAt } from './cosineAt.ts';
import classes from './layerConflict.module.css';

const WIDTH = 52;
const HEIGHT = 26;

interface LayerConflictProps {
  readonly model: ModelId;
  readonly node: NodeId;
  /** Ids of the tasks that reach the layer. */
  readonly tasks: readonly string[];
}
export function LayerConflict({ model, node, tasks }: LayerConflictProps) {
  const { t } = useWords();
  const { live } = useServices();
  const log = useRun((state) => state.log);
  const named = useTaskNames().filter(({ id }) => tasks.includes(id));
  const table = useRef<HTMLTableElement>(null);
  const note = useRef<HTMLParagraphElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run begins its lines anew
  useEffect(() => {
    // The canvas asks for the same measurement under the same key: it is made once.
    const key = `canvas/gradients/${model}`;
    const stop = live.watch({ kind: 'gradients', key, model });
    const off = live.on(key, (result) => {
      if (!result.nodes?.includes(node) || !table.current) return;
      const { step } = result;
      const history = live.past(key);
      const first = history[0]?.step ?? 0;
      const span = Math.max(1, step - first);
      for (const cell of table.current.querySelectorAll<HTMLElement>('[data-pair]')) {
        const [a = '', b = ''] = (cell.dataset.pair ?? '').split('~');
        const path = cell.querySelector('polyline');
        if (path) {
          const points = history.flatMap((each) => {
            const cosine = cosineAt(each, node, [a, b]);
            if (cosine === undefined) return [];
            return `${(((each.step - first) / span) * WIDTH).toFixed(1)},${(((1 - cosine) / 2) * HEIGHT).toFixed(1)}`;
          });
          path.setAttribute('points', points.join(' '));
          continue;
        }
        const value = cosineAt(result, node, [a, b]);
        if (value === undefined) continue;
        cell.textContent = `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(2)}${value < 0 ? ' ⚡' : ''}`;
        const hue = value < 0 ? 'var(--bad)' : 'var(--accent)';
        cell.style.background = `color-mix(in srgb, ${hue} ${Math.round(30 * Math.abs(value))}%, var(--surface))`;
      }
      if (note.current) note.current.textContent = t('inspector.conflict.span', { from: first, to: step });
    });
    return () => {
      stop();
      off();
    };
  }, [live, model, node, log, t]);
  return (
    <>
      <table ref={table} className={classes.matrix} aria-label={t('inspector.conflict.table')}>
        <thead>
          <tr>
            <td />
            {named.map((task) => (
              <th key={task.id} scope="col">
                <TaskBadge index={task.index} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {named.map((task, i) => (
            <tr key={task.id}>
              <th scope="row">
                <TaskBadge index={task.index} />
              </th>
              {named.map((other, j) => {
                if (i === j) return <td key={other.id} className={classes.same} />;
                const pair = `${task.id}~${other.id}`;
                if (i > j) {
                  return (
                    <td key={other.id} data-pair={pair}>
                      –
                    </td>
                  );
                }
                return (
                  <td key={other.id} data-pair={pair}>
                    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden>
                      <line x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} stroke="var(--line)" />
                      <polyline fill="none" stroke="var(--ink)" strokeWidth={1.4} />
                    </svg>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p ref={note} className={parts.note}>
        {t('inspector.conflict.waiting')}
      </p>
    </>
  );
}
