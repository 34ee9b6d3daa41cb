/** How ownership looks: one hue where a single task sends gradient, stripes of all hues where several do. */
import { taskColour } from '../parts/taskStyle.ts';

const STRIPE = 9;

/** Equal diagonal stripes, one per task, as a CSS background; a single task gives its plain colour. */
export function stripes(tasks: readonly number[], colour: (index: number) => string): string {
  const [first] = tasks;
  if (first === undefined) return 'var(--surface-sunken)';
  if (tasks.length === 1) return colour(first);
  const stops = tasks.map((task, i) => `${colour(task)} ${i * STRIPE}px ${(i + 1) * STRIPE}px`);
  return `repeating-linear-gradient(135deg, ${stops.join(', ')})`;
}
export function outlineColour(tasks: readonly number[]): string {
  const [first] = tasks;
  if (first === undefined) return 'var(--line)';
  return tasks.length === 1 ? taskColour(first) : 'var(--ink-soft)';
}
