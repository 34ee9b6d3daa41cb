/** Every scenario, in the order of the menu. */
import { createRegistry } from '../registry.ts';
import { arm } from './arm.ts';
import { credit } from './credit.ts';
import { digitScene } from './digitScene.ts';
import { digitsAndClothes } from './digitsAndClothes.ts';
import { driving } from './driving.ts';
import { faces } from './faces.ts';
import { glosses } from './glosses.ts';
import { gradnormToy } from './gradnormToy.ts';
import { graph } from './graph.ts';
import { heardAndRead } from './heardAndRead.ts';
import { linearTasks } from './linearTasks.ts';
import { miniQa } from './miniQa.ts';
import { mmoeRegression } from './mmoeRegression.ts';
import { multiMnist } from './multiMnist.ts';
import { numberWords } from './numberWords.ts';
import { ownPoints } from './ownPoints.ts';
import { ownTable } from './ownTable.ts';
import { penguins } from './penguins.ts';
import { plane } from './plane.ts';
import { prices } from './prices.ts';
import { recommendation } from './recommendation.ts';
import type { ScenarioSpec } from './scenario.ts';
import { spokenDigits } from './spokenDigits.ts';
import { synthesis } from './synthesis.ts';
import { teachers } from './teachers.ts';
import { textbook100 } from './textbook100.ts';
import { twoNoises } from './twoNoises.ts';
import { vowels } from './vowels.ts';
import { weather } from './weather.ts';

export const scenarios = createRegistry<ScenarioSpec>('scenario', (spec) => spec.id, [
  plane,
  textbook100,
  teachers,
  linearTasks,
  mmoeRegression,
  gradnormToy,
  twoNoises,
  multiMnist,
  digitScene,
  faces,
  glosses,
  numberWords,
  miniQa,
  spokenDigits,
  vowels,
  synthesis,
  heardAndRead,
  recommendation,
  credit,
  prices,
  driving,
  arm,
  penguins,
  weather,
  digitsAndClothes,
  graph,
  ownTable,
  ownPoints,
]);
