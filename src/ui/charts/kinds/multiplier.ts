/** The Lagrange multiplier of each constrained task: the price of its bound. */
import { series } from '../../../state/series.ts';
import type { ChartSpec } from '../chart.ts';
import { linesOf, taskSubject } from '../lines.ts';
import { TimePlot } from '../TimePlot.tsx';

export const multiplier: ChartSpec = {
  id: 'multiplier',
  needs: (context) =>
    linesOf(context, (model) =>
      context.tasks.map(({ task }, place) => ({
        series: series.diagnostic(model, task.id, 'multiplier'),
        subject: taskSubject(context, place),
      })),
    ),
  axis: { log: true, zero: true },
  Component: TimePlot,
};
