/** How far each constrained task is above its bound: below zero the bound is met. */
import { series } from '../../../state/series.ts';
import type { ChartSpec } from '../chart.ts';
import { linesOf, taskSubject } from '../lines.ts';
import { TimePlot } from '../TimePlot.tsx';

export const violation: ChartSpec = {
  id: 'violation',
  needs: (context) =>
    linesOf(context, (model) =>
      context.tasks.map(({ task }, place) => ({
        series: series.diagnostic(model, task.id, 'violation'),
        subject: taskSubject(context, place),
      })),
    ),
  axis: { log: false, zero: true },
  Component: TimePlot,
};
