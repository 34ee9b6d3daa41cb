/** Whether two tasks pull the shared parameters the same way (1), across (0) or against each other (-1). */
import { taskId } from '../../../core/experiment/experiment.ts';
import { series } from '../../../state/series.ts';
import type { ChartSpec } from '../chart.ts';
import { linesOf, pairs } from '../lines.ts';
import { TimePlot } from '../TimePlot.tsx';

export const gradientCosine: ChartSpec = {
  id: 'gradientCosine',
  needs: (context) =>
    linesOf(context, (model) =>
      pairs(context).map((subject) => ({
        series: series.gradientCosine(model, taskId(subject.first.task), taskId(subject.second.task)),
        subject,
      })),
    ),
  axis: { log: false, zero: true, fixed: [-1, 1] },
  Component: TimePlot,
};
