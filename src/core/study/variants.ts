/**
 * What a study trains: its form spelled out as variants, and variants times seeds as jobs. Jobs come seed by seed, so
 * that a study under way, or cancelled, has whole pairs and triples to compare.
 */
import { applyEdit } from '../experiment/applyEdit.ts';
import type { Experiment, ModelSpec, StopRule } from '../experiment/experiment.ts';
import { error, fail, ok, type Result } from '../result.ts';
import { outlineOf } from '../scenarios/outline.ts';
import { limitOf } from '../ties/limit.ts';
import { withControl } from './controls.ts';
import { groupVariants, methodVariants } from './methodVariants.ts';
import { repeatOf } from './seeds.ts';
import type { Strength, StudyForm, StudyJob, StudySpec, Variant } from './study.ts';
import { variant, withRate } from './variant.ts';

type Of<Kind extends StudyForm['kind']> = Extract<StudyForm, { readonly kind: Kind }>;

const order = (strength: Strength): number => (strength === 'infinite' ? Number.POSITIVE_INFINITY : strength);
/** Rising, each once, from separate networks on. */
const strengthsOf = (grid: readonly Strength[]): Strength[] =>
  [...new Set<Strength>([0, ...grid])].sort((a, b) => (order(a) < order(b) ? -1 : 1));

interface Ends {
  readonly soft: Experiment;
  /** Absent where heads are tied, which no wiring can make one: there 'infinite' is the end. */
  readonly hard: Experiment | undefined;
}
/** The one model as soft sharing at some strength, and as hard sharing. */
function softAndHard(experiment: Experiment, id: ModelSpec['id']): Result<Ends> {
  const model = experiment.models.find((each) => each.id === id);
  if (!model) return fail(error('study.noSuchModel', { found: id }));
  const alone: Experiment = { ...experiment, models: [model] };
  const soft = model.ties.length > 0 ? ok(alone) : applyEdit(alone, { type: 'trunkToTwins', model: id, strength: 0 });
  if (!soft.ok) return soft;
  const hard = applyEdit(soft.value, { type: 'twinsToTrunk', model: id });
  return ok({ soft: soft.value, hard: hard.ok ? hard.value : undefined });
}

const withStrength = (experiment: Experiment, strength: Strength): Experiment => ({
  ...experiment,
  models: experiment.models.map((model) => ({
    ...model,
    ties: model.ties.map((tie) => ({ ...tie, strength })),
  })),
});

function strengthVariants(experiment: Experiment, form: Of<'strengths'>): Result<Variant[]> {
  const ends = softAndHard(experiment, form.model);
  if (!ends.ok) return ends;
  const { soft, hard } = ends.value;
  // Only distances end in hard sharing; of other ties the end itself is trained, too.
  const other = soft.models.some(({ ties }) => limitOf(ties) !== 'equal');
  const grid = strengthsOf(other ? [...form.grid, 'infinite'] : form.grid);
  const at = (place: Variant['params'], change: (experiment: Experiment) => Experiment): Variant[] => [
    ...grid.map((strength) => variant({ ...place, strength }, change(withStrength(soft, strength)))),
    ...(hard ? [variant({ ...place, end: 'hard' }, change(hard))] : []),
  ];
  const { across } = form;
  if (!across) return ok(at({}, (each) => each));
  return ok(
    across.values.flatMap((value) =>
      at({ [across.option]: value }, (each) => ({
        ...each,
        data: { ...each.data, options: { ...each.data.options, [across.option]: value } },
      })),
    ),
  );
}

function labelVariants(experiment: Experiment, { task, counts }: Of<'labels'>): Result<Variant[]> {
  const { data } = experiment;
  if (!outlineOf(data).tasks.some((def) => def.id === task)) return fail(error('study.noSuchTask', { found: task }));
  const variants = [...new Set(counts)]
    .sort((a, b) => a - b)
    .map((labelled) =>
      variant(
        { labels: labelled },
        { ...experiment, data: { ...data, tasks: { ...data.tasks, [task]: { ...data.tasks[task], labelled } } } },
      ),
    );
  return ok(variants);
}

function controlVariants(experiment: Experiment, { task, controls }: Of<'controls'>): Result<Variant[]> {
  const variants: Variant[] = [];
  for (const control of new Set(controls)) {
    const changed = withControl(experiment, task, control);
    if (!changed.ok) return changed;
    variants.push(variant({ control }, changed.value));
  }
  return ok(variants);
}

/** Codes: `study.*` and those of the edits that make a model soft or hard. */
export function variantsOf({ experiment, form }: StudySpec): Result<Variant[]> {
  switch (form.kind) {
    case 'compare':
      return ok([variant({}, experiment)]);
    case 'strengths':
      return strengthVariants(experiment, form);
    case 'rates':
      return ok([...new Set(form.grid)].map((rate) => variant({ rate }, withRate(experiment, rate))));
    case 'labels':
      return labelVariants(experiment, form);
    case 'controls':
      return controlVariants(experiment, form);
    case 'methods':
      return methodVariants(experiment, form);
    case 'groups':
      return groupVariants(experiment, form);
  }
}

const stopAt = (rule: StopRule, steps: number): StopRule => {
  if (rule.kind === 'never') return { kind: 'steps', steps };
  return rule.kind === 'steps' ? { kind: 'steps', steps: Math.min(rule.steps, steps) } : rule;
};

/** Nothing of positions and screens goes to the engine. */
const bare = (experiment: Experiment, steps: number): Experiment => ({
  ...experiment,
  notes: '',
  models: experiment.models.map((model) => ({ ...model, positions: {} })),
  training: { ...experiment.training, stop: stopAt(experiment.training.stop, steps) },
  view: {},
});

export function jobsOf(spec: StudySpec): Result<StudyJob[]> {
  const variants = variantsOf(spec);
  if (!variants.ok) return variants;
  const { count } = spec.experiment.training.repeats;
  return ok(
    Array.from({ length: count }, (_, seed) =>
      variants.value.map((each) => ({
        variant: each,
        seed,
        experiment: repeatOf(bare(each.experiment, spec.steps), seed),
      })),
    ).flat(),
  );
}
