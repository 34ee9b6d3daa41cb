/**
 * Plane: points of a square and two or three tasks, each a pattern of its own kind (binary, 3-class, regression).
 * After TensorFlow Playground (Smilkov et al., 'Direct-Manipulation Visualization of Deep Networks', 2017), but every
 * pattern is a function of the whole plane, so that several tasks can label the same points. Noise shifts the points
 * after they were labelled, by a normal of sd `noise * RANGE`, mirrored back at the edge.
 * The relatedness dial is defined in planePatterns.ts (`relatedScores`): 1 = task B is task A, 0 = B knows nothing of A.
 */
import { taskId } from '../experiment/experiment.ts';
import { numberOption, type Options, textOption } from '../fields.ts';
import { createRng, type Rng } from '../math/rng.ts';
import { labelOf, PATTERN_NAMES, PATTERNS, type PatternName, relatedScores } from './planePatterns.ts';
import type { ScenarioSpec, Split, TaskDef, TaskKind } from './scenario.ts';
import { standardiseTask } from './standardise.ts';

/** Both axes run from -2 to 2: coordinates of about unit variance, as networks like them. */
const RANGE = 2;
const TASKS = ['a', 'b', 'c'] as const;

interface PlaneTask {
  readonly def: TaskDef;
  readonly kind: TaskKind;
  /** Scores at a point of [-1, 1]^2. */
  readonly scores: (x: number, y: number) => readonly number[];
}

function planeTasks(options: Options): PlaneTask[] {
  const first = PATTERNS[textOption(options, 'a') as PatternName];
  return TASKS.slice(0, numberOption(options, 'tasks')).map((id) => {
    const name = textOption(options, id);
    const related = name === 'related';
    const pattern = related ? first : PATTERNS[name as PatternName];
    const relatedness = numberOption(options, 'relatedness');
    return {
      def: {
        id: taskId(id),
        kind: pattern.kind,
        ...(pattern.kind === 'multiclass' ? { classes: 3 } : {}),
      },
      kind: pattern.kind,
      scores: related ? (x, y) => relatedScores(first, relatedness, x, y) : pattern.scores,
    };
  });
}

/** Back into [-1, 1], as light from a mirror at the edge. */
function mirrored(value: number): number {
  const folded = Math.abs(((((value + 1) % 4) + 4) % 4) - 2); // 2 at value -1, 0 at value 1
  return 1 - folded;
}

function drawSplit(tasks: readonly PlaneTask[], rows: number, noise: number, rng: Rng): Split {
  const x = new Float32Array(rows * 2);
  const labels = Object.fromEntries(tasks.map((task) => [task.def.id, new Float32Array(rows)]));
  for (let row = 0; row < rows; row += 1) {
    const px = 2 * rng.uniform() - 1;
    const py = 2 * rng.uniform() - 1;
    for (const { def, kind, scores } of tasks) {
      (labels[def.id] as Float32Array)[row] = labelOf(kind, scores(px, py));
    }
    x[2 * row] = RANGE * mirrored(px + noise * rng.normal());
    x[2 * row + 1] = RANGE * mirrored(py + noise * rng.normal());
  }
  return { rows, inputs: { x }, labels };
}

export const plane: ScenarioSpec = {
  id: 'plane',
  domain: 'known structure',
  source: { kind: 'generated' },
  fields: [
    { name: 'tasks', type: 'integer', default: 2, min: 2, max: 3 },
    { name: 'a', type: 'choice', default: 'circle', choices: PATTERN_NAMES },
    { name: 'b', type: 'choice', default: 'related', choices: ['related', ...PATTERN_NAMES] },
    {
      name: 'relatedness',
      type: 'number',
      default: 0.8,
      min: 0,
      max: 1,
      step: 0.01,
      when: { field: 'b', is: ['related'] },
    },
    {
      name: 'c',
      type: 'choice',
      default: 'rings',
      choices: PATTERN_NAMES,
      when: { field: 'tasks', is: [3] },
    },
    { name: 'noise', type: 'number', default: 0.05, min: 0, max: 0.5, step: 0.01 },
  ],
  sizes: { train: 200, validation: 100, test: 200 },
  maxSizes: { train: 2000, validation: 2000, test: 2000 },
  drag: { task: taskId('b'), slider: 'labelled', to: 16 },
  outline: (options) => ({
    inputs: [{ id: 'x', kind: 'plane', shape: [2], range: RANGE }],
    tasks: planeTasks(options).map((task) => task.def),
  }),
  async load(options, sizes, seed) {
    const tasks = planeTasks(options);
    const noise = numberOption(options, 'noise');
    const draw = (split: keyof typeof sizes): Split =>
      drawSplit(tasks, sizes[split], noise, createRng(seed, `plane/${split}`));
    const dataset = { train: draw('train'), validation: draw('validation'), test: draw('test') };
    for (const { def } of tasks) if (def.kind === 'regression') standardiseTask(dataset, def.id);
    return dataset;
  },
};
