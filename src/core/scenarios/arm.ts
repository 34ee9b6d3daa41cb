/**
 * A robot's arm of two links on a table. Where must the joints stand so that the hand is at the target (inverse
 * kinematics, elbow up), and does the arm then touch the obstacle? The second task needs the pose that the first one
 * computes. Lengths in units of the first link; the shoulder is at the origin; angles in rad from the +x axis.
 */
import { taskId } from '../experiment/experiment.ts';
import type { Rng } from '../math/rng.ts';
import { drawSplits } from './draw.ts';
import type { ScenarioSpec, Split, Stroke, Told } from './scenario.ts';
import { standardiseTask } from './standardise.ts';

export const UPPER = 1;
export const FORE = 0.8;
const SHOULDER = taskId('shoulder');
const ELBOW = taskId('elbow');
const TOUCH = taskId('touch');
/** Target x, y; obstacle x, y, radius. */
const INPUTS = 5;
/** Half the arm's thickness. */
const THICK = 0.06;

/** Angle of the upper link, and how far the fore link is bent against it (law of cosines; the elbow above the line to the hand). */
export function reach(x: number, y: number): { readonly shoulder: number; readonly elbow: number } {
  const square = x * x + y * y;
  const cos = (square - UPPER * UPPER - FORE * FORE) / (2 * UPPER * FORE);
  const elbow = -Math.acos(Math.min(1, Math.max(-1, cos)));
  const shoulder = Math.atan2(y, x) - Math.atan2(FORE * Math.sin(elbow), UPPER + FORE * Math.cos(elbow));
  return { shoulder, elbow };
}
export function jointsOf(shoulder: number, elbow: number) {
  const x = UPPER * Math.cos(shoulder);
  const y = UPPER * Math.sin(shoulder);
  const turned = shoulder + elbow;
  return { elbow: [x, y], hand: [x + FORE * Math.cos(turned), y + FORE * Math.sin(turned)] } as const;
}
/** Distance of a point from a segment. */
function distance(px: number, py: number, [ax, ay]: readonly number[], [bx, by]: readonly number[]): number {
  const [x0, y0] = [ax as number, ay as number];
  const [dx, dy] = [(bx as number) - x0, (by as number) - y0];
  const along = Math.min(1, Math.max(0, ((px - x0) * dx + (py - y0) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(px - x0 - along * dx, py - y0 - along * dy);
}

function drawRows(rows: number, rng: Rng): Split {
  const x = new Float32Array(rows * INPUTS);
  const labels = {
    [SHOULDER]: new Float32Array(rows),
    [ELBOW]: new Float32Array(rows),
    [TOUCH]: new Float32Array(rows),
  };
  for (let row = 0; row < rows; row += 1) {
    // Evenly over the upper half of the ring that the hand can reach.
    const far = Math.sqrt(0.35 ** 2 + rng.uniform() * (1.75 ** 2 - 0.35 ** 2));
    const angle = Math.PI * rng.uniform();
    const [tx, ty] = [far * Math.cos(angle), far * Math.sin(angle)];
    const pose = reach(tx, ty);
    const { elbow, hand } = jointsOf(pose.shoulder, pose.elbow);
    const [ox, oy] = [3.2 * rng.uniform() - 1.6, 1.9 * rng.uniform() - 0.2];
    const radius = 0.12 + 0.28 * rng.uniform();
    const gap = Math.min(distance(ox, oy, [0, 0], elbow), distance(ox, oy, elbow, hand));
    x.set([tx, ty, ox, oy, radius * 5 - 1.3], row * INPUTS);
    (labels[SHOULDER] as Float32Array)[row] = pose.shoulder;
    (labels[ELBOW] as Float32Array)[row] = pose.elbow;
    (labels[TOUCH] as Float32Array)[row] = gap < radius + THICK ? 1 : 0;
  }
  return { rows, inputs: { x }, labels };
}

const onPaper = ([x, y]: readonly [number, number]): readonly [number, number] => [0.5 + x / 4, 0.85 - y / 2.6];
/** About the means and sds of the joints over draws, which standardise the labels: shoulder, elbow. */
const JOINTS = { shoulder: [2.22, 0.93], elbow: [-1.61, 0.6] } as const;
/** Target and obstacle, and the arm as the two joints were told. */
function drawScene(x: Float32Array, told: Told): Stroke[] {
  const [tx = 0, ty = 0, ox = 0, oy = 0, size = 0] = x;
  const radian = (joint: keyof typeof JOINTS): number => (told[joint]?.[0] ?? 0) * JOINTS[joint][1] + JOINTS[joint][0];
  const { elbow, hand } = jointsOf(radian('shoulder'), radian('elbow'));
  return [
    { kind: 'circle', at: onPaper([ox, oy]), radius: (size + 1.3) / 5 / 4, tone: 'scene' },
    { kind: 'circle', at: onPaper([tx, ty]), radius: 0.025, tone: 'point' },
    ...(told.shoulder && told.elbow
      ? [{ kind: 'line', points: ([[0, 0], elbow, hand] as const).map(onPaper), tone: 'told' } as const]
      : []),
  ];
}

export const arm: ScenarioSpec = {
  id: 'arm',
  domain: 'robots',
  source: { kind: 'generated' },
  fields: [],
  sizes: { train: 4000, validation: 500, test: 1000 },
  maxSizes: { train: 20_000, validation: 2000, test: 4000 },
  outline: () => ({
    inputs: [{ id: 'x', kind: 'vector', shape: [INPUTS] }],
    tasks: [
      { id: SHOULDER, kind: 'regression' },
      { id: ELBOW, kind: 'regression' },
      { id: TOUCH, kind: 'binary' },
    ],
  }),
  draw: drawScene,
  async load(_options, sizes, seed) {
    const dataset = drawSplits(sizes, seed, 'arm', drawRows);
    for (const task of [SHOULDER, ELBOW]) standardiseTask(dataset, task);
    return dataset;
  },
};
