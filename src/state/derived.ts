/**
 * Derived facts of the document, memoised by identity: a model whose wiring did not change is not analysed again.
 */
import type { DataSpec, Experiment, ModelId, ModelSpec } from '../core/experiment/experiment.ts';
import { analyseModel } from '../core/graph/analyse.ts';
import type { ModelAnalysis } from '../core/graph/analysis.ts';
import type { Issue } from '../core/result.ts';
import { outlineOf } from '../core/scenarios/outline.ts';
import type { ScenarioOutline } from '../core/scenarios/scenario.ts';
import type { ExperimentState } from './stores.ts';

interface Held {
  readonly wiring: ModelSpec['wiring'];
  readonly ties: ModelSpec['ties'];
  readonly groups: ModelSpec['groups'];
  readonly outline: ScenarioOutline;
  readonly tasks: DataSpec['tasks'];
  readonly analysis: ModelAnalysis;
}

export type Derived = Pick<ExperimentState, 'outline' | 'analyses' | 'issues' | 'trainable'>;

export function createDerive(): (experiment: Experiment) => Derived {
  let outlineFor: (Pick<DataSpec, 'scenario' | 'options' | 'own'> & { outline: ScenarioOutline }) | undefined;
  let held = new Map<ModelId, Held>();
  return (experiment) => {
    const { data } = experiment;
    const { scenario, options, own } = data;
    if (outlineFor?.scenario !== scenario || outlineFor.options !== options || outlineFor.own !== own) {
      outlineFor = { scenario, options, ...(own ? { own } : {}), outline: outlineOf(data) };
    }
    const { outline } = outlineFor;
    const next = new Map<ModelId, Held>();
    for (const model of experiment.models) {
      const { wiring, ties, groups } = model;
      const old = held.get(model.id);
      const same =
        old &&
        old.wiring === wiring &&
        old.ties === ties &&
        old.groups === groups &&
        old.outline === outline &&
        old.tasks === data.tasks;
      next.set(
        model.id,
        same ? old : { wiring, ties, groups, outline, tasks: data.tasks, analysis: analyseModel(model, data, outline) },
      );
    }
    held = next;
    const analyses = new Map([...next].map(([id, entry]) => [id, entry.analysis] as const));
    const issues: Issue[] = [];
    return {
      outline,
      analyses,
      issues,
      trainable: [...analyses.values()].every((analysis) => analysis.plan !== undefined) && issues.length === 0,
    };
  };
}
