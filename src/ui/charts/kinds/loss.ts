/** Every task's own loss, without penalties: they have a chart of their own. */
import { series } from '../../../state/series.ts';
import type { ChartSpec } from '../chart.ts';
import { perTaskAndSplit } from '../lines.ts';
import { TimePlot } from '../TimePlot.tsx';

export const loss: ChartSpec = {
  id: 'loss',
  needs: (context) =>
    perTaskAndSplit(context, (model, task, split) => ({ series: series.loss(model, task.id, split) })),
  axis: { log: true, zero: true },
  Component: TimePlot,
};
