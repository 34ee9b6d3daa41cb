/** How a line looks and what stands at its end: hue and letter = task, dashes = model, strong = train. */
import { modelDash, TASK_COLOURS, taskColour, taskLetter } from '../parts/taskStyle.ts';
import type { ChartLine, Subject } from './line.ts';

export function subjectColour(subject: Subject): string {
  switch (subject.kind) {
    case 'task':
      return taskColour(subject.index);
    // Taken from the far end of the palette, where scenarios have no tasks.
    case 'pair':
    case 'tie':
      return taskColour(TASK_COLOURS - 1 - (subject.index % TASK_COLOURS));
    case 'word':
      return 'var(--ink)';
  }
}
/** The letter (or short sign) that tells lines apart without colour. */
export function subjectMark(subject: Subject): string {
  switch (subject.kind) {
    case 'task':
      return taskLetter(subject.index);
    case 'pair':
      return `${taskLetter(subject.first.index)}${taskLetter(subject.second.index)}`;
    case 'tie':
      return String(subject.index + 1);
    case 'word':
      return 'L2';
  }
}

const WIDTHS = { strong: 2, light: 1.5, faint: 1 } as const;
const OPACITIES = { strong: 1, light: 0.62, faint: 0.5 } as const;
export function strokeOf(line: ChartLine) {
  return {
    fill: 'none',
    stroke: subjectColour(line.subject),
    strokeWidth: WIDTHS[line.strength],
    strokeOpacity: OPACITIES[line.strength],
    strokeDasharray: modelDash(line.model) || undefined,
    strokeLinejoin: 'round',
  } as const;
}
export const GHOST_STROKE = {
  fill: 'none',
  stroke: 'var(--ink-soft)',
  strokeWidth: 1,
  strokeOpacity: 0.35,
  strokeLinejoin: 'round',
} as const;

/** A value as it stands in legends and tooltips: steady in width, about three significant digits. */
export function valueText(value: number | undefined, format: ChartLine['format'] = 'number'): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (format === 'percent') return `${(value * 100).toFixed(1)}%`;
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 5e-4 || size >= 1e6) return value.toExponential(1).replace('e+', 'e');
  if (size < 1) return value.toFixed(3);
  return value.toFixed(size < 10 ? 2 : size < 100 ? 1 : 0);
}
