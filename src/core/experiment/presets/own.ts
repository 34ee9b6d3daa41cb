/** What people bring along: a network for their own table, and points drawn on the plane with some to begin with. */
import { ownPoints as ownPointsData } from '../../scenarios/ownPoints.ts';
import { ownTable as ownTableData } from '../../scenarios/ownTable.ts';
import type { Sizes } from '../../scenarios/scenario.ts';
import type { Experiment, OwnTable } from '../experiment.ts';
import { buildExperiment, dense } from './build.ts';
import { HARD_NAME, SEPARATE_NAME } from './pair.ts';
import type { PresetSpec } from './preset.ts';

const TRUNK = [dense(32, 'relu'), dense(16, 'relu')];

/** One shared trunk, and beside it, where there are several tasks, one network each. */
export function forTable(table: OwnTable | undefined, sizes: Partial<Sizes>): Experiment {
  const tasks = table ? table.columns.filter(({ role }) => role === 'task').map(({ id }) => id) : ['price', 'old'];
  const common = { tasks, trunk: TRUNK } as const;
  const built = buildExperiment({
    title: table?.file.replace(/\.\w+$/, '') ?? 'A table of your own',
    scenario: ownTableData.id,
    data: { sizes },
    models: [
      { ...common, name: HARD_NAME, sharing: 'hard' },
      ...(tasks.length > 1 ? [{ ...common, name: SEPARATE_NAME, sharing: 'separate' as const }] : []),
    ],
    learningRate: 0.003,
    training: {
      batchSize: 64,
      stop: { kind: 'epochs', epochs: 60 },
      repeats: { count: 5, vary: { data: true, init: true, order: true } },
    },
  });
  return table ? { ...built, data: { ...built.data, own: { table } } } : built;
}
export const ownTable: PresetSpec = { id: 'own-table', group: 'tabular', build: () => forTable(undefined, {}) };

/** A few points of each task to begin with: a cross for A, and for B two sides with few labels. */
const POINTS: readonly (readonly [task: number, label: number, x: number, y: number])[] = [
  ...[...'0123456789'].flatMap((digit) => {
    const t = Number(digit) - 4.5;
    return [
      [0, 1, Math.round(16 * t), Math.round(16 * t)],
      [0, 1, Math.round(16 * t) + 7, Math.round(-16 * t)],
      [0, 0, Math.round(14 * t), 78 - Number(digit)],
      [0, 0, Math.round(13 * t), Number(digit) - 82],
      [0, 0, t < 0 ? -84 : 84, Math.round(9 * t) - 4],
    ] as const;
  }),
  [1, 1, -60, -48],
  [1, 1, -38, -52],
  [1, 1, 44, 40],
  [1, 1, 62, 70],
  [1, 1, -14, -20],
  [1, 1, 20, 12],
  [1, 0, 0, 74],
  [1, 0, -18, 62],
  [1, 0, 12, -70],
  [1, 0, 74, 4],
  [1, 0, -80, 8],
  [1, 0, 34, -74],
];
export const ownPoints: PresetSpec = {
  id: 'own-points',
  group: 'start',
  build() {
    const net = { tasks: ['a', 'b'], trunk: [dense(8, 'tanh'), dense(8, 'tanh')], tower: [dense(4, 'tanh')] } as const;
    const built = buildExperiment({
      title: 'Points of your own',
      scenario: ownPointsData.id,
      models: [
        { ...net, name: 'Hard sharing', sharing: 'hard' },
        { ...net, name: SEPARATE_NAME, sharing: 'separate' },
      ],
      learningRate: 0.02,
      training: { batchSize: 0, regularisation: { l2: 0.003 } },
    });
    return { ...built, data: { ...built.data, own: { points: POINTS.flat() } } };
  },
};
