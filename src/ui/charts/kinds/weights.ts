/** The weight that the balancing method gives each task's loss or gradient. */
import { series } from '../../../state/series.ts';
import type { ChartSpec } from '../chart.ts';
import { linesOf, taskSubject } from '../lines.ts';
import { TimePlot } from '../TimePlot.tsx';

export const weights: ChartSpec = {
  id: 'weights',
  needs: (context) =>
    linesOf(context, (model) =>
      context.tasks.map(({ task }, place) => ({
        series: series.weight(model, task.id),
        subject: taskSubject(context, place),
      })),
    ),
  axis: { log: true, zero: true },
  Component: TimePlot,
};
