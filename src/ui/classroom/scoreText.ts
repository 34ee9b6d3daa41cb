/** A score as its metric is read: shares in percent, other numbers short. */
import { tasks } from '../../core/tasks/index.ts';
import { shortNumber } from '../parts/numbers.ts';

export function scoreText(metric: string, value: number, language: string): string {
  const format = tasks.all.flatMap(({ metrics }) => metrics).find(({ id }) => id === metric)?.format;
  return format === 'percent'
    ? new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(value)
    : shortNumber(value);
}
