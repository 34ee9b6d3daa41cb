/** How hard each task pulls at the shared parameters: the length of its gradient there. */
import { series } from '../../../state/series.ts';
import type { ChartSpec } from '../chart.ts';
import { linesOf, taskSubject } from '../lines.ts';
import { TimePlot } from '../TimePlot.tsx';

export const gradientNorm: ChartSpec = {
  id: 'gradientNorm',
  needs: (context) =>
    linesOf(context, (model) =>
      context.tasks.map(({ task }, place) => ({
        series: series.gradientNorm(model, task.id),
        subject: taskSubject(context, place),
      })),
    ),
  axis: { log: true, zero: true },
  Component: TimePlot,
};
