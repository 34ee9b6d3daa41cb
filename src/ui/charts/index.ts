/** Every chart, in the order of the menu. */
import { createRegistry } from '../../core/registry.ts';
import type { ChartSpec } from './chart.ts';
import { gradientCosine } from './kinds/gradientCosine.ts';
import { gradientNorm } from './kinds/gradientNorm.ts';
import { loss } from './kinds/loss.ts';
import { lossPlane } from './kinds/lossPlane.ts';
import { magnitudeSimilarity } from './kinds/magnitudeSimilarity.ts';
import { metric } from './kinds/metric.ts';
import { multiplier } from './kinds/multiplier.ts';
import { penalty } from './kinds/penalty.ts';
import { tieDistance } from './kinds/tieDistance.ts';
import { violation } from './kinds/violation.ts';
import { weights } from './kinds/weights.ts';

export const charts = createRegistry<ChartSpec>('chart', (spec) => spec.id, [
  loss,
  metric,
  weights,
  tieDistance,
  penalty,
  gradientNorm,
  gradientCosine,
  magnitudeSimilarity,
  multiplier,
  violation,
  lossPlane,
]);
/** Shown where the experiment does not say otherwise. */
export const FIRST_CHARTS: readonly string[] = [loss.id, metric.id];
