/** The course, in order. A new lesson is one line here, one text in each language, and its title in the catalogue. */
import { presets } from '../../core/experiment/presets/index.ts';
import { createRegistry } from '../../core/registry.ts';
import {
  all,
  balanced,
  dataOption,
  everyTask,
  frozen,
  labelled,
  methodOption,
  not,
  opened,
  ran,
  regularised,
  seeded,
  separate,
  shares,
  studied,
  testLoss,
  tied,
  trained,
  weighted,
} from './deeds.ts';
import type { LessonSpec } from './lesson.ts';

const preset =
  (id: string): LessonSpec['begin'] =>
  () =>
    presets.get(id).build();

export const lessons = createRegistry<LessonSpec>('lesson', ({ id }) => id, [
  {
    id: 'specialists',
    begin: preset('one-network-each'),
    deeds: {
      train: ran('one-network-each', 300),
      poor: labelled((rows) => rows <= 20),
      again: all(
        labelled((rows) => rows <= 20),
        trained(300),
      ),
    },
    challenge: all(opened('one-network-each'), not(labelled((rows) => rows <= 20)), everyTask(0.9)),
  },
  {
    id: 'hard-sharing',
    begin: preset('hard-beside-separate'),
    deeds: {
      train: ran('hard-beside-separate', 300),
      shared: ran('hard-sharing', 300),
      split: all(opened('hard-sharing'), separate),
    },
    challenge: all(shares, everyTask(0.9, 200)),
  },
  {
    id: 'joint-loss',
    begin: preset('hard-sharing'),
    deeds: { train: trained(200), heavy: weighted((weight) => weight >= 4), zero: weighted((weight) => weight === 0) },
    challenge: all(
      weighted((weight) => weight !== 1),
      everyTask(0.9),
    ),
  },
  {
    id: 'soft-sharing',
    begin: preset('soft-sharing'),
    deeds: {
      train: trained(200),
      free: tied((strength) => strength === 0),
      bound: tied((strength) => strength === Number.POSITIVE_INFINITY),
      compare: ran('separate-hard-soft', 300),
      valley: ran('valley-moves', 500),
    },
    challenge: all(
      tied((strength) => strength > 0 && strength < Number.POSITIVE_INFINITY),
      everyTask(0.9),
    ),
  },
  {
    id: 'features-first',
    begin: preset('hard-sharing'),
    deeds: { train: trained(300), freeze: frozen, again: all(frozen, trained(500)) },
    challenge: all(frozen, everyTask(0.85)),
  },
  {
    id: 'three-ways',
    begin: preset('alternating'),
    deeds: {
      train: ran('alternating', 300),
      lagrange: balanced('lagrange'),
      bound: all(
        methodOption('lagrange', 'bound', (bound) => typeof bound === 'number' && bound < 0.3),
        trained(300),
      ),
    },
    challenge: all(balanced('lagrange'), everyTask(0.85)),
  },
  {
    id: 'conflict',
    begin: preset('one-loud-task'),
    deeds: {
      train: ran('one-loud-task', 200),
      surgery: balanced('pcgrad', 'cagrad', 'nash-mtl'),
      tuned: weighted((weight) => weight <= 0.01),
    },
    challenge: all(opened('one-loud-task'), testLoss('a', 0.3)),
  },
  {
    id: 'relatedness',
    begin: preset('sharing-helps'),
    deeds: { helps: ran('sharing-helps', 200), hurts: ran('sharing-hurts', 200), study: studied() },
    challenge: studied(dataOption('relatedness', (value) => typeof value === 'number' && value > 0 && value < 1)),
  },
  {
    id: 'size',
    begin: preset('small-and-large'),
    deeds: { train: ran('small-and-large', 300), regularise: regularised },
    challenge: all(everyTask(0.5, 400)),
  },
  {
    id: 'little-data',
    begin: preset('few-labels'),
    deeds: {
      train: ran('few-labels', 300),
      fewer: labelled((rows) => rows <= 6),
      seed: seeded('few-labels'),
      study: studied(),
    },
    challenge: all(
      labelled((rows) => rows <= 16),
      everyTask(0.8),
    ),
  },
  {
    id: 'two-words',
    begin: preset('separate-hard-soft'),
    deeds: { train: ran('separate-hard-soft', 300), weights: weighted((weight) => weight !== 1), study: studied() },
    challenge: all(opened('separate-hard-soft'), trained(600)),
  },
  {
    id: 'out-there',
    begin: preset('multi-mnist-hard'),
    deeds: {
      vision: ran('multi-mnist-hard', 10),
      language: ran('mini-qa', 10),
      driving: ran('driving', 10),
      experts: ran('mmoe', 10),
    },
    challenge: all(shares, trained(200)),
  },
]);
