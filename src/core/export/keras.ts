/**
 * An experiment as one Keras program with a TensorFlow training loop: the same parts as the PyTorch program, the same balancing
 * classes. Offered without a proof: the tests compile it and compare shapes and parameter counts, but do not train with it.
 */
import { type Helpers, pyString, pyValue } from '../code.ts';
import type { Experiment, OptimizerSpec } from '../experiment/experiment.ts';
import type { PlanNode } from '../graph/modelPlan.ts';
import { layers } from '../layers/index.ts';
import { ok, type Result } from '../result.ts';
import { ties as tieKinds } from '../ties/index.ts';
import { relationsAmong } from '../ties/relations.ts';
import { definitions, identityLines, section } from './definitions.ts';
import {
  codeContext,
  type ForCode,
  gradientsLayer,
  type ModelForCode,
  nodeName,
  prepareForCode,
  wires,
} from './exportable.ts';
import { kerasText } from './kerasText.ts';
import { block, comment, indent } from './names.ts';
import { STREAM } from './pytorchText.ts';
import { type Program, settingsText } from './settings.ts';

function codeOf(model: ModelForCode, node: PlanNode) {
  const layer = layers.get(node.kind);
  const inputs =
    layer.category === 'source' ? [`inputs[${pyString(String(node.options.input ?? 'x'))}]`] : wires(model, node);
  const code = layer.keras?.(codeContext(model, node, inputs));
  if (!code) throw new RangeError(`layer ${node.kind} has no Keras text`);
  return code;
}

const OPTIMIZERS: Readonly<Record<OptimizerSpec['kind'], (spec: OptimizerSpec) => string>> = {
  sgd: () => 'keras.optimizers.SGD(rate)',
  momentum: ({ momentum }) => `keras.optimizers.SGD(rate, momentum=${momentum})`,
  rmsprop: ({ rho, epsilon }) => `keras.optimizers.RMSprop(rate, rho=${rho}, epsilon=${epsilon})`,
  adam: ({ beta1, beta2, epsilon }) =>
    `keras.optimizers.Adam(rate, beta_1=${beta1}, beta_2=${beta2}, epsilon=${epsilon})`,
  adamw: ({ beta1, beta2, epsilon }) =>
    `keras.optimizers.Adam(rate, beta_1=${beta1}, beta_2=${beta2}, epsilon=${epsilon})`,
};

function tieList(model: ModelForCode): string[] {
  const { plan, spec } = model;
  return plan.ties.flatMap((tie) => {
    const own = spec.ties.find(({ id }) => id === tie.id);
    const code = tieKinds.get(tie.kind).python;
    if (!own || !code || own.strength === 0) return [];
    const twins = tie.nodes.map((node) => nodeName(model, node));
    const about = code.arguments?.({ relations: relationsAmong(own, tie.nodes), featureAxis: -1 }) ?? {};
    const strength = own.strength === 'infinite' ? Number.POSITIVE_INFINITY : own.strength;
    return [`(${code.name}, ${pyValue(twins)}, ${pyValue(strength)}, ${pyValue(about)}),`];
  });
}

function modelText(form: ForCode, model: ModelForCode): { lines: string[]; helpers: Helpers } {
  const { plan, spec, className, method, optimizer, options } = model;
  const codes = plan.nodes.map((node) => ({ node, code: codeOf(model, node) }));
  const trained = plan.nodes.filter((node) => node.parameters.length > 0);
  const groupOf = (node: PlanNode) =>
    spec.groups.find(({ id }) => id === plan.parameters[node.parameters[0] ?? -1]?.group);
  const rateOf = (node: PlanNode): number =>
    node.tasks.length === 0 || groupOf(node)?.frozen ? 0 : (groupOf(node)?.learningRate ?? optimizer.learningRate);
  const table = (value: (node: PlanNode) => string): string[] =>
    trained.map((node) => `${pyString(nodeName(model, node.id))}: ${value(node)},`);
  const arguments_ = Object.entries(method.python?.arguments(options, plan.tasks) ?? {});
  const inputs = form.outline.inputs.map(
    ({ id, shape }) => `${pyString(id)}: keras.Input((${shape.join(', ')},), name=${pyString(id)}),`,
  );
  const names = (node: PlanNode): string =>
    pyValue(node.parameters.map((index) => `${nodeName(model, node.id)}.${plan.parameters[index]?.name}`));
  return {
    helpers: Object.assign({}, ...codes.map(({ code }) => code.helpers ?? {})) as Helpers,
    lines: [
      `class ${className}:`,
      `    """${comment(spec.name) || className}"""`,
      '',
      ...indent(
        [
          ...identityLines(form, model, 'keras'),
          '# Whose loss sends gradient into which layer; its learning rate (0: frozen); its weights in the file.',
          ...block(
            'REACH = {',
            table((node) => pyValue([...node.tasks])),
            '}',
          ),
          ...block(
            'RATES = {',
            table((node) => String(rateOf(node))),
            '}',
          ),
          ...block('WEIGHTS = {', table(names), '}'),
          ...block('TIES = [', tieList(model), ']'),
          `GRADIENTS_AT = ${gradientsLayer(model) === undefined ? 'None' : pyString(gradientsLayer(model) ?? '')}`,
          `NEEDS_GRADIENTS = ${pyValue(method.needs === 'gramian')}`,
          `HEADS_WEIGHTED = ${pyValue(method.heads === 'weighted')}`,
          `OPTIMIZER_PER_TASK = ${pyValue(method.optimizerPerTask?.(options) ?? false)}`,
          `WEIGHT_DECAY = ${optimizer.kind === 'adamw' ? optimizer.weightDecay : 0}  # decoupled, of kernels only`,
          '',
          '@staticmethod',
          'def build():',
          ...indent(
            [
              ...block('inputs = {', inputs, '}'),
              ...codes.map(({ node, code }) => `${nodeName(model, node.id)} = ${code.call}`),
              `outputs = {${plan.heads.map(({ task, node }) => `${pyString(task)}: ${nodeName(model, node)}`).join(', ')}}`,
              `return keras.Model(inputs, outputs, name="${className}")`,
            ],
            1,
          ),
          '',
          '@staticmethod',
          'def optimizer(rate):',
          `    return ${OPTIMIZERS[optimizer.kind](optimizer)}`,
          '',
          'def balancing(self):',
          `    return ${method.python?.name}(${['list(self.LOSSES)', ...arguments_.map(([name, value]) => `${name}=${pyValue(value)}`)].join(', ')})`,
        ],
        1,
      ),
    ],
  };
}

/** @param file the program's name without its ending; the data stand beside it as `<file>.npz` */
export function kerasProgram(experiment: Experiment, file: string): Result<Program> {
  const prepared = prepareForCode(experiment, 'keras');
  if (!prepared.ok) return prepared;
  const form = prepared.value;
  const texts = form.models.map((model) => modelText(form, model));
  const body = [
    section('settings'),
    '',
    ...settingsText(form),
    section('random numbers'),
    '',
    STREAM,
    ...definitions(
      form,
      'keras',
      texts.map(({ helpers }) => helpers),
    ),
    section('models'),
    ...texts.flatMap(({ lines }) => ['', '', ...lines]),
    '',
    kerasText(
      experiment.training.schedule,
      form.models.map(({ className }) => className),
      file,
    ),
  ].join('\n');
  const head = [
    '#!/usr/bin/env python3',
    `"""${comment(experiment.title) || 'A multi-task experiment'}, as a Keras program.`,
    '',
    'Written by Braid, a multi-task learning playground. Unlike the PyTorch program it is not run by the tests of the playground.',
    `Needs TensorFlow 2.16 or newer (Keras 3), numpy, and ${file}.npz beside it.`,
    '"""',
    '',
    'import argparse',
    'import itertools',
    'import math',
    'import os',
    'from types import SimpleNamespace',
    '',
    'import keras',
    'import numpy as np',
    'import tensorflow as tf',
    'from keras import layers',
    '',
  ];
  return ok({
    text: `${[...head, body]
      .join('\n')
      .replace(/\n{4,}/g, '\n\n\n')
      .trimEnd()}\n`,
    form,
  });
}
