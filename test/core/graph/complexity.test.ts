/** Costs by hand: a shared layer of 100 x 128 and two heads, and the same as two towers. */
import { expect, it } from 'vitest';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import { complexityOf } from '../../../src/core/graph/complexity.ts';
import {
  dataOf,
  hardSharing,
  headFor,
  modelOf,
  outlineWith,
  separateTowers,
  TWO_TASKS,
} from '../../support/wirings.ts';

const costs = (model: ReturnType<typeof hardSharing>) => {
  const { plan } = analyseModel(model, dataOf(['c']), outlineWith({}, TWO_TASKS));
  if (!plan) throw new Error('no plan');
  return complexityOf(plan);
};
const TRUNK = { parameters: 100 * 128 + 128, multiplyAdds: 100 * 128 };
const A = { parameters: 129, multiplyAdds: 128 };
const B = { parameters: 1290, multiplyAdds: 1280 };
const sum = (...parts: (typeof A)[]) =>
  parts.reduce((x, y) => ({
    parameters: x.parameters + y.parameters,
    multiplyAdds: x.multiplyAdds + y.multiplyAdds,
  }));

it('hard sharing counts the trunk once', () => {
  expect(costs(hardSharing())).toEqual({
    model: sum(TRUNK, A, B),
    shared: TRUNK,
    tasks: [
      { task: 'a', alone: sum(TRUNK, A), shared: TRUNK },
      { task: 'b', alone: sum(TRUNK, B), shared: TRUNK },
    ],
    separate: sum(TRUNK, A, TRUNK, B),
  });
});
it('running statistics are not counted among what is trained: batch normalisation has a gain and a shift', () => {
  const nodes = {
    x: ['input'],
    bn: ['batchNorm'],
    d: ['dense', { units: 128 }],
    ha: headFor('a'),
    hb: headFor('b'),
  } as const;
  const model = modelOf(nodes, ['x > bn > d > ha', 'd > hb']);
  const { counts } = analyseModel(model, dataOf(['c']), outlineWith({}, TWO_TASKS));
  expect(costs(model).shared.parameters).toBe(TRUNK.parameters + 2 * 100);
  expect(counts.shared).toBe(TRUNK.parameters + 2 * 100);
});
it('towers share nothing, and cost what separate networks do', () => {
  const { model, shared, separate } = costs(separateTowers());
  expect(shared).toEqual({ parameters: 0, multiplyAdds: 0 });
  expect(model).toEqual(separate);
});
