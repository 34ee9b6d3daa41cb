/** What lines and tasks are called on screen. */
import type { Words } from '../parts/i18n/index.ts';
import type { ChartLine, Subject } from './line.ts';

/** A scenario's own name for a task; its id where the catalogue has none. */
export function taskName(words: Pick<Words, 'word' | 'has'>, scenario: string, task: string): string {
  const key = `scenario.${scenario}.tasks.${task}`;
  if (words.has(`${key}.label`)) return words.word(`${key}.label`);
  return words.has(key) ? words.word(key) : task;
}

export function subjectName(words: Pick<Words, 'word' | 'has'>, scenario: string, subject: Subject): string {
  switch (subject.kind) {
    case 'task':
      return taskName(words, scenario, subject.task);
    case 'pair':
      return words.word('charts.pair', {
        first: taskName(words, scenario, subject.first.task),
        second: taskName(words, scenario, subject.second.task),
      });
    case 'tie':
      return words.word('charts.tie', { layer: subject.layer });
    case 'word':
      return words.word(`charts.subject.${subject.word}`);
  }
}

/** A line's whole name, for tables and files. */
export function lineName(words: Pick<Words, 'word' | 'has' | 'given'>, scenario: string, line: ChartLine): string {
  const parts = [words.given(line.modelName), subjectName(words, scenario, line.subject)];
  if (line.column !== 'value') parts.push(words.word(`charts.column.${line.column}`));
  return parts.join(', ');
}
