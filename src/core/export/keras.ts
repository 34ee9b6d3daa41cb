/**
 * An experiment as one Keras program with a TensorFlow training loop: the same parts as the PyTorch program, the same balancing
 * classes. It runs in one process. `npm run test:export` holds its losses against the engine's where there is a TensorFlow.
 */
import type { Experiment } from '../experiment/experiment.ts';
import { ok, type Result } from '../result.ts';
import { definitions, section } from './definitions.ts';
import { prepareForCode } from './exportable.ts';
import { kerasModel } from './kerasModel.ts';
import { KERAS_LAYERS, kerasMain, kerasOptimizers, kerasRows } from './kerasText.ts';
import { kerasTraining } from './kerasTraining.ts';
import { STREAM } from './loopText.ts';
import { comment } from './names.ts';
import { needsOf, random } from './needs.ts';
import { type Program, settingsText } from './settings.ts';

const imports = (body: string): string[] => [
  'import argparse',
  'import csv',
  ...(body.includes('itertools.') ? ['import itertools'] : []),
  'import math',
  'import os',
  'from types import SimpleNamespace',
  '',
  'import keras',
  'import numpy as np',
  'import tensorflow as tf',
  'from keras import layers',
];

/** @param file the program's name without its ending; the data stand beside it as `<file>.npz` */
export function kerasProgram(experiment: Experiment, file: string): Result<Program> {
  const prepared = prepareForCode(experiment, 'keras');
  if (!prepared.ok) return prepared;
  const form = prepared.value;
  const texts = form.models.map((model) => kerasModel(form, model));
  const needs = needsOf(form, texts);
  const body = [
    section('settings'),
    '',
    ...settingsText(form),
    ...(random(needs) ? [section('random numbers'), '', STREAM] : []),
    kerasRows(needs),
    ...definitions(
      form,
      'keras',
      texts.map(({ helpers }) => helpers),
    ),
    section('weights and optimisers'),
    KERAS_LAYERS,
    ...kerasOptimizers(texts.flatMap(({ lines }) => lines)),
    section('models'),
    ...texts.flatMap(({ lines }) => ['', '', ...lines]),
    '',
    kerasTraining(needs),
    kerasMain(
      form.models.map(({ className }) => className),
      file,
      needs.several,
    ),
  ].join('\n');
  const head = [
    '#!/usr/bin/env python3',
    `"""${comment(experiment.title) || 'A multi-task experiment'}, as a Keras program.`,
    '',
    'Written by Braid, a multi-task learning playground. Trains every model of the experiment on the same batches, from the same',
    'initial parameters as the page does.',
    '',
    `    python3 ${file}.py                  trains, prints, writes ${file}-losses.csv`,
    `    python3 ${file}.py --steps 50`,
    '',
    `Needs TensorFlow 2.16 or newer (Keras 3), numpy, and ${file}.npz beside it: rows, initial parameters, order of batches.`,
    '"""',
    '',
  ];
  const text = [...head, ...imports(body), '', body].join('\n').replace(/\n{4,}/g, '\n\n\n');
  return ok({ text: `${text.trimEnd()}\n`, form });
}
