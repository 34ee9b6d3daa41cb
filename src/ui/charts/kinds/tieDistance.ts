/** How far tied twins are apart: the sum of squared distances of their parameters to their mean. */
import { series } from '../../../state/series.ts';
import type { ChartSpec } from '../chart.ts';
import { linesOf, tieSubjects } from '../lines.ts';
import { TimePlot } from '../TimePlot.tsx';

export const tieDistance: ChartSpec = {
  id: 'tieDistance',
  needs: (context) =>
    linesOf(context, (model, spec) =>
      tieSubjects(spec).map(({ id, subject }) => ({ series: series.tieDistance(model, id), subject })),
    ),
  axis: { log: true, zero: true },
  Component: TimePlot,
};
