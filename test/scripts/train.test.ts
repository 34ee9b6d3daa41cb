/** Training without a page: the engine's own rows, to the bit, whatever the slices. */
import '@tensorflow/tfjs-backend-cpu';
import { expect, it } from 'vitest';
import { trainHeadless } from '../../scripts/train/main.ts';
import { runOf, train } from '../support/engineRuns.ts';
import { experimentOf, hard, twins } from '../support/experiments.ts';

it('writes the rows that the engine writes', async () => {
  const experiment = experimentOf({ models: [hard(), twins(0.1)], training: { stop: { kind: 'steps', steps: 130 } } });
  const done = await trainHeadless(experiment, { backend: 'cpu' });
  if (!done.ok) throw new Error(done.issue.code);
  const { rows, run } = done.value;
  const own = await runOf(experiment);
  const expected = train(own, 130);
  expect(run.step).toBe(130);
  expect([...rows.steps]).toEqual([...expected.steps]);
  for (const [name, values] of Object.entries(expected.columns)) {
    // The last row is measured on whole splits at the end.
    expect([...(rows.columns[name] ?? [])].slice(0, -1), name).toEqual([...values].slice(0, -1));
  }
  run.dispose();
  own.dispose();
});
it('says what is wrong with an experiment', async () => {
  const bad = await trainHeadless({ ...experimentOf(), models: [] }, { backend: 'cpu' });
  expect(bad.ok).toBe(false);
});
