/**
 * Every checked challenge of the course can be met: one way for each, trained by the page's engine and judged by the very
 * deed that the page asks. `npm run test:long challenges` prints the scores (docs/measurements.md).
 */
import { expect, it } from 'vitest';
import { diskAssets, openNodeBackend } from '../../scripts/nodeBackend.ts';
import { applyEdit } from '../../src/core/experiment/applyEdit.ts';
import type { Edit } from '../../src/core/experiment/edit.ts';
import { type Experiment, groupId, taskId } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { createRunLog } from '../../src/core/metrics/runLog.ts';
import { loadData } from '../../src/core/scenarios/loadData.ts';
import { checkExperiment } from '../../src/engine/worker/checkExperiment.ts';
import { createRun } from '../../src/engine/worker/run.ts';
import { arrayUpdater } from '../../src/engine/worker/tfjs/arrayUpdater.ts';
import { createTfExecutor } from '../../src/engine/worker/tfjs/tfExecutor.ts';
import { createDerive } from '../../src/state/derived.ts';
import type { StudiesState } from '../../src/state/studyRunner.ts';
import { lessons } from '../../src/ui/lessons/lessons.ts';

interface Way {
  readonly lesson: string;
  readonly preset: string;
  readonly edits?: (experiment: Experiment) => readonly Edit[];
  readonly steps: number;
  /** Made when so many steps are done. */
  readonly later?: { readonly after: number; readonly edits: (experiment: Experiment) => readonly Edit[] };
}
const everyModel =
  (edit: (model: Experiment['models'][number]) => Edit) =>
  ({ models }: Experiment): readonly Edit[] =>
    models.map(edit);
const WAYS: readonly Way[] = [
  { lesson: 'specialists', preset: 'one-network-each', steps: 1000 },
  {
    lesson: 'hard-sharing',
    preset: 'hard-sharing',
    steps: 1000,
  },
  {
    lesson: 'joint-loss',
    preset: 'hard-sharing',
    edits: everyModel(({ id }) => ({ type: 'setTaskWeight', model: id, task: taskId('a'), weight: 2 })),
    steps: 1000,
  },
  { lesson: 'soft-sharing', preset: 'soft-sharing', steps: 1000 },
  {
    lesson: 'features-first',
    preset: 'hard-sharing',
    steps: 700,
    later: {
      after: 400,
      edits: everyModel(({ id }) => ({
        type: 'setGroup',
        model: id,
        group: { id: groupId('group1'), select: 'shared', frozen: true },
      })),
    },
  },
  {
    lesson: 'three-ways',
    preset: 'alternating',
    edits: everyModel(({ id }) => ({ type: 'setMethod', model: id, method: 'lagrange' })),
    steps: 1000,
  },
  {
    lesson: 'conflict',
    preset: 'one-loud-task',
    edits: everyModel(({ id }) => ({ type: 'setTaskWeight', model: id, task: taskId('b'), weight: 0.001 })),
    steps: 1500,
  },
  {
    lesson: 'relatedness',
    preset: 'sharing-helps',
    edits: () => [{ type: 'setDataOption', name: 'relatedness', value: 0.5 }],
    steps: 20,
  },
  { lesson: 'size', preset: 'small-and-large', steps: 2000 },
  { lesson: 'little-data', preset: 'few-labels', steps: 600 },
  { lesson: 'two-words', preset: 'separate-hard-soft', steps: 600 },
  { lesson: 'out-there', preset: 'mmoe', steps: 200 },
];
/** A study of it that has ended: what the deeds ask is no more than that. */
const studyOf = (experiment: Experiment): StudiesState['studies'] =>
  [{ progress: { status: 'done' }, spec: { experiment } }] as unknown as StudiesState['studies'];

const edited = (experiment: Experiment, edits: readonly Edit[]): Experiment =>
  edits.reduce((before, edit) => {
    const result = applyEdit(before, edit);
    if (!result.ok) throw new Error(`${result.issue.code} ${JSON.stringify(result.issue.params)}`);
    return result.value;
  }, experiment);

it('has a way for every lesson', () => {
  expect(WAYS.map(({ lesson }) => lesson)).toEqual(lessons.ids);
});
it.each(WAYS.map((way) => [way.lesson, way] as const))(
  'the challenge of %s can be met',
  async (id, { preset, edits, steps, later }) => {
    await openNodeBackend('wasm');
    const plain = presets.get(preset).build();
    let experiment = edited(plain, edits?.(plain) ?? []);
    const checked = checkExperiment(experiment);
    if (!checked.ok) throw new Error(checked.issue.code);
    const run = createRun({
      ...checked.value,
      dataset: await loadData(experiment.data, diskAssets),
      backend: 'wasm',
      executor: createTfExecutor(arrayUpdater),
    });
    for (let step = 1; step <= steps; step += 1) {
      run.advance();
      if (step % 50 === 0) run.settle();
      if (step !== later?.after) continue;
      experiment = edited(experiment, later.edits(experiment));
      const next = checkExperiment(experiment);
      if (next.ok) run.tune(experiment, next.value.plans, []);
    }
    run.rest(true);
    run.settle();
    const log = createRunLog();
    const rows = run.takeRows();
    if (rows) log.append(rows);
    const scores = log.names
      .filter((name) => /\/test\/(?!loss)/.test(name) || name === 'A/a/test/loss')
      .map((name) => `${name} ${log.last(name)?.value.toFixed(3)}`);
    const { analyses } = createDerive()(experiment);
    const counts = [...analyses.values()].map(({ counts }) => counts.total).join(', ');
    console.log(`${id}: step ${steps}, parameters ${counts}; ${scores.join(', ')}`);
    const studies = studyOf(experiment);
    expect(lessons.get(id).challenge?.({ experiment, analyses, step: run.step, log, studies })).toBe(true);
    run.dispose();
  },
  600_000,
);
