/** The generators of the fields of use: class balance, the best score that anyone could reach, and laws of their worlds. */
import { describe, expect, it } from 'vitest';
import { taskId } from '../../../src/core/experiment/experiment.ts';
import { defaultsOf, type Options } from '../../../src/core/fields.ts';
import { fft } from '../../../src/core/math/fft.ts';
import { createRng } from '../../../src/core/math/rng.ts';
import { jointsOf, reach } from '../../../src/core/scenarios/arm.ts';
import { CREDIT_COLUMNS, riskOf } from '../../../src/core/scenarios/credit.ts';
import { beside, expert } from '../../../src/core/scenarios/driving.ts';
import { scenarios } from '../../../src/core/scenarios/index.ts';
import { melOf } from '../../../src/core/scenarios/mel.ts';
import { QA_LENGTH, readStory } from '../../../src/core/scenarios/miniQa.ts';
import type { Dataset, Split } from '../../../src/core/scenarios/scenario.ts';
import { tasks } from '../../../src/core/tasks/index.ts';
import { diskAssets } from '../../support/assets.ts';

const load = (id: string, train: number, seed = 1, options: Options = {}): Promise<Dataset> => {
  const scenario = scenarios.get(id);
  const sizes = { train, validation: 10, test: 100 };
  return scenario.load({ ...defaultsOf(scenario.fields), ...options }, sizes, seed, diskAssets);
};
const labels = (split: Split, task: string): Float32Array => split.labels[taskId(task)] as Float32Array;
const known = (values: Float32Array): number[] => [...values].filter((value) => !Number.isNaN(value));
const mean = (list: readonly number[]): number => list.reduce((sum, v) => sum + v, 0) / list.length;
const sd = (list: readonly number[]): number => Math.sqrt(mean(list.map((v) => (v - mean(list)) ** 2)));
const auc = (scores: readonly number[], truth: Float32Array): number =>
  tasks
    .get('binary')
    .metrics.find((metric) => metric.id === 'auc')
    ?.measure(Float32Array.from(scores), truth, { id: taskId('t'), kind: 'binary' }) ?? Number.NaN;
const shares = (values: Float32Array, classes: number): number[] =>
  Array.from({ length: classes }, (_, k) => mean([...values].map((value) => (value === k ? 1 : 0))));

describe('loans', () => {
  it('default and are frauds as often as they should, and can be told as well as the generator allows', async () => {
    const { train } = await load('credit', 20_000);
    const x = train.inputs.x as Float32Array;
    const risks = Array.from({ length: train.rows }, (_, row) =>
      riskOf((column) => x[row * CREDIT_COLUMNS.length + CREDIT_COLUMNS.indexOf(column)] as number),
    );
    expect(mean(known(labels(train, 'default')))).toBeCloseTo(0.1, 1);
    expect(mean(known(labels(train, 'fraud')))).toBeCloseTo(0.05, 1);
    // Best AUC: .81 and .93, standard errors of these counts below .01.
    expect(
      Math.abs(
        auc(
          risks.map((risk) => risk.default),
          labels(train, 'default'),
        ) - 0.82,
      ),
    ).toBeLessThan(0.03);
    expect(
      Math.abs(
        auc(
          risks.map((risk) => risk.fraud),
          labels(train, 'fraud'),
        ) - 0.92,
      ),
    ).toBeLessThan(0.03);
  });
});

describe('recommendation', () => {
  it('is clicked a third of the time; purchases and ratings are known after a click only', async () => {
    const { train } = await load('recommendation', 20_000);
    const clicks = labels(train, 'click');
    expect(Math.abs(mean(known(clicks)) - 0.335)).toBeLessThan(0.03);
    for (const task of ['conversion', 'rating']) {
      expect([...labels(train, task)].every((value, row) => Number.isNaN(value) === (clicks[row] === 0))).toBe(true);
    }
    expect(Math.abs(mean(known(labels(train, 'conversion'))) - 0.322)).toBeLessThan(0.06);
    const ratings = known(labels(train, 'rating'));
    expect(mean(ratings)).toBeCloseTo(0, 3);
    expect(sd(ratings)).toBeCloseTo(1, 3);
  });
});

describe('questions about a story', () => {
  it('have the answers that a reader finds in them', async () => {
    const { train } = await load('mini-qa', 3000);
    const x = train.inputs.x as Float32Array;
    for (let row = 0; row < 200; row += 1) {
      const story = readStory(x.subarray(row * QA_LENGTH, (row + 1) * QA_LENGTH));
      expect(story?.answer).toBe(labels(train, 'answer')[row]);
      expect(story?.support).toBe(labels(train, 'support')[row]);
      expect(Number(story?.moved)).toBe(labels(train, 'moved')[row]);
    }
    for (const share of shares(labels(train, 'answer'), 6)) expect(Math.abs(share - 1 / 6)).toBeLessThan(0.03);
  });
  it('a later fact about the same person counts', () => {
    // who verb place: person 1 to place 12, person 1 to place 13, others; where person 1.
    expect(readStory([1, 6, 14, 2, 6, 15, 1, 6, 16, 3, 6, 17, 3, 6, 18, 0, 1])).toMatchObject({
      support: 2,
      moved: true,
    });
  });
});

describe('the arm', () => {
  it('has its hand at the target, elbow up', () => {
    const rng = createRng(1, 'arm');
    for (let i = 0; i < 200; i += 1) {
      const far = 0.3 + 1.4 * rng.uniform();
      const angle = Math.PI * rng.uniform();
      const [x, y] = [far * Math.cos(angle), far * Math.sin(angle)];
      const { shoulder, elbow } = reach(x, y);
      const { hand } = jointsOf(shoulder, elbow);
      expect(hand[0]).toBeCloseTo(x, 6);
      expect(hand[1]).toBeCloseTo(y, 6);
      expect(elbow).toBeLessThanOrEqual(0);
    }
  });
  it('touches the obstacle in a fair share of the rows', async () => {
    const share = mean(known(labels((await load('arm', 3000)).train, 'touch')));
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.6);
  });
});

describe('driving', () => {
  const straight = { bend: 0, width: 4, offset: 0, turned: 0, obstacles: [] };
  it('goes straight on a straight free road, round a bend, and past an obstacle', () => {
    expect(expert(straight).curvature).toBe(0);
    expect(expert({ ...straight, bend: 0.05 }).curvature).toBeGreaterThan(0.02);
    expect(expert({ ...straight, obstacles: [{ x: 10, y: 0.6, radius: 0.8 }] }).curvature).toBeLessThan(0);
  });
  it('knows how far it stands from the middle of a bend', () => {
    expect(beside({ ...straight, offset: 1 }, 0, 0)).toBeCloseTo(1, 9);
    // On a circle of radius 20 to the left, the middle line passes (20, 20).
    expect(beside({ ...straight, bend: 0.05 }, 20, 20)).toBeCloseTo(0, 9);
    expect(beside({ ...straight, bend: -0.05 }, 20, -20)).toBeCloseTo(0, 9);
  });
  it('hits something about as often as not', async () => {
    const share = mean(known(labels((await load('driving', 1500)).train, 'collision')));
    expect(Math.abs(share - 0.5)).toBeLessThan(0.12);
  });
});

describe('prices', () => {
  it('rise a little more often than they fall, and a third of the days is rough', async () => {
    const { train } = await load('prices', 8000);
    expect(Math.abs(mean(known(labels(train, 'direction'))) - 0.539)).toBeLessThan(0.03);
    expect(Math.abs(mean(known(labels(train, 'rough'))) - 1 / 3)).toBeLessThan(0.06);
  });
});

describe('vowels', () => {
  it('come equally often from everybody', async () => {
    const { train } = await load('vowels', 600);
    for (const share of shares(labels(train, 'vowel'), 8)) expect(Math.abs(share - 1 / 8)).toBeLessThan(0.06);
    for (const share of shares(labels(train, 'speaker'), 3)) expect(Math.abs(share - 1 / 3)).toBeLessThan(0.08);
  });
  it('are seen through a transform that is the discrete Fourier transform', () => {
    const n = 16;
    const re = Float64Array.from({ length: n }, (_, i) => Math.sin(1 + i * i));
    const im = Float64Array.from({ length: n }, (_, i) => Math.cos(2 * i));
    const [outRe, outIm] = [re.slice(), im.slice()];
    fft(outRe, outIm);
    for (let k = 0; k < n; k += 1) {
      let [r, i] = [0, 0];
      for (let j = 0; j < n; j += 1) {
        const angle = (-2 * Math.PI * j * k) / n;
        r += (re[j] as number) * Math.cos(angle) - (im[j] as number) * Math.sin(angle);
        i += (re[j] as number) * Math.sin(angle) + (im[j] as number) * Math.cos(angle);
      }
      expect(outRe[k]).toBeCloseTo(r, 9);
      expect(outIm[k]).toBeCloseTo(i, 9);
    }
  });
  it('show a tone in the band of its frequency', () => {
    const spec = {
      rate: 8000,
      window: 512,
      hop: 128,
      frames: 1,
      bands: 64,
      low: 0,
      high: 4000,
      floor: 1e-6,
      centre: 0,
      spread: 1,
    };
    const out = new Float32Array(64);
    melOf(spec)(
      Float64Array.from({ length: 512 }, (_, i) => Math.sin((2 * Math.PI * 1000 * i) / 8000)),
      out,
      0,
    );
    const mel = (hz: number): number => 2595 * Math.log10(1 + hz / 700);
    expect(Math.abs(out.indexOf(Math.max(...out)) - ((mel(1000) / mel(4000)) * 65 - 1))).toBeLessThanOrEqual(1);
  });
});

describe('known structure', () => {
  it('of the correlation dial: at 1 the tasks are one, at 0 they are strangers', async () => {
    const dot = async (correlation: number): Promise<number> => {
      const { test } = await load('mmoe-regression', 500, 2, { correlation, waves: 0 });
      const [a, b] = [known(labels(test, 'a')), known(labels(test, 'b'))];
      return mean(a.map((v, i) => (v - mean(a)) * ((b[i] as number) - mean(b)))) / (sd(a) * sd(b));
    };
    expect(await dot(1)).toBeCloseTo(1, 6);
    expect(Math.abs(await dot(0))).toBeLessThan(0.3); // sd .1 over 100 test rows
  });
  it('of the same task in other units: the last is `scale` times as large', async () => {
    const { train } = await load('gradnorm-toy', 1000, 1, { scale: 10 });
    expect(sd(known(labels(train, 't2'))) / sd(known(labels(train, 't1')))).toBeCloseTo(10, -0.5);
    expect(Math.max(...labels(train, 't1'))).toBeLessThanOrEqual(1);
  });
  it('of two noises: each task has its own, and test targets are clean', async () => {
    const { train, test } = await load('two-noises', 4000);
    expect(sd(known(labels(train, 'a')))).toBeCloseTo(Math.hypot(1, 0.1), 1);
    expect(sd(known(labels(train, 'b')))).toBeCloseTo(Math.hypot(1, 2), 0);
    expect(sd(known(labels(test, 'b')))).toBeLessThan(1.4);
  });
});

describe('digit scene', () => {
  it('has its mask inside its box, touching all four sides', async () => {
    const { train } = await load('digit-scene', 60);
    const [box, mask] = [labels(train, 'box'), labels(train, 'mask')];
    let tight = 0;
    for (let row = 0; row < train.rows; row += 1) {
      const [left = 0, top = 0, right = 0, bottom = 0] = [...box.subarray(row * 4, row * 4 + 4)].map((v) =>
        Math.round(v * 32),
      );
      const on = [...mask.subarray(row * 1024, (row + 1) * 1024).keys()].filter((i) => mask[row * 1024 + i] === 1);
      expect(on.every((i) => i % 32 >= left && i % 32 < right && i >= top * 32 && i < bottom * 32)).toBe(true);
      const columns = on.map((i) => i % 32);
      if (Math.min(...columns) <= left + 1 && Math.max(...columns) >= right - 2) tight += 1;
    }
    expect(tight / train.rows).toBeGreaterThan(0.8);
  });
});

describe('data files', () => {
  it('of glosses: half of the topics are missing, two thirds of the words are bad', async () => {
    const { train } = await load('glosses', 4000);
    expect(Math.abs(known(labels(train, 'topic')).length / train.rows - 0.52)).toBeLessThan(0.03);
    expect(Math.abs(mean(known(labels(train, 'sentiment'))) - 0.32)).toBeLessThan(0.03);
  });
  it('of faces: as many smiles, glasses, hats and long hairs as were drawn', async () => {
    const { train } = await load('faces', 1000);
    for (const [task, share] of [
      ['smile', 0.565],
      ['glasses', 0.4],
      ['hat', 0.157],
      ['longHair', 0.47],
    ] as const) {
      expect(Math.abs(mean(known(labels(train, task))) - share)).toBeLessThan(0.06);
    }
    const people = await load('faces', 400, 1, { identity: true });
    expect(new Set(labels(people.train, 'identity')).size).toBeGreaterThan(35);
  });
  it('of two inputs: every row has one of the two, and the label of that task alone', async () => {
    const { train } = await load('heard-and-read', 40);
    for (let row = 0; row < train.rows; row += 1) {
      const heard = !Number.isNaN(labels(train, 'heard')[row]);
      expect(Number.isNaN(labels(train, 'read')[row])).toBe(heard);
      expect((train.inputs.text as Float32Array).subarray(row * 33, row * 33 + 33).some((id) => id > 0)).toBe(!heard);
    }
  });
});
