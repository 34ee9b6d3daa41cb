/** Loss A against loss B: each model's path through the plane of two losses. Lower left is better at both. */
import { series } from '../../../state/series.ts';
import type { ChartSpec } from '../chart.ts';
import { linesOf, SPLITS, taskSubject } from '../lines.ts';
import { PlanePlot } from '../PlanePlot.tsx';

export const lossPlane: ChartSpec = {
  id: 'lossPlane',
  needs(context) {
    if (context.tasks.length < 2) return [];
    const drafts = SPLITS.map((split) =>
      linesOf(context, (model) =>
        context.tasks.map(({ task }, place) => ({
          series: series.loss(model, task.id, split),
          subject: taskSubject(context, place),
          column: split,
        })),
      ),
    );
    // Held-out losses say more about a trade-off than those of one batch.
    const [train = [], validation = []] = drafts;
    return validation.length > 0 ? validation : train;
  },
  axis: { log: true, zero: true },
  Component: PlanePlot,
};
