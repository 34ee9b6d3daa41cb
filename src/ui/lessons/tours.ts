/** Short tours in the lessons' own form: steps that complete when they are done, and no challenge. */
import { buildExperiment } from '../../core/experiment/presets/build.ts';
import { input } from '../../core/experiment/presets/wired.ts';
import { createRegistry } from '../../core/registry.ts';
import { compares, headsHang, inLayer, shares, splitBeside, trained } from './deeds.ts';
import type { LessonSpec } from './lesson.ts';
import { lessons } from './lessons.ts';

/** One model with nothing in it but what comes in. */
const emptyCanvas: LessonSpec['begin'] = () => {
  return buildExperiment({
    title: 'Built from an empty canvas',
    scenario: 'plane',
    models: [{ name: 'Mine', layers: { input1: input() } }],
    learningRate: 0.02,
  });
};

export const tours = createRegistry<LessonSpec>('tour', ({ id }) => id, [
  {
    id: 'build-it',
    begin: emptyCanvas,
    deeds: {
      trunk: inLayer,
      heads: headsHang,
      train: (seen) => shares(seen) && trained(100)(seen),
      split: splitBeside,
      compare: compares(200),
    },
  },
]);
/** A lesson or a tour, by its id. */
export const findCourse = (id: string): LessonSpec | undefined => lessons.find(id) ?? tours.find(id);
