import { describe, expect, it } from 'vitest';
import { groupId, type ModelSpec, nodeId, type Tie, tieId } from '../../../src/core/experiment/experiment.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import type { ModelPlan } from '../../../src/core/graph/modelPlan.ts';
import {
  dataOf,
  hardSharing,
  headFor,
  modelOf,
  outlineWith,
  separateTowers,
  TWO_TASKS,
} from '../../support/wirings.ts';

function planOf(model: ModelSpec, off: readonly string[] = []): ModelPlan {
  const { plan, issues } = analyseModel(model, dataOf(off), outlineWith({}, TWO_TASKS));
  if (!plan) throw new Error(JSON.stringify(issues));
  return plan;
}
const tie = (nodes: readonly string[]): Tie => ({
  id: tieId('t'),
  kind: 'squaredDistance',
  nodes: nodes.map(nodeId),
  strength: 0.1,
});

describe('the plan', () => {
  it('freezes the parameter order by topology, then by the order of the nodes', () => {
    expect(planOf(hardSharing()).parameters.map(({ id, index }) => `${index} ${id}`)).toEqual([
      '0 trunk/kernel',
      '1 trunk/bias',
      '2 ha/kernel',
      '3 ha/bias',
      '4 hb/kernel',
      '5 hb/bias',
    ]);
  });

  it('does not depend on the order of the wires', () => {
    const model = separateTowers();
    const turned = { ...model, wiring: { ...model.wiring, edges: model.wiring.edges.toReversed() } };
    expect(planOf(turned)).toEqual(planOf(model));
  });

  it('completes options and follows wires in their order', () => {
    const model = modelOf(
      { cat: ['concatenate'], x: ['input'], d: ['dense', { units: 3 }], e: ['dense', { units: 5 }], ha: headFor('a') },
      ['x > d', 'x > e', 'e > cat', 'd > cat', 'cat > ha'],
    );
    const plan = planOf(model);
    expect(plan.nodes.map(({ id }) => id)).toEqual(['x', 'd', 'e', 'cat', 'ha']);
    const cat = plan.nodes.find(({ id }) => id === 'cat');
    expect(cat?.inputs).toEqual([
      { node: 'e', output: 0 },
      { node: 'd', output: 0 },
    ]);
    expect(cat?.outputShapes).toEqual([[8]]);
    expect(plan.nodes.find(({ id }) => id === 'd')?.options).toEqual({
      units: 3,
      activation: 'relu',
      start: 'glorotUniform',
      uses: 1,
    });
  });

  it('names the loss of each head, in the order of the tasks', () => {
    expect(planOf(hardSharing()).heads).toEqual([
      { node: 'ha', task: 'a', loss: 'binaryCrossEntropy' },
      { node: 'hb', task: 'b', loss: 'softmaxCrossEntropy' },
    ]);
  });

  it('finds the last layer that all tasks share', () => {
    expect(planOf(hardSharing()).lastShared).toBe('trunk');
    expect(planOf(separateTowers()).lastShared).toBeUndefined();
    expect(planOf(hardSharing(), ['b']).lastShared).toBeUndefined();
  });

  it('counts multiply-adds', () => {
    expect(planOf(hardSharing()).multiplyAdds).toBe(100 * 128 + 128 + 1280);
  });

  it('gives each parameter its first matching group', () => {
    const groups = [
      { id: groupId('own'), select: [nodeId('hb')] },
      { id: groupId('slow'), select: 'shared' as const },
      { id: groupId('tops'), select: 'heads' as const },
    ];
    const plan = planOf(hardSharing({ groups }));
    expect(plan.parameters.map(({ group }) => group)).toEqual(['slow', 'slow', 'tops', 'tops', 'own', 'own']);
    const towers = planOf(separateTowers({ groups: [{ id: groupId('p'), select: 'private' }] }));
    expect(towers.parameters.filter(({ group }) => group === 'p').map(({ node }) => node)).toEqual([
      'ta',
      'ta',
      'tb',
      'tb',
    ]);
  });

  it('lines the twins of a tie up, parameter by parameter', () => {
    const plan = planOf(separateTowers({ ties: [tie(['ta', 'tb'])] }));
    const [member] = plan.ties;
    expect(member?.nodes).toEqual(['ta', 'tb']);
    expect(member?.members.map((row) => row.map((index) => plan.parameters[index]?.id))).toEqual([
      ['ta/kernel', 'tb/kernel'],
      ['ta/bias', 'tb/bias'],
    ]);
  });

  it('drops a tie whose other twin is switched off', () => {
    expect(planOf(separateTowers({ ties: [tie(['ta', 'tb'])] }), ['b']).ties).toEqual([]);
  });

  it('is absent while a problem is an error', () => {
    const model = modelOf({ x: ['input'], d: ['dense'], ha: headFor('a') }, ['x > d']);
    expect(analyseModel(model, dataOf(), outlineWith()).plan).toBeUndefined();
  });
});
