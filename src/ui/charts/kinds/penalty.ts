/** What ties and L2 add to the objective. They are no part of a task's loss. */
import { series } from '../../../state/series.ts';
import type { ChartSpec } from '../chart.ts';
import { linesOf, tieSubjects } from '../lines.ts';
import { TimePlot } from '../TimePlot.tsx';

export const penalty: ChartSpec = {
  id: 'penalty',
  needs: (context) =>
    linesOf(context, (model, spec) => [
      ...tieSubjects(spec).map(({ id, subject }) => ({ series: series.tiePenalty(model, id), subject })),
      { series: series.l2(model), subject: { kind: 'word' as const, word: 'l2' as const } },
    ]),
  axis: { log: true, zero: true },
  Component: TimePlot,
};
