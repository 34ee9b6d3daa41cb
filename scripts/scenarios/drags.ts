/**
 * What the screen says of one drag, measured: the preset before and after one edit, the same that the slider makes. And
 * presets on as many rows as the reference had, where the preset itself trains on fewer to be quick.
 */
import { applyEdit } from '../../src/core/experiment/applyEdit.ts';
import type { Edit, TaskPatch } from '../../src/core/experiment/edit.ts';
import { type Experiment, modelId, nodeId, taskId } from '../../src/core/experiment/experiment.ts';
import { dragEdit } from '../../src/core/scenarios/drag.ts';
import { scenarios } from '../../src/core/scenarios/index.ts';
import { type Comparison, of } from './references.ts';

const edited =
  (...edits: readonly Edit[]) =>
  (experiment: Experiment): Experiment =>
    edits.reduce((before, edit) => {
      const result = applyEdit(before, edit);
      if (!result.ok) throw new Error(`${edit.type}: ${result.issue.code}`);
      return result.value;
    }, experiment);
const labels = (task: string, patch: TaskPatch): Edit => ({ type: 'setTask', task: taskId(task), patch });
/** Without the networks of their own, which no task weight changes under Adam. */
const SHARED_ONLY: Edit = { type: 'removeModel', model: modelId('B') };
const steps = (count: number): Edit => ({ type: 'setTraining', patch: { stop: { kind: 'steps', steps: count } } });
const cosine = (value: number): Edit => ({ type: 'setDataOption', name: 'correlation', value });
const bottom = (value: number): Edit => ({
  type: 'setNodeOption',
  model: modelId('A'),
  node: nodeId('dense1'),
  name: 'units',
  value,
});
const rows = (train: number): Edit => ({ type: 'setData', patch: { sizes: { train } } });
const epochs = (count: number): Edit => ({ type: 'setTraining', patch: { stop: { kind: 'epochs', epochs: count } } });

/** The drag that the preset's scenario declares: what the screen tells people to do. */
const dragged = (experiment: Experiment): Experiment => {
  const drag = scenarios.get(experiment.data.scenario).drag;
  if (!drag) throw new Error(`${experiment.data.scenario} has no drag`);
  return edited(dragEdit(experiment, drag))(experiment);
};

const drag = (preset: string, name: string, ...edits: readonly Edit[]): Comparison => ({
  preset,
  name: `${preset}: ${name}`,
  set: edited(...edits),
  figures: [],
});
const theDrag = (preset: string, ...edits: readonly Edit[]): Comparison => ({
  preset,
  name: `${preset}: dragged`,
  set: (experiment) => dragged(edited(...edits)(experiment)),
  figures: [],
});

export const DRAGS: readonly Comparison[] = [
  theDrag('recommendation'),
  theDrag('mini-qa'),
  // The opening view stands at the end of the drag already.
  drag('hard-beside-separate', 'as opened', steps(300)),
  drag('hard-beside-separate', 'all labels', steps(300), labels('b', { labelled: undefined })),
  drag('separate-hard-soft', 'all labels', steps(600)),
  theDrag('separate-hard-soft', steps(600)),
  theDrag('faces', SHARED_ONLY),
  theDrag('digit-scene', SHARED_ONLY),
  ...[0, 1].flatMap((value) =>
    [64, 8].map((units) => ({
      ...drag('mmoe-regression', `cosine ${value} bottom of ${units}`, cosine(value), bottom(units)),
      baseline: 'Shared bottom',
    })),
  ),
  // Without rows that validate: as many train as in the reference.
  {
    ...drag('penguins', '233 birds train', rows(233)),
    seeds: 3,
    figures: [
      of('species', 'accuracy', 0.99, 0.993),
      of('sex', 'accuracy', 0.875, 0.906),
      of('mass', 'r2', 0.801, 0.798),
    ],
  },
  {
    ...drag('glosses', '8750 glosses train', rows(8750)),
    seeds: 3,
    figures: [
      of('sentiment', 'auc', 0.785, 0.768),
      of('part', 'accuracy', 0.805, 0.803),
      of('topic', 'accuracy', 0.605, 0.581),
    ],
  },
  {
    ...drag('multi-mnist', '12000 pictures', rows(12_000), epochs(6)),
    seeds: 1,
    figures: [of('digit-left', 'accuracy', 0.824, 0.818), of('digit-right', 'accuracy', 0.782, 0.775)],
  },
  {
    ...drag('digit-scene', '8000 scenes', rows(8000), epochs(8)),
    seeds: 1,
    figures: [
      of('digit', 'accuracy', 0.803, 0.705),
      of('box', 'boxIou', 0.715, 0.702),
      of('mask', 'maskIou', 0.763, 0.714),
    ],
  },
];
