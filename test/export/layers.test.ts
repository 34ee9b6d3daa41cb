/** Every layer's PyTorch text against its own forward pass, on the cases of the conformance suite. */
import '@tensorflow/tfjs-backend-cpu';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PytorchCode } from '../../src/core/code.ts';
import { type NumpyArray, npz } from '../../src/core/export/npz.ts';
import { permuted } from '../../src/core/export/parameterNames.ts';
import { STREAM } from '../../src/core/export/pytorchText.ts';
import { layers } from '../../src/core/layers/index.ts';
import type { Shape } from '../../src/core/ops.ts';
import { createTfOps } from '../../src/engine/worker/tfjs/tfOps.ts';
import { BATCH, CASES, outputsOf, type Prepared, prepare } from '../support/layerCases.ts';
import { PYTHON } from './support.ts';

const ops = createTfOps();
const FOLDER = '.tmp/export/layers';
/** float32 sums of a few dozen terms in another order. */
const TOLERANCE = 1e-5;

/** Channels first, as the text wants them. `shape` with the batch axis. */
const channelsFirst = (values: Float32Array, shape: Shape): NumpyArray =>
  permuted(
    values,
    shape,
    shape.length < 3 ? undefined : [0, shape.length - 1, ...shape.slice(1, -1).map((_, i) => i + 1)],
  );

function codeOf(prepared: Prepared): PytorchCode | undefined {
  return prepared.spec.pytorch?.({
    name: 'layer',
    initKey: 'layer',
    inputs: prepared.inputs.map((_, i) => `x[${i}]`),
    inputShapes: prepared.inputs.map(({ shape }) => shape.slice(1)),
    outputShapes: prepared.outputShapes,
    options: prepared.options,
    parameters: Object.fromEntries(prepared.parameters.map(({ name, shape }) => [name, shape])),
  });
}

const cases = layers.all
  .filter(({ kind, pytorch }) => pytorch && kind !== 'dropout')
  .flatMap((spec) =>
    (CASES[spec.kind] ?? []).map((each, i) => ({ name: `${spec.kind} ${i}`, prepared: prepare(spec, each) })),
  );

/** One program for all cases: writes their outputs one after the other. */
function program(arrays: Record<string, NumpyArray>): string {
  const lines = [
    'import math, sys',
    'import numpy as np',
    'import torch',
    'import torch.nn.functional as F',
    'from torch import nn',
    STREAM,
    '',
    // A step in training, as the conformance suite's context has it.
    'class Step:',
    `    number, rows, moves = 0, ${BATCH}, True`,
    '    total = staticmethod(lambda tensor: tensor)',
    '    stream = staticmethod(lambda key: Stream(5, "fresh"))',
    '',
    'batch = Step()',
    '',
  ];
  const runs: string[] = [];
  for (const [i, { prepared }] of cases.entries()) {
    const code = codeOf(prepared) as PytorchCode;
    for (const helper of Object.values(code.helpers ?? {})) lines.push(helper, '');
    runs.push('self = nn.Module()');
    if (code.module) runs.push(`self.layer = ${code.module}`);
    for (const { name, shape, values } of prepared.parameters) {
      const place = code.parameters?.[name];
      arrays[`${i}/${name}`] = permuted(values, shape, place?.order);
      runs.push(`self.layer.get_parameter("${place?.name}").data.copy_(torch.from_numpy(file["${i}/${name}"]))`);
    }
    prepared.inputs.forEach(({ shape, values }, at) => {
      arrays[`${i}/x${at}`] = channelsFirst(values, shape);
    });
    runs.push(`x = [torch.from_numpy(file[f"${i}/x{at}"]) for at in range(${prepared.inputs.length})]`);
    runs.push(`found = ${code.call}`);
    runs.push('found = found if isinstance(found, tuple) else (found,)');
    runs.push('out.append(torch.cat([each.detach().flatten() for each in found]).numpy())');
  }
  return [
    ...lines,
    `file = np.load("${FOLDER}/cases.npz")`,
    'out = []',
    ...runs,
    `np.concatenate(out).tofile("${FOLDER}/outputs.bin")`,
    '',
  ].join('\n');
}

let found = new Float32Array();
beforeAll(async () => {
  await setBackend('cpu');
  await ready();
  mkdirSync(FOLDER, { recursive: true });
  const arrays: Record<string, NumpyArray> = {};
  writeFileSync(`${FOLDER}/cases.py`, program(arrays));
  writeFileSync(`${FOLDER}/cases.npz`, npz(arrays));
  execFileSync(PYTHON, [`${FOLDER}/cases.py`], { stdio: ['ignore', 'inherit', 'pipe'] });
  const bytes = readFileSync(`${FOLDER}/outputs.bin`);
  found = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}, 120_000);

describe('PyTorch text', () => {
  let start = 0;
  it.each(cases)('of $name', ({ prepared }) => {
    const expected =
      prepared.spec.category === 'source'
        ? prepared.inputs.map(({ shape, values }) => ({ shape, values }))
        : outputsOf(ops, prepared);
    for (const { shape, values } of expected) {
      expect(shape[0]).toBe(BATCH);
      const { values: wanted } = channelsFirst(values, shape);
      const got = found.subarray(start, start + wanted.length);
      start += wanted.length;
      const worst = Array.from(wanted).reduce(
        (most: number, value, i) => Math.max(most, Math.abs(value - (got[i] ?? Number.NaN))),
        0,
      );
      expect(worst).toBeLessThan(TOLERANCE);
    }
  });
});
