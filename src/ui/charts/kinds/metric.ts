/** Every task's main metric: accuracy or AUC for classes, R2 for numbers, overlap for masks. */
import { mainMetric } from '../../../core/tasks/index.ts';
import { series } from '../../../state/series.ts';
import type { ChartSpec } from '../chart.ts';
import { perTaskAndSplit } from '../lines.ts';
import { TimePlot } from '../TimePlot.tsx';

export const metric: ChartSpec = {
  id: 'metric',
  needs: (context) =>
    perTaskAndSplit(context, (model, task, split) => {
      const main = mainMetric(task);
      return { series: series.metric(model, task.id, split, main.id), format: main.format };
    }),
  axis: { log: false, zero: false },
  Component: TimePlot,
};
