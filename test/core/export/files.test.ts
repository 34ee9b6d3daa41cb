/** Files to take away, read by readers that share nothing with the writers: safetensors, notebooks, TensorFlow.js models, rows. */
import * as tf from '@tensorflow/tfjs';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Experiment } from '../../../src/core/experiment/experiment.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { exportFile } from '../../../src/core/export/files.ts';
import { notebook } from '../../../src/core/export/notebook.ts';
import { pytorchProgram } from '../../../src/core/export/pytorch.ts';
import { safetensors } from '../../../src/core/export/safetensors.ts';
import { initialValues } from '../../../src/core/graph/initialValues.ts';
import { loadData } from '../../../src/core/scenarios/loadData.ts';
import { outlineOf } from '../../../src/core/scenarios/outline.ts';
import { forward, stepContext } from '../../../src/engine/worker/network.ts';
import { createTfOps } from '../../../src/engine/worker/tfjs/tfOps.ts';
import { diskAssets } from '../../support/assets.ts';
import { onCpu, plansOf } from '../../support/engineRuns.ts';
import { experimentOf, hard, model } from '../../support/experiments.ts';

const sourceOf = (experiment: Experiment) => ({
  experiment,
  name: 'taken',
  dataset: () => loadData(experiment.data, diskAssets),
  trained: async () => new Map(plansOf(experiment).map((plan) => [plan.model, initialValues(plan, 7)])),
});
async function saved(experiment: Experiment, kind: Parameters<typeof exportFile>[1]): Promise<Uint8Array> {
  const file = await exportFile(sourceOf(experiment), kind);
  if (!file.ok) throw new Error(JSON.stringify(file.issue));
  return file.value.bytes;
}
describe('safetensors', () => {
  it('is a header of its own length, padded to eight, and then the numbers', () => {
    const bytes = safetensors(
      {
        'a.weight': { shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) },
        b: { shape: [1], values: Float32Array.of(-5) },
      },
      { 图: 'é' },
    );
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const length = Number(view.getBigUint64(0, true));
    expect(length % 8).toBe(0);
    const header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length)));
    expect(header.__metadata__).toEqual({ 图: 'é' });
    expect(header.b).toEqual({ dtype: 'F32', shape: [1], data_offsets: [16, 20] });
    const [start] = header['a.weight'].data_offsets as [number];
    const numbers = [0, 1, 2, 3].map((i) => view.getFloat32(8 + length + start + 4 * i, true));
    expect(numbers).toEqual([1, 2, 3, 4]);
    expect(bytes.byteLength).toBe(8 + length + 20);
  });
  it('names numbers as the PyTorch modules do; rows go beside them', async () => {
    const experiment = experimentOf({ models: [hard('A')] });
    const bytes = await saved(experiment, 'safetensors');
    const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
    expect(strFromU8(bytes.subarray(8, 8 + length))).toContain('"one.weight"');
    expect(strFromU8(await saved(experiment, 'data')).split('\r\n')[0]).toBe('split,x[0],x[1],label a,label b');
  });
});

describe('what was not trained', () => {
  it.each(['safetensors', 'tfjs'] as const)('is no empty file: %s', async (kind) => {
    const source = { ...sourceOf(experimentOf({ models: [hard('A')] })), trained: async () => new Map() };
    const file = await exportFile(source, kind);
    expect(file.ok ? undefined : file.issue.code).toBe('export.untrained');
  });
});

describe('a notebook', () => {
  it('keeps the rules of nbformat 4.5, and its cells are the program', () => {
    const program = pytorchProgram(presets.get('hard-sharing').build(), 'taken');
    if (!program.ok) throw new Error(program.issue.code);
    const document = JSON.parse(notebook(program.value.text, 'taken'));
    // https://github.com/jupyter/nbformat: nbformat.v4.5.schema.json, "required" and "additionalProperties": false.
    expect(Object.keys(document).sort()).toEqual(['cells', 'metadata', 'nbformat', 'nbformat_minor']);
    expect([document.nbformat, document.nbformat_minor]).toEqual([4, 5]);
    expect(document.metadata.kernelspec).toMatchObject({ name: 'python3', display_name: 'Python 3' });
    const ids = document.cells.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const cell of document.cells) {
      expect(cell.id).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
      expect(Object.keys(cell).sort()).toEqual(
        cell.cell_type === 'code'
          ? ['cell_type', 'execution_count', 'id', 'metadata', 'outputs', 'source']
          : ['cell_type', 'id', 'metadata', 'source'],
      );
      expect(cell.source.every((line: unknown) => typeof line === 'string')).toBe(true);
      if (cell.cell_type === 'code') expect([cell.execution_count, cell.outputs]).toEqual([null, []]);
    }
    const code = document.cells
      .filter((cell: { cell_type: string }) => cell.cell_type === 'code')
      .map((cell: { source: string[] }) => cell.source.join(''))
      .join('\n');
    for (const line of program.value.text.split('\n').filter((each) => /^(?:class|def|import) /.test(each))) {
      expect(code).toContain(line);
    }
  });
});

/** Layers that the presets below do not use. */
const others = experimentOf({
  models: [
    model('A', [
      ['x', 'input', {}],
      ['one', 'dense', { units: 6, activation: 'softplus' }, 'x'],
      ['norm', 'batchNorm', {}, 'one'],
      ['two', 'dense', { units: 6, activation: 'elu' }, 'norm'],
      ['even', 'layerNorm', {}, 'two'],
      ['sum', 'add', {}, 'even', 'one'],
      ['gate', 'multiply', {}, 'sum', 'even'],
      ['all', 'concatenate', {}, 'gate', 'one'],
      ['twice', 'dense', { units: 3, uses: 2 }, 'sum', 'in2=gate'],
      ['both', 'concatenate', {}, 'all', 'twice.out2', 'twice'],
      ['drop', 'dropout', { rate: 0.5 }, 'both'],
      ['stop', 'stopGradient', {}, 'drop'],
      ['headA', 'head', { task: 'a' }, 'drop'],
      ['headB', 'head', { task: 'b' }, 'stop'],
    ]),
  ],
});
const ROWS = 3;
const small = (experiment: Experiment): Experiment => ({
  ...experiment,
  data: { ...experiment.data, sizes: { train: 40, validation: 10, test: 10 } },
});

describe('a TensorFlow.js model', () => {
  beforeAll(onCpu);
  it.each([
    ['other layers', others],
    ...(['hard-sharing', 'digit-scene', 'recommendation', 'task-chain'] as const).map(
      (id) => [id, small(presets.get(id).build())] as const,
    ),
  ] as const)('answers as the engine does: %s', async (_, experiment) => {
    const files = unzipSync(await saved(experiment, 'tfjs'));
    const outline = outlineOf(experiment.data);
    const { test } = await loadData(experiment.data, diskAssets);
    const inputs = Object.fromEntries(
      outline.inputs.map(({ id, shape }) => {
        const size = shape.reduce((product, n) => product * n, 1);
        return [id, tf.tensor((test.inputs[id] as Float32Array).slice(0, ROWS * size), [ROWS, ...shape])];
      }),
    );
    const ops = createTfOps();
    for (const plan of plansOf(experiment)) {
      const document = JSON.parse(strFromU8(files[`Model${plan.model}/model.json`] as Uint8Array));
      const weights = files[`Model${plan.model}/weights.bin`] as Uint8Array;
      const read = await tf.loadLayersModel(
        tf.io.fromMemory({
          modelTopology: document.modelTopology,
          weightSpecs: document.weightsManifest[0].weights,
          weightData: weights.slice().buffer,
        }),
      );
      const fed = plan.nodes.flatMap(({ inputs: wires, options }) =>
        wires.length === 0 ? (inputs[String(options.input)] as tf.Tensor) : [],
      );
      const found = [read.predict(fed.length === 1 ? (fed[0] as tf.Tensor) : fed)].flat() as tf.Tensor[];
      const parameters = initialValues(plan, 7).map((values, i) =>
        ops.constant(values, plan.parameters[i]?.shape ?? []),
      );
      const outputs = forward({
        ops,
        plan,
        parameters,
        inputs: inputs as never,
        context: stepContext(ops, 0, 0, false),
      });
      expect(document.userDefinedMetadata.outputs).toEqual(plan.heads.map(({ task }) => task));
      for (const [i, { node }] of plan.heads.entries()) {
        const [answer] = outputs.get(node) ?? [];
        const wanted = (answer as unknown as tf.Tensor).dataSync();
        const got = found[i]?.dataSync() ?? new Float32Array();
        expect(got.length).toBe(wanted.length);
        expect(Math.max(...wanted.map((value, k) => Math.abs(value - (got[k] as number))))).toBeLessThan(1e-5);
      }
    }
  });
  it.each([
    ['mmoe', 'export.tfjs.layer', 'gate'],
    ['glosses', 'export.tfjs.noWord', 'embedding'],
  ])('is refused for %s with the reason and the layer', async (id, code, kind) => {
    const file = await exportFile(sourceOf(presets.get(id).build()), 'tfjs');
    expect(file.ok ? undefined : file.issue).toMatchObject({ code, params: { kind } });
  });
});
