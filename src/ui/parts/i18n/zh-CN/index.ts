/** Simplified Chinese, loaded when it is chosen. Files mirror those in en/. */
import { app } from './app.ts';
import { canvas } from './canvas.ts';
import { charts } from './charts.ts';
import { classroom } from './classroom.ts';
import { controls } from './controls.ts';
import { exporting } from './exporting.ts';
import { given } from './given.ts';
import { inspector } from './inspector.ts';
import { issuesEmbed } from './issuesEmbed.ts';
import { issuesEngine } from './issuesEngine.ts';
import { issuesExperiment } from './issuesExperiment.ts';
import { issuesExport } from './issuesExport.ts';
import { issuesGraph } from './issuesGraph.ts';
import { lab } from './lab.ts';
import { layers } from './layers.ts';
import { lessons } from './lessons.ts';
import { methods } from './methods.ts';
import { own } from './own.ts';
import { presets } from './presets.ts';
import { scenarios } from './scenarios.ts';
import { slowMode } from './slowMode.ts';
import { study } from './study.ts';
import { tasks } from './tasks.ts';
import { ties } from './ties.ts';
import { units } from './units.ts';

/** Each file's top-level keys are spread into one catalogue; issue words live under `issue` and `fix` of their three files, whose code prefixes are disjoint. */
export const zhCN = {
  ...layers,
  ...tasks,
  ...scenarios,
  ...methods,
  ...ties,
  ...presets,
  app,
  canvas,
  charts,
  classroom: classroom.classroom,
  controls,
  exporting,
  given,
  inspector,
  lessons,
  lab,
  slowMode,
  units,
  own: own.own,
  study: study.study,
  issue: {
    ...issuesGraph.issue,
    ...issuesExperiment.issue,
    ...issuesEngine.issue,
    ...issuesEmbed.issue,
    ...classroom.issue,
    ...issuesExport.issue,
    ...study.issue,
    ...own.issue,
  },
  fix: { ...issuesGraph.fix, ...issuesExperiment.fix, ...issuesEngine.fix },
} as const;
