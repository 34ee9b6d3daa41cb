/** Comparisons of methods, and of every set of tasks. */
import { describe, expect, it } from 'vitest';
import { modelId, taskId } from '../../../src/core/experiment/experiment.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { enabledTasks, outlineOf } from '../../../src/core/scenarios/outline.ts';
import { divisionsOf, proposeGroups, scoreGroups } from '../../../src/core/study/groups.ts';
import { methodTable } from '../../../src/core/study/methodTable.ts';
import { sumWeights } from '../../../src/core/study/methodVariants.ts';
import type { StudyForm, StudyRow } from '../../../src/core/study/study.ts';
import { variantsOf } from '../../../src/core/study/variants.ts';
import { arm, rowsFor } from './support.ts';

const experiment = presets.get('one-loud-task').build();
const [A, B, C] = ['a', 'b', 'c'].map(taskId) as [
  ReturnType<typeof taskId>,
  ReturnType<typeof taskId>,
  ReturnType<typeof taskId>,
];
const variants = (form: StudyForm) => {
  const found = variantsOf({ id: '', name: '', experiment, form, steps: 10 });
  if (!found.ok) throw new Error(found.issue.code);
  return found.value;
};
const compared = [A, B].map((task) => ({ task, metric: 'loss', better: 'lower' }) as const);
const form = {
  kind: 'methods',
  model: modelId('A'),
  contenders: [{ method: 'pcgrad', options: {} }],
  rates: [0.01, 0.1],
  shares: [0.2, 0.8],
} as const;

describe('variants', () => {
  it('every task alone, the sum at every weight, every contender; all at every rate', () => {
    const found = variants(form);
    expect(found.map(({ key }) => key)).toEqual([
      'arm=alone,task=a,rate=0.01',
      'arm=alone,task=a,rate=0.1',
      'arm=alone,task=b,rate=0.01',
      'arm=alone,task=b,rate=0.1',
      ...[0.2, 0.5, 0.8].flatMap((w) => [0.01, 0.1].map((rate) => `arm=sum,w=${w},rate=${rate}`)),
      'arm=0,rate=0.01',
      'arm=0,rate=0.1',
    ]);
    const alone = found[0]?.experiment;
    expect(alone && enabledTasks(alone.data, outlineOf(alone.data)).map(({ id }) => id)).toEqual([A]);
    expect(found.at(-1)?.experiment.models.map(({ balancing }) => balancing.method)).toEqual(['pcgrad']);
    expect(found.every((each) => each.experiment.models.length === 1)).toBe(true);
  });
  it('weights of a sum add up to the number of tasks', () => {
    for (const tasks of [
      [A, B],
      [A, B, C],
    ]) {
      for (const { taskWeights } of sumWeights(tasks, [0.1, 0.5])) {
        expect(Object.values(taskWeights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(tasks.length, 12);
      }
    }
  });
  it('sets of tasks, or a refusal of more than four', () => {
    expect(variants({ kind: 'groups', model: modelId('A') }).map(({ key }) => key)).toEqual([
      'tasks=a',
      'tasks=b',
      'tasks=a+b',
    ]);
  });
});

describe('the table', () => {
  /** Validation chooses, test reports: the two are told apart by their values. */
  const rows: StudyRow[] = [];
  const put = (variant: string, task: typeof A, validation: readonly number[], test: readonly number[]): void => {
    rows.push(
      ...rowsFor(arm('A', variant), validation, { task, split: 'validation' }),
      ...rowsFor(arm('A', variant), test, { task, split: 'test' }),
    );
  };
  for (const task of [A, B]) {
    put(`arm=alone,task=${task},rate=0.01`, task, [1, 1, 1], [1, 1, 1]);
    put(`arm=alone,task=${task},rate=0.1`, task, [2, 2, 2], [0.1, 0.1, 0.1]);
    for (const w of [0.2, 0.8])
      for (const rate of [0.01, 0.1]) put(`arm=sum,w=${w},rate=${rate}`, task, [3, 3, 3], [0.2, 0.2, 0.2]);
    put('arm=sum,w=0.5,rate=0.01', task, [0.8, 0.8, 0.8], [0.8, 0.8, 0.8]);
    put('arm=sum,w=0.5,rate=0.1', task, [3, 3, 3], [0.2, 0.2, 0.2]);
    put('arm=0,rate=0.01', task, [0.9, 0.9, 0.9], [0.6, 0.65, 0.55]);
    put('arm=0,rate=0.1', task, [3, 3, 3], [0.1, 0.1, 0.1]);
  }
  const table = methodTable({ rows, failures: [] }, variants(form), modelId('A'), compared);

  it('chooses weights and rates on validation, never on test', () => {
    expect(table.rows.map(({ arm: name, chosen }) => [name, chosen.key])).toEqual([
      ['sum', 'arm=sum,w=0.5,rate=0.01'],
      ['0', 'arm=0,rate=0.01'],
    ]);
    expect(table.rows.map(({ tried }) => tried)).toEqual([6, 2]);
  });
  it('holds a method against the tuned sum by paired differences of delta-m', () => {
    const [sum, own] = table.rows;
    expect(sum?.against).toBeUndefined();
    expect(sum?.deltaM.ok && sum.deltaM.value.mean).toBeCloseTo(0.2, 12);
    expect(own?.against?.mean).toBeCloseTo(0.2, 12);
    expect(own?.against?.wins).toBe(3);
    expect(own?.against?.code).toBe('helps');
    expect(own?.tasks.map(({ verdict }) => verdict?.code)).toEqual(['helps', 'helps']);
  });
  it('pairs by seed where a training failed, not by place', () => {
    // Without seed 0 of the method the later ones would slip: 0.5, 0.9 against 0.2, 0.5 instead of 0.5, 0.9.
    const values = { sum: [0.2, 0.5, 0.9], own: [0.5, 0.9] };
    const some = [A, B].flatMap((task) => [
      ...['validation', 'test'].flatMap((split) => [
        ...rowsFor(arm('A', `arm=alone,task=${task},rate=0.01`), [1, 1, 1], { task, split: split as 'test' }),
        ...rowsFor(arm('A', 'arm=sum,w=0.5,rate=0.01'), values.sum, { task, split: split as 'test' }),
        ...rowsFor(arm('A', 'arm=0,rate=0.01'), [Number.NaN, ...values.own], { task, split: split as 'test' }).slice(1),
      ]),
    ]);
    const [, own] = methodTable({ rows: some, failures: [] }, variants(form), modelId('A'), compared).rows;
    expect(own?.against).toMatchObject({ mean: expect.closeTo(0, 12), wins: 0, n: 2, code: 'none' });
  });
  it('does not choose a rate for the seeds that survived it', () => {
    const failures = [
      { variant: 'arm=0,rate=0.01', seed: 1, issue: { code: 'x', params: {}, severity: 'error' } } as const,
    ];
    const [, own] = methodTable({ rows, failures }, variants(form), modelId('A'), compared).rows;
    expect(own?.chosen.key).toBe('arm=0,rate=0.1');
  });
  it('draws the sums as a curve, each at its own best rate', () => {
    expect(table.curve.map(({ w, chosen }) => [w, chosen])).toEqual([
      [0.2, false],
      [0.5, true],
      [0.8, false],
    ]);
    expect(table.curve[1]?.at).toEqual([0.8, 0.8].map((value) => expect.closeTo(value, 12)));
  });
  it('says nothing where nothing is there', () => {
    expect(methodTable({ rows: [], failures: [] }, variants(form), modelId('A'), compared).rows).toEqual([]);
  });
});

describe('groups', () => {
  it('there are Bell’s numbers of divisions', () => {
    expect([1, 2, 3, 4, 5].map((n) => divisionsOf(n).length)).toEqual([1, 2, 5, 15, 52]);
  });
  it('are proposed by incoming affinity: friends together, enemies apart', () => {
    const friends = [
      [0.3, 0.2, -0.1],
      [0.2, 0.3, -0.1],
      [-0.2, -0.2, 0.3],
    ];
    expect(proposeGroups(friends)).toEqual([[0, 1], [2]]);
    expect(proposeGroups(friends.map((row) => row.map(Math.abs)))).toEqual([[0, 1, 2]]);
    expect(proposeGroups(friends.map((row, i) => row.map((value, j) => (i === j ? value : -1))))).toEqual([
      [0],
      [1],
      [2],
    ]);
  });
  it('one-sided help does not hide the harm it does', () => {
    // 0 helps 1 a little, 1 hurts 0 a lot.
    expect(
      proposeGroups([
        [0.5, 0.1],
        [-0.4, 0.5],
      ]),
    ).toEqual([[0], [1]]);
  });
  it('are scored by the error relative to every task alone, and held against the best seed by seed', () => {
    const measured = [A, B].map((task) => ({ task, metric: 'loss', better: 'lower' }) as const);
    const rows = [
      ...rowsFor(arm('A', 'tasks=a'), [1, 2, 1], { task: A }),
      ...rowsFor(arm('A', 'tasks=b'), [1, 1, 2], { task: B }),
      ...rowsFor(arm('A', 'tasks=a+b'), [0.5, 1.1, 0.45], { task: A }),
      ...rowsFor(arm('A', 'tasks=a+b'), [0.7, 0.6, 1.5], { task: B }),
    ];
    const [best, other] = scoreGroups(rows, modelId('A'), measured);
    expect(best?.division).toEqual([[0, 1]]);
    expect(best?.mean).toBeCloseTo((0.6 + 0.575 + 0.6) / 3, 12);
    expect(other?.division).toEqual([[0], [1]]);
    expect(other?.mean).toBeCloseTo(1, 12);
    expect(other?.behind).toMatchObject({ code: 'hurts', worse: 3, n: 3 });
  });
  it('pair by seed where a set failed at one of them', () => {
    const measured = [
      { task: A, metric: 'loss', better: 'lower' },
      { task: B, metric: 'loss', better: 'lower' },
    ] as const;
    const rows = [A, B].flatMap((task) => [
      ...rowsFor(arm('A', `tasks=${task}`), [1, 1, 1], { task }),
      ...rowsFor(arm('A', 'tasks=a+b'), [Number.NaN, 2, 4], { task }).slice(1),
    ]);
    const [best, other] = scoreGroups(rows, modelId('A'), measured);
    expect([best?.seeds, other?.seeds]).toEqual([
      [0, 1, 2],
      [1, 2],
    ]);
    expect(other?.behind).toMatchObject({ worse: 2, n: 2, interval: { mean: expect.closeTo(2, 12) } });
  });
  it('are not won by luck: one of which a set failed at the hard seed comes after those that met it', () => {
    const measured = [A, B].map((task) => ({ task, metric: 'loss', better: 'lower' }) as const);
    const rows = [A, B].flatMap((task) => [
      ...rowsFor(arm('A', `tasks=${task}`), [1, 1, 2], { task }),
      ...rowsFor(arm('A', 'tasks=a+b'), [0.1, 0.1], { task }),
    ]);
    const scores = scoreGroups(rows, modelId('A'), measured);
    expect(scores.map(({ division, seeds }) => [division.length, seeds])).toEqual([
      [2, [0, 1, 2]],
      [1, [0, 1]],
    ]);
    expect(scores[1]?.behind).toMatchObject({ worse: 0, n: 2, code: 'none' });
  });
  it('are ranked over the seeds that all of as many have', () => {
    const measured = [A, B, C].map((task) => ({ task, metric: 'loss', better: 'lower' }) as const);
    const at = (set: string, task: string, values: readonly (number | undefined)[]): StudyRow[] =>
      rowsFor(
        arm('A', `tasks=${set}`),
        values.map((value) => value ?? 0),
        { task: taskId(task) },
      ).filter((_, i) => values[i] !== undefined);
    const rows = [
      ...['a', 'b', 'c'].flatMap((task) => at(task, task, [1, 1, 1])),
      // Each failed at one seed, where the other was lucky: at the seed that both have, a+b is better.
      ...['a', 'b'].flatMap((task) => at('a+b', task, [undefined, 1.2, 3])),
      ...['a', 'c'].flatMap((task) => at('a+c', task, [0.5, 1.5, undefined])),
    ];
    const scores = scoreGroups(rows, modelId('A'), measured);
    expect(scores.map(({ division, seeds }) => [division, seeds])).toEqual([
      [
        [[0], [1], [2]],
        [0, 1, 2],
      ],
      [[[0, 1], [2]], [1]],
      [[[0, 2], [1]], [1]],
    ]);
  });
});
