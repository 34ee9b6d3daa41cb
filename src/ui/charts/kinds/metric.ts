/** Every task's main metric: accuracy for classes, mean absolute error for numbers. */
import { tasks } from '../../../core/tasks/index.ts';
import { series } from '../../../state/series.ts';
import type { ChartSpec } from '../chart.ts';
import { perTaskAndSplit } from '../lines.ts';
import { TimePlot } from '../TimePlot.tsx';

export const metric: ChartSpec = {
  id: 'metric',
  needs: (context) =>
    perTaskAndSplit(context, (model, task, split) => {
      const main = tasks.find(task.kind)?.metrics[0];
      return { series: main ? series.metric(model, task.id, split, main.id) : '', format: main?.format ?? 'number' };
    }),
  axis: { log: false, zero: false },
  Component: TimePlot,
};
