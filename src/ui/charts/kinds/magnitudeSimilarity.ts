/** Whether two tasks' gradients are about equally long (1), or one drowns the other (towards 0). */
import { taskId } from '../../../core/experiment/experiment.ts';
import { series } from '../../../state/series.ts';
import type { ChartSpec } from '../chart.ts';
import { linesOf, pairs } from '../lines.ts';
import { TimePlot } from '../TimePlot.tsx';

export const magnitudeSimilarity: ChartSpec = {
  id: 'magnitudeSimilarity',
  needs: (context) =>
    linesOf(context, (model) =>
      pairs(context).map((subject) => ({
        series: series.magnitudeSimilarity(model, taskId(subject.first.task), taskId(subject.second.task)),
        subject,
      })),
    ),
  axis: { log: false, zero: true, fixed: [0, 1] },
  Component: TimePlot,
};
