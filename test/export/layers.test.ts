/** Every layer's PyTorch and Keras text against its own forward pass, on the cases of the conformance suite. */
import '@tensorflow/tfjs-backend-cpu';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CodeContext } from '../../src/core/code.ts';
import type { Language } from '../../src/core/export/exportable.ts';
import { KERAS_LAYERS } from '../../src/core/export/kerasText.ts';
import { STREAM } from '../../src/core/export/loopText.ts';
import { type NumpyArray, npz } from '../../src/core/export/npz.ts';
import { permuted } from '../../src/core/export/parameterNames.ts';
import { layers } from '../../src/core/layers/index.ts';
import type { Shape } from '../../src/core/ops.ts';
import { createTfOps } from '../../src/engine/worker/tfjs/tfOps.ts';
import { BATCH, CASES, outputsOf, type Prepared, prepare } from '../support/layerCases.ts';
import { runPython } from './support.ts';

const ops = createTfOps();
const FOLDER = '.tmp/export/layers';
/** float32 sums of a few dozen terms in another order. */
const TOLERANCE = 1e-5;

/** In Keras as they are, in PyTorch channels first. `shape` with the batch axis. */
const laidOut = (language: Language, values: Float32Array, shape: Shape): NumpyArray =>
  permuted(
    values,
    shape,
    language === 'keras' || shape.length < 3
      ? undefined
      : [0, shape.length - 1, ...shape.slice(1, -1).map((_, i) => i + 1)],
  );

function contextOf({ spec, options, context, inputs, outputShapes }: Prepared): CodeContext {
  const inputShapes = inputs.map(({ shape }) => shape.slice(1));
  const parameters = spec.parameters(spec.category === 'source' ? [] : inputShapes, options, context);
  return {
    name: 'layer',
    initKey: 'layer',
    inputs: inputs.map((_, i) => `x[${i}]`),
    inputShapes,
    outputShapes,
    options,
    parameters: Object.fromEntries(parameters.map(({ name, shape }) => [name, shape])),
  };
}

/** Dropout is left out: its masks are drawn by the run. */
const cases = layers.all
  .filter(({ kind, pytorch, keras }) => pytorch && keras && kind !== 'dropout')
  .flatMap((spec) =>
    (CASES[spec.kind] ?? []).map((each, i) => ({ name: `${spec.kind} ${i}`, prepared: prepare(spec, each) })),
  );

interface Dialect {
  readonly imports: readonly string[];
  /** An empty thing to hang the layer on. */
  readonly holder: string;
  readonly read: (place: string) => string;
  /** The outputs in a row. */
  readonly out: string;
}
const DIALECTS: Readonly<Record<Language, Dialect>> = {
  pytorch: {
    imports: ['import torch', 'import torch.nn.functional as F', 'from torch import nn'],
    holder: 'nn.Module()',
    read: (place) => `torch.from_numpy(file[${place}])`,
    out: 'torch.cat([each.detach().flatten() for each in found]).numpy()',
  },
  keras: {
    imports: ['import keras', 'import tensorflow as tf', 'from keras import layers', KERAS_LAYERS],
    holder: 'type("Holder", (), {})()',
    read: (place) => `tf.constant(file[${place}])`,
    out: 'np.concatenate([np.array(each).ravel() for each in found])',
  },
};
/** Puts one parameter in its place in the layer. */
function placed(language: Language, prepared: Prepared, at: number, key: string): string {
  const { name } = prepared.parameters[at] as Prepared['parameters'][number];
  if (language === 'keras') return `self.layer.weights[${at}].assign(file["${key}"])`;
  const place = prepared.spec.pytorch?.(contextOf(prepared)).parameters?.[name];
  return `self.layer.get_parameter("${place?.name}").data.copy_(torch.from_numpy(file["${key}"]))`;
}

/** One program for all cases: writes their outputs one after the other. */
function program(language: Language, arrays: Record<string, NumpyArray>): string {
  const { imports, holder, read, out } = DIALECTS[language];
  const lines = [
    'import itertools, math, sys',
    'import numpy as np',
    ...imports,
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
    const context = contextOf(prepared);
    const code = prepared.spec[language]?.(context);
    if (!code) throw new Error(`${prepared.spec.kind} has no text`);
    for (const helper of Object.values(code.helpers ?? {})) lines.push(helper, '');
    runs.push(`self = ${holder}`);
    if (code.module) runs.push(`self.layer = ${code.module}`);
    for (const [at, { name, shape, values }] of prepared.parameters.entries()) {
      const order = language === 'pytorch' ? prepared.spec.pytorch?.(context).parameters?.[name]?.order : undefined;
      arrays[`${i}/${name}`] = permuted(values, shape, order);
      runs.push(placed(language, prepared, at, `${i}/${name}`));
    }
    prepared.inputs.forEach(({ shape, values }, at) => {
      arrays[`${i}/x${at}`] = laidOut(language, values, shape);
    });
    runs.push(`x = [${read(`f"${i}/x{at}"`)} for at in range(${prepared.inputs.length})]`);
    runs.push(`found = ${code.call}`);
    runs.push('found = found if isinstance(found, (tuple, list)) else (found,)');
    runs.push(`out.append(${out})`);
  }
  return [
    ...lines,
    `file = np.load("${FOLDER}/${language}.npz")`,
    'out = []',
    ...runs,
    `np.concatenate(out).tofile("${FOLDER}/${language}.bin")`,
    '',
  ].join('\n');
}

function outputsIn(language: Language): Float32Array {
  const arrays: Record<string, NumpyArray> = {};
  writeFileSync(`${FOLDER}/${language}_cases.py`, program(language, arrays));
  writeFileSync(`${FOLDER}/${language}.npz`, npz(arrays));
  runPython(language, `${FOLDER}/${language}_cases.py`);
  const bytes = readFileSync(`${FOLDER}/${language}.bin`);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

describe.each(['pytorch', 'keras'] as const)('the text of layers in %s', (language) => {
  let found: Float32Array = new Float32Array();
  beforeAll(async () => {
    await setBackend('cpu');
    await ready();
    mkdirSync(FOLDER, { recursive: true });
    found = outputsIn(language);
  }, 240_000);
  let start = 0;
  it.each(cases)('of $name', ({ prepared }) => {
    const expected =
      prepared.spec.category === 'source'
        ? prepared.inputs.map(({ shape, values }) => ({ shape, values }))
        : outputsOf(ops, prepared);
    for (const { shape, values } of expected) {
      expect(shape[0]).toBe(BATCH);
      const { values: wanted } = laidOut(language, values, shape);
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
