/**
 * A small graph of people in four circles, by the stochastic block model (Holland, Laskey, Leinhardt, Social Networks 5,
 * 1983): two people of one circle know each other with probability `inside`, of two circles with OUTSIDE. A row is two
 * people and those around them, sixteen places [16] with a wire matrix [16, 16]; every person shows a noisy hint of the
 * circle. Tasks: the circle of the first, and whether the two know each other; that one wire is taken out. Who the first
 * person is is dealt out to the splits first, so nobody's circle is learned by heart; neighbours may be anyone, as usual.
 */
import { taskId } from '../experiment/experiment.ts';
import { numberOption, type Options } from '../fields.ts';
import { createRng, type Rng } from '../math/rng.ts';
import { dealItems } from './draw.ts';
import type { ScenarioSpec, Split, Stroke, Told } from './scenario.ts';

const PEOPLE = 320;
const CIRCLES = 4;
/** People of two different circles know each other. */
const OUTSIDE = 0.01;
/** Places of a row: the two, then people around them. */
const PLACES = 16;
/** A hint for each circle, then who is the first and who the second. */
const CHANNELS = CIRCLES + 2;
const CIRCLE = taskId('circle');
const LINK = taskId('link');
const SHARES = { train: 0.7, validation: 0.1 };

interface World {
  readonly circle: Uint8Array;
  /** [PEOPLE, CIRCLES] */
  readonly hints: Float32Array;
  readonly known: readonly ReadonlySet<number>[];
}
function drawWorld(options: Options, seed: number): World {
  const rng = createRng(seed, 'graph/world');
  const circle = Uint8Array.from({ length: PEOPLE }, () => rng.below(CIRCLES));
  const known = Array.from({ length: PEOPLE }, () => new Set<number>());
  // A circle has PEOPLE / CIRCLES members; `inside` is the share of twelve acquaintances, so graphs stay small.
  const inside = (numberOption(options, 'inside') * 12) / (PEOPLE / CIRCLES);
  for (let u = 0; u < PEOPLE; u += 1) {
    for (let v = u + 1; v < PEOPLE; v += 1) {
      if (rng.uniform() >= (circle[u] === circle[v] ? inside : OUTSIDE)) continue;
      known[u]?.add(v);
      known[v]?.add(u);
    }
  }
  const hint = numberOption(options, 'hint');
  const hints = Float32Array.from({ length: PEOPLE * CIRCLES }, (_, i) => {
    const own = circle[Math.floor(i / CIRCLES)] === i % CIRCLES ? hint : 0;
    return own + rng.normal();
  });
  return { circle, hints, known };
}

/** The two and as many around them as there is room for, each side in turn. */
function around({ known }: World, first: number, second: number, rng: Rng): number[] {
  const near = [first, second].map((person) => {
    const all = [...(known[person] ?? [])].filter((other) => other !== first && other !== second).sort((a, b) => a - b);
    return Array.from(rng.permutation(all.length), (i) => all[i] as number);
  });
  const places = [first, second];
  for (let i = 0; places.length < PLACES && i < PEOPLE; i += 1) {
    for (const side of near) {
      const person = side[i];
      if (person !== undefined && places.length < PLACES && !places.includes(person)) places.push(person);
    }
  }
  return places;
}

function drawRows(world: World, people: Uint32Array, rows: number, rng: Rng): Split {
  const x = new Float32Array(rows * PLACES * CHANNELS);
  const graph = new Float32Array(rows * PLACES * PLACES);
  const circle = new Float32Array(rows);
  const link = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const first = people[rng.below(people.length)] as number;
    const friends = [...(world.known[first] ?? [])];
    const linked = rng.uniform() < 0.5 && friends.length > 0;
    let second = first;
    if (linked) second = friends.sort((a, b) => a - b)[rng.below(friends.length)] as number;
    else while (second === first || world.known[first]?.has(second)) second = rng.below(PEOPLE);
    circle[row] = world.circle[first] as number;
    link[row] = linked ? 1 : 0;
    const places = around(world, first, second, rng);
    for (const [i, person] of places.entries()) {
      const at = (row * PLACES + i) * CHANNELS;
      x.set(world.hints.subarray(person * CIRCLES, (person + 1) * CIRCLES), at);
      if (i < 2) x[at + CIRCLES + i] = 1;
      for (const [j, other] of places.entries()) {
        // The wire that is asked for is not shown.
        if (i + j !== 1 && world.known[person]?.has(other)) graph[(row * PLACES + i) * PLACES + j] = 1;
      }
    }
  }
  return { rows, inputs: { x, graph }, labels: { [CIRCLE]: circle, [LINK]: link } };
}

const place = (i: number): readonly [number, number] => {
  if (i < 2) return [i === 0 ? 0.34 : 0.66, 0.5];
  const angle = (2 * Math.PI * (i - 2)) / (PLACES - 2) + 0.2;
  return [0.5 + 0.42 * Math.cos(angle), 0.5 + 0.42 * Math.sin(angle)];
};
/** Wires, people (the two large), and the answer: a line between the two where they are said to know each other. */
function draw(_x: Float32Array, told: Told, inputs: Readonly<Record<string, Float32Array | undefined>> = {}): Stroke[] {
  const strokes: Stroke[] = [];
  const { graph } = inputs;
  for (let i = 0; i < PLACES; i += 1) {
    for (let j = i + 1; j < PLACES; j += 1) {
      if (graph?.[i * PLACES + j]) strokes.push({ kind: 'line', points: [place(i), place(j)], tone: 'soft' });
    }
  }
  if ((told[LINK]?.[0] ?? 0) > 0.5) strokes.push({ kind: 'line', points: [place(0), place(1)], tone: 'told' });
  for (let i = 0; i < PLACES; i += 1) {
    strokes.push({ kind: 'circle', at: place(i), radius: i < 2 ? 0.055 : 0.03, tone: i < 2 ? 'point' : 'scene' });
  }
  return strokes;
}

export const graph: ScenarioSpec = {
  id: 'graph',
  domain: 'graphs',
  source: { kind: 'generated' },
  fields: [
    { name: 'inside', type: 'number', default: 0.5, min: 0.1, max: 1, step: 0.05 },
    { name: 'hint', type: 'number', default: 0.6, min: 0, max: 3, step: 0.1 },
  ],
  sizes: { train: 2000, validation: 300, test: 600 },
  maxSizes: { train: 10_000, validation: 1000, test: 2000 },
  outline: () => ({
    inputs: [
      { id: 'x', kind: 'sequence', shape: [PLACES, CHANNELS] },
      { id: 'graph', kind: 'sequence', shape: [PLACES, PLACES] },
    ],
    tasks: [
      { id: CIRCLE, kind: 'multiclass', classes: CIRCLES },
      { id: LINK, kind: 'binary' },
    ],
  }),
  draw,
  async load(options, sizes, seed) {
    const world = drawWorld(options, seed);
    const people = dealItems(PEOPLE, SHARES, createRng(seed, 'graph/split'));
    const split = (name: keyof typeof sizes): Split =>
      drawRows(world, people[name], sizes[name], createRng(seed, `graph/${name}`));
    return { train: split('train'), validation: split('validation'), test: split('test') };
  },
};
