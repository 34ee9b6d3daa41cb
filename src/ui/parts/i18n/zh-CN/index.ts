/**
 * Simplified Chinese, loaded when it is chosen. Files mirror those in en/. What is not translated yet is shown in English;
 * test/ui/chinese.test.ts names those parts and holds all others complete.
 */
import { app } from './app.ts';
import { canvas } from './canvas.ts';
import { charts } from './charts.ts';
import { controls } from './controls.ts';
import { exporting } from './exporting.ts';
import { inspector } from './inspector.ts';
import { issues } from './issues.ts';
import { lessons } from './lessons.ts';
import { methods } from './methods.ts';
import { newer } from './newer.ts';
import { slowMode } from './slowMode.ts';
import { tasks } from './tasks.ts';
import { ties } from './ties.ts';
import { units } from './units.ts';

type Words = { readonly [key: string]: string | Words };
/** Words laid over one another, entry by entry. */
const merged = (under: Words, over: Words): Words => ({
  ...under,
  ...Object.fromEntries(
    Object.entries(over).map(([key, value]) => {
      const below = under[key];
      return [
        key,
        typeof value === 'string' || below === undefined || typeof below === 'string' ? value : merged(below, value),
      ];
    }),
  ),
});

const first = {
  ...tasks,
  ...ties,
  ...issues,
  ...methods,
  app,
  canvas,
  charts,
  controls,
  exporting,
  inspector,
  lessons,
  slowMode,
  units,
} as const;
export const zhCN: Words = merged(first, newer);
