/** Test scores that travel with a link or a file, and how a score is written: shares in percent, other numbers short. */
import type { TravellingResults } from '../../core/experiment/travelling.ts';
import { tasks } from '../../core/tasks/index.ts';
import { shortNumber } from '../parts/numbers.ts';

export const isShare = (metric: string): boolean =>
  tasks.all.flatMap(({ metrics }) => metrics).find(({ id }) => id === metric)?.format === 'percent';

export function scoreText(metric: string, value: number, language: string): string {
  return isShare(metric)
    ? new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(value)
    : shortNumber(value);
}

export interface TestScore {
  /** Ids. */
  readonly model: string;
  readonly task: string;
  readonly text: string;
}
/** The main test score of every model and task. */
export function testScores({ series }: Pick<TravellingResults, 'series'>, language: string): TestScore[] {
  return series.flatMap(({ name, final }) => {
    const [model = '', task = '', split, metric = ''] = name.split('/');
    return split === 'test' && metric !== 'loss' ? [{ model, task, text: scoreText(metric, final, language) }] : [];
  });
}
