/**
 * A task's hue and letter: its place in the scenario's list. Eight hues per scheme in theme.css
 * (`--task-0` … `--task-7`, and `--task-0-soft` … as backgrounds), chosen by search so that every pair is at least 11
 * apart (CIE76) in normal vision and under all three deficiencies, with 4.5:1 on their backgrounds: test/ui/parts/hues.test.ts.
 * Nothing is shown by colour alone: the letter, or for models the line style, always stands beside it.
 */
export const TASK_COLOURS = 8;
export const taskLetter = (index: number): string => String.fromCharCode(65 + index);
export const taskColour = (index: number): string => `var(--task-${index % TASK_COLOURS})`;
export const taskSoft = (index: number): string => `var(--task-${index % TASK_COLOURS}-soft)`;

/** Line style per model: A solid, B dashed, C dotted, D dash-dot (SVG stroke-dasharray; '' = solid). */
const DASHES = ['', '7 4', '2 3', '9 3 2 3'] as const;
export const modelDash = (index: number): string => DASHES[index % DASHES.length] ?? '';
