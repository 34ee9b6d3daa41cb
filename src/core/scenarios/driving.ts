/**
 * Driving: what a car's lidar sees of a bending road with obstacles. How would an expert steer, how fast would it drive,
 * and does the car hit something if nobody acts? After ALVINN (Pomerleau, NeurIPS 1988) with range readings in place of a
 * camera. The expert looks at 21 arcs and takes the one that is free furthest, nearest to the middle of the road.
 * Units: m, s, rad. The car stands at the origin and looks along +x; a positive curvature bends to the left.
 */
import { taskId } from '../experiment/experiment.ts';
import { numberOption } from '../fields.ts';
import type { Rng } from '../math/rng.ts';
import { drawSplits } from './draw.ts';
import type { ScenarioSpec, Split, Stroke, Told } from './scenario.ts';
import { standardiseTask } from './standardise.ts';

export const RAYS = 20;
/** Ray i looks at -90 deg + i * 180 / 19 deg. */
export const rayAngle = (i: number): number => -Math.PI / 2 + (i * Math.PI) / (RAYS - 1);
/** Readings end here. */
export const REACH = 30;
const STEER = taskId('steer');
const SPEED = taskId('speed');
const COLLISION = taskId('collision');
/** Rays, speed, yaw rate. */
const INPUTS = RAYS + 2;
const ARCS = 21;
const SHARPEST = 0.16;
/** Length of an arc that is looked at, and of one step along it. */
const HORIZON = 22;
const STRIDE = 1;
/** Half the car's width and a little. */
const MARGIN = 1;
/** Seconds that 'does it hit' looks ahead. */
const AHEAD = 1.5;

interface Obstacle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}
export interface Road {
  /** Of the middle line, about the car's own place on it. */
  readonly bend: number;
  readonly width: number;
  /** How far the car stands left of the middle, and how it is turned against the road. */
  readonly offset: number;
  readonly turned: number;
  readonly obstacles: readonly Obstacle[];
}

/** Signed distance of a point from the middle line, left positive. */
export function beside(road: Road, x: number, y: number): number {
  // Into the road's frame: origin on the middle line beside the car, +x along the road.
  const c = Math.cos(road.turned);
  const s = Math.sin(road.turned);
  const u = c * x - s * y;
  const v = s * x + c * y + road.offset;
  if (Math.abs(road.bend) < 1e-6) return v;
  const radius = 1 / road.bend;
  return radius - Math.sign(radius) * Math.hypot(u, v - radius);
}
const hits = (road: Road, x: number, y: number, margin: number): boolean =>
  Math.abs(beside(road, x, y)) > road.width - margin ||
  road.obstacles.some((o) => (x - o.x) ** 2 + (y - o.y) ** 2 < (o.radius + margin) ** 2);

/** How far it is free that way. */
function cast(road: Road, angle: number): number {
  const dx = Math.cos(angle);
  const dy = Math.sin(angle);
  let low = 0;
  for (let r = 0.5; r <= REACH; r += 0.5) {
    if (hits(road, r * dx, r * dy, 0)) {
      // Halve the last half metre six times: to a centimetre.
      let high = r;
      for (let i = 0; i < 6; i += 1) {
        const middle = (low + high) / 2;
        if (hits(road, middle * dx, middle * dy, 0)) high = middle;
        else low = middle;
      }
      return high;
    }
    low = r;
  }
  return REACH;
}

/** Where the car is after `length` metres along an arc of this curvature. */
export function alongArc(curvature: number, length: number): readonly [number, number] {
  if (Math.abs(curvature) < 1e-6) return [length, 0];
  return [Math.sin(curvature * length) / curvature, (1 - Math.cos(curvature * length)) / curvature];
}
/** Free length of an arc, and how far from the middle of the road it runs on the mean. */
function look(road: Road, curvature: number, horizon: number): { free: number; off: number } {
  let off = 0;
  let steps = 0;
  for (let length = STRIDE; length <= horizon; length += STRIDE) {
    const [x, y] = alongArc(curvature, length);
    if (hits(road, x, y, MARGIN)) return { free: length - STRIDE, off: off / Math.max(1, steps) };
    off += Math.abs(beside(road, x, y));
    steps += 1;
  }
  return { free: horizon, off: off / steps };
}
export function expert(road: Road): { readonly curvature: number; readonly free: number } {
  let best = { curvature: 0, free: 0, score: Number.NEGATIVE_INFINITY };
  for (let i = 0; i < ARCS; i += 1) {
    const curvature = SHARPEST * ((2 * i) / (ARCS - 1) - 1);
    const { free, off } = look(road, curvature, HORIZON);
    const score = free - 2 * off - 12 * Math.abs(curvature);
    if (score > best.score) best = { curvature, free, score };
  }
  return best;
}

export function drawRoad(rng: Rng, crowd: number): Road {
  const width = 3 + 2 * rng.uniform();
  const road = {
    bend: 0.025 * rng.normal(),
    width,
    offset: 0.45 * width * (2 * rng.uniform() - 1),
    turned: 0.25 * rng.normal(),
  };
  const bare: Road = { ...road, obstacles: [] };
  const obstacles: Obstacle[] = [];
  for (let n = rng.below(crowd + 1); n > 0; n -= 1) {
    const distance = 6 + 18 * rng.uniform();
    const side = 0.9 * width * (2 * rng.uniform() - 1);
    const radius = 0.5 + 0.7 * rng.uniform();
    // Along the road as the car would follow it, then to the side.
    const [x, y] = alongArc(bare.bend, distance);
    obstacles.push({ x, y: y + side - road.offset, radius });
  }
  return { ...road, obstacles };
}

function drawRows(rows: number, crowd: number, noise: number, rng: Rng): Split {
  const x = new Float32Array(rows * INPUTS);
  const steer = new Float32Array(rows);
  const speed = new Float32Array(rows);
  const collision = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const road = drawRoad(rng, crowd);
    const pace = 5 + 8 * rng.uniform();
    const yaw = 0.35 * rng.normal();
    const at = row * INPUTS;
    for (let i = 0; i < RAYS; i += 1) {
      const reading = cast(road, rayAngle(i)) * (1 + noise * rng.normal());
      // Near things matter most: the logarithm spreads them.
      x[at + i] = (Math.log(Math.max(0.3, reading)) - 2) / 0.8;
    }
    x[at + RAYS] = (pace - 9) / 2.3;
    x[at + RAYS + 1] = yaw / 0.35;
    const { curvature, free } = expert(road);
    steer[row] = curvature;
    speed[row] =
      Math.min(Math.sqrt(2 * 4 * free), Math.sqrt(5 / Math.max(0.03, Math.abs(curvature)))) + 0.8 * rng.normal();
    const travelled = pace * AHEAD;
    collision[row] = look(road, yaw / pace, travelled).free < travelled - STRIDE ? 1 : 0;
  }
  return { rows, inputs: { x }, labels: { [STEER]: steer, [SPEED]: speed, [COLLISION]: collision } };
}

/** The car near the lower edge, looking up; `REACH` metres to each side. */
const onPaper = (x: number, y: number): readonly [number, number] => [0.5 - y / REACH, 0.92 - (0.85 * x) / REACH];
/** Curvatures are standardised as labels: this is about their mean and sd over draws. */
const CURVATURE_SD = 0.046;
/** The rays as they were read, and the arc that was told. */
function drawScene(x: Float32Array, told: Told): Stroke[] {
  const ends = Array.from({ length: RAYS }, (_, i) => {
    const length = Math.exp((x[i] ?? 0) * 0.8 + 2);
    return onPaper(length * Math.cos(rayAngle(i)), length * Math.sin(rayAngle(i)));
  });
  const steer = told.steer?.[0];
  const arc = Array.from({ length: 12 }, (_, i) => onPaper(...alongArc((steer ?? 0) * CURVATURE_SD, i * 2)));
  return [
    ...ends.map((end): Stroke => ({ kind: 'line', points: [onPaper(0, 0), end], tone: 'soft' })),
    { kind: 'line', points: ends, tone: 'scene' },
    ...(steer === undefined ? [] : [{ kind: 'line', points: arc, tone: 'told' } as const]),
    { kind: 'circle', at: onPaper(0, 0), radius: 0.03, tone: 'point' },
  ];
}

export const driving: ScenarioSpec = {
  id: 'driving',
  domain: 'driving',
  source: { kind: 'generated' },
  fields: [
    { name: 'crowd', type: 'integer', default: 2, min: 0, max: 6 },
    { name: 'noise', type: 'number', default: 0.01, min: 0, max: 0.5, step: 0.01 },
  ],
  sizes: { train: 10_000, validation: 1000, test: 2000 },
  maxSizes: { train: 20_000, validation: 2000, test: 4000 },
  outline: () => ({
    inputs: [{ id: 'x', kind: 'vector', shape: [INPUTS] }],
    tasks: [
      { id: STEER, kind: 'regression' },
      { id: SPEED, kind: 'regression' },
      { id: COLLISION, kind: 'binary' },
    ],
  }),
  draw: drawScene,
  async load(options, sizes, seed) {
    const [crowd, noise] = [numberOption(options, 'crowd'), numberOption(options, 'noise')];
    const dataset = drawSplits(sizes, seed, 'driving', (rows, rng) => drawRows(rows, crowd, noise, rng));
    for (const task of [STEER, SPEED]) standardiseTask(dataset, task);
    return dataset;
  },
};
