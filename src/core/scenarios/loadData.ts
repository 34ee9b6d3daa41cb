/** From the document's data section to the arrays that training sees: defaults, caps, load, label counts and noise. */
import type { DataSpec } from '../experiment/experiment.ts';
import { withDefaults } from '../fields.ts';
import { scenarios } from './index.ts';
import { applyTaskData } from './labels.ts';
import type { Assets, Dataset, ScenarioSpec, Sizes } from './scenario.ts';

/** The rows that will be loaded: what was asked for, within 1 and the scenario's most. */
export function sizesOf(scenario: ScenarioSpec, asked: Partial<Sizes>): Sizes {
  const size = (split: keyof Sizes): number =>
    Math.max(1, Math.min(scenario.maxSizes[split], Math.round(asked[split] ?? scenario.sizes[split])));
  return { train: size('train'), validation: size('validation'), test: size('test') };
}

export async function loadData(data: DataSpec, assets: Assets): Promise<Dataset> {
  const scenario = scenarios.get(data.scenario);
  const options = withDefaults(scenario.fields, data.options);
  const dataset = await scenario.load(options, sizesOf(scenario, data.sizes), data.seed, assets, data.own);
  return applyTaskData(dataset, scenario.outline(options, data.own), data);
}
