/** Deeds: small questions about the page's state, from which lessons build their steps and challenges. */
import type { TaskId } from '../../core/experiment/experiment.ts';
import { presets } from '../../core/experiment/presets/index.ts';
import type { OptionValue } from '../../core/fields.ts';
import { outlineOf } from '../../core/scenarios/outline.ts';
import { mainMetric } from '../../core/tasks/index.ts';
import { series } from '../../state/series.ts';
import type { Deed } from './lesson.ts';

/** A preset is on the canvas, changed or not: its title tells. */
export const opened =
  (preset: string): Deed =>
  ({ experiment }) =>
    experiment.title === presets.get(preset).build().title;
export const trained =
  (steps: number): Deed =>
  ({ step }) =>
    step >= steps;
export const all =
  (...deeds: readonly Deed[]): Deed =>
  (seen) =>
    deeds.every((deed) => deed(seen));
/** A preset is open and has trained so long. */
export const ran = (preset: string, steps: number): Deed => all(opened(preset), trained(steps));
export const weighted =
  (fits: (weight: number) => boolean): Deed =>
  ({ experiment }) =>
    experiment.models.some(({ balancing }) => Object.values(balancing.taskWeights).some(fits));
export const balanced =
  (...methods: readonly string[]): Deed =>
  ({ experiment }) =>
    experiment.models.some(({ balancing }) => methods.includes(balancing.method));
export const tied =
  (fits: (strength: number) => boolean): Deed =>
  ({ experiment }) =>
    experiment.models.some(({ ties }) =>
      ties.some(({ strength }) => fits(strength === 'infinite' ? Number.POSITIVE_INFINITY : strength)),
    );
export const dataOption =
  (name: string, fits: (value: OptionValue | undefined) => boolean): Deed =>
  ({ experiment }) =>
    fits(experiment.data.options[name]);
export const labelled =
  (fits: (rows: number) => boolean): Deed =>
  ({ experiment }) =>
    Object.values(experiment.data.tasks).some((task) => task.labelled !== undefined && fits(task.labelled));
export const methodOption =
  (method: string, name: string, fits: (value: OptionValue | undefined) => boolean): Deed =>
  ({ experiment }) =>
    experiment.models.some(({ balancing }) => balancing.method === method && fits(balancing.options[name]));
export const not =
  (deed: Deed): Deed =>
  (seen) =>
    !deed(seen);
export const frozen: Deed = ({ experiment }) =>
  experiment.models.some(({ groups }) => groups.some((group) => group.frozen === true));
export const seeded =
  (preset: string): Deed =>
  ({ experiment }) =>
    experiment.training.seed !== presets.get(preset).build().training.seed;
export const regularised: Deed = ({ experiment }) =>
  experiment.training.regularisation.l2 > 0 ||
  experiment.models.some(({ wiring }) => wiring.nodes.some(({ kind }) => kind === 'dropout'));
/** Repeats over seeds have ended for the experiment on the canvas, as far as its title tells, with data that fit. */
export const studied =
  (fits: Deed = () => true): Deed =>
  (seen) =>
    seen.studies.some(
      ({ progress, spec: { experiment } }) =>
        progress.status === 'done' && experiment.title === seen.experiment.title && fits({ ...seen, experiment }),
    );
/** Some model serves two tasks or more with a layer in common. */
export const shares: Deed = ({ analyses }) => [...analyses.values()].some(({ counts }) => counts.shared > 0);
/** Some model serves two tasks or more without one. */
export const separate: Deed = ({ analyses }) =>
  [...analyses.values()].some(({ counts, tasks }) => tasks.length > 1 && counts.shared === 0 && counts.partly === 0);

/** Some model with fewer parameters than `parameters` has every task's main test metric (accuracy, R2) at `value` or above. */
export const everyTask =
  (value: number, parameters = Number.POSITIVE_INFINITY): Deed =>
  ({ experiment, analyses, log }) => {
    const outline = outlineOf(experiment.data);
    const reached = (model: (typeof experiment.models)[number]['id'], task: TaskId): boolean => {
      const def = outline.tasks.find(({ id }) => id === task);
      const metric = def && mainMetric(def);
      // The log holds float32: what is shown as 90 % there is a little less than .9.
      const score = log.last(series.metric(model, task, 'test', metric?.id ?? ''))?.value ?? 0;
      return metric !== undefined && score >= Math.fround(value);
    };
    return experiment.models.some(({ id }) => {
      const found = analyses.get(id);
      return (
        found !== undefined &&
        found.tasks.length > 1 &&
        found.counts.total < parameters &&
        found.tasks.every((task) => reached(id, task))
      );
    });
  };
/** Some model's test loss of a task is at or below `value`. */
export const testLoss =
  (task: string, value: number): Deed =>
  ({ experiment, log }) =>
    experiment.models.some(
      ({ id }) => (log.last(series.loss(id, task as TaskId, 'test'))?.value ?? Number.POSITIVE_INFINITY) <= value,
    );

/** Some layer other than a head hangs on the input. */
export const inLayer: Deed = ({ experiment }) =>
  experiment.models.some(({ wiring }) => {
    const kind = new Map(wiring.nodes.map((node) => [node.id, node.kind]));
    return wiring.edges.some(
      ({ source, target }) =>
        kind.get(source) === 'input' && !['head', 'productHead', undefined].includes(kind.get(target)),
    );
  });
/** Some model answers two tasks or more, all of them from a layer in common. */
export const headsHang: Deed = ({ analyses }) =>
  [...analyses.values()].some(({ tasks, counts }) => tasks.length > 1 && counts.shared > 0);
/** One model shares a layer, and another shares none. */
export const splitBeside: Deed = (seen) => shares(seen) && separate(seen);
/** They have trained so long beside each other. */
export const compares =
  (steps: number): Deed =>
  (seen) =>
    splitBeside(seen) && trained(steps)(seen);
