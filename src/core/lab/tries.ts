/**
 * Ready-made pictures for the lab, each with a sentence on what to look at (words under `lab.try.<id>`): the published
 * behaviour of section 2 of their papers, which test/core/lab/setup.test.ts holds the end points to.
 */
import { createRegistry } from '../registry.ts';
import { type LabSetup, usualSetup } from './setup.ts';
import type { Contender } from './walker.ts';

const plain = (method: string, options: Contender['options'] = {}): Contender => ({ method, options });
/** Weights w and 1 - w of one weighted sum each. */
const sweep = (shares: readonly number[]): Contender[] =>
  shares.map((share) => ({ method: 'weighted-sum', options: {}, share }));
const constraint = (formulation: string, options: Contender['options'] = {}): Contender =>
  plain('lagrange', { formulation, ...options });

export interface LabTry {
  readonly id: string;
  build(): LabSetup;
}
export const labTries = createRegistry<LabTry>('lab example', (each) => each.id, [
  {
    id: 'through',
    build: () =>
      usualSetup('valleys', [
        plain('weighted-sum'),
        plain('mgda'),
        plain('pcgrad'),
        plain('cagrad', { c: 0.4 }),
        plain('nash-mtl'),
        plain('famo', { gamma: 0 }),
      ]),
  },
  {
    id: 'ten',
    build: () =>
      usualSetup('valleys', [
        plain('weighted-sum'),
        plain('mgda'),
        plain('pcgrad'),
        plain('cagrad', { c: 0.4 }),
        plain('imtl-g'),
        plain('nash-mtl'),
        plain('aligned-mtl'),
        plain('upgrad'),
        plain('famo', { gamma: 0 }),
        plain('famo', { gamma: 0.001 }),
      ]),
  },
  { id: 'scale', build: () => usualSetup('valleys', [plain('weighted-sum'), plain('nash-mtl')], { scale: 1 }) },
  { id: 'decay', build: () => usualSetup('valleys', [plain('famo', { gamma: 0 }), plain('famo', { gamma: 0.001 })]) },
  {
    id: 'contact',
    build: () =>
      usualSetup('quadratics', [
        plain('weighted-sum'),
        plain('mgda'),
        plain('upgrad'),
        plain('imtl-g'),
        plain('nash-mtl'),
      ]),
  },
  { id: 'sweep', build: () => usualSetup('quadratics', sweep([0.1, 0.3, 0.5, 0.7, 0.9])) },
  {
    id: 'ends',
    build: () => usualSetup('concave', [...sweep([0.3, 0.5, 0.7]), plain('mgda'), plain('stch', { mu: 0.1 })]),
  },
  {
    id: 'swing',
    build: () => {
      const usual = usualSetup('concave', [
        constraint('gda', { bound: 0.5, multiplierRate: 0.2 }),
        constraint('mdmm', { bound: 0.5, multiplierRate: 0.2, damping: 5 }),
        constraint('augmented', { bound: 0.5, damping: 5, every: 10 }),
      ]);
      return { ...usual, starts: [[0.1, -0.3]], steps: 1500 };
    },
  },
  {
    id: 'constrained',
    build: () =>
      usualSetup('constrained', [
        constraint('gda', { bound: 1, multiplierRate: 0.1 }),
        constraint('mdmm', { bound: 1, multiplierRate: 0.1, damping: 1 }),
        constraint('augmented', { bound: 1, damping: 1, every: 10 }),
        constraint('pi', { bound: 1, multiplierRate: 0.1, proportional: 1 }),
      ]),
  },
]);
