/** The model that the inspector speaks of: the selected one, else the first. */
import type { ModelSpec } from '../../core/experiment/experiment.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import { useExperiment, useView } from './services.tsx';

export interface ChosenModel {
  readonly model: ModelSpec;
  readonly analysis: ModelAnalysis | undefined;
  readonly index: number;
}
/** @throws Error where the experiment has no model, which its schema forbids */
export function useModel(): ChosenModel {
  const chosen = useView((state) => state.selection.model);
  const { models, analyses } = useExperiment((state) => ({
    models: state.experiment.models,
    analyses: state.analyses,
  }));
  const index = Math.max(
    0,
    models.findIndex((model) => model.id === chosen),
  );
  const model = models[index];
  if (!model) throw new Error('an experiment has at least one model');
  return { model, analysis: analyses.get(model.id), index };
}
