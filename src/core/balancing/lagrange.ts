/**
 * Constrained training: minimise the main task's loss subject to L_k <= epsilon_k for every other task, by a Lagrangian
 * with multipliers mu_k >= 0 that rise while their constraint is broken.
 * 'gda': gradient descent-ascent, weight mu_k, mu_k <- max(0, mu_k + eta (L_k - epsilon_k)) (Arrow, Hurwicz & Uzawa 1958).
 * 'mdmm': the same with damping, weight max(0, mu_k + c (L_k - epsilon_k)) (Platt & Barr, "Constrained differential
 * optimization", NeurIPS 1987).
 * 'augmented': method of multipliers, mdmm's weight but mu_k <- max(0, mu_k + c (L_k - epsilon_k)) only every n steps
 * (Hestenes 1969; Powell 1969).
 * 'pi': proportional-integral multipliers, mu_k <- max(0, mu_k + eta (e + p (e - e_before))), which stops the swinging of
 * 'gda' (Sohrabi et al., "On PI controllers for updating Lagrange multipliers", ICML 2024, with nu = 0).
 * Convention as in the cooper library: the step uses the multipliers from before it, unless 'dual first' is chosen.
 * Differs: multipliers stop at 1e4, so that a bound which cannot be met does not end in infinity; one that is broken for
 * 1000 steps in a row while its multiplier grows is reported as perhaps infeasible. Heads: weighted.
 */
import { numberOption, type Options, switchOption, textOption } from '../fields.ts';
import { clamp, oneBackward, type PerTask, perTask, pick, put } from './common.ts';
import type { LossMethod } from './method.ts';
import { lagrangePython } from './python/lagrange.ts';

interface LagrangeState {
  readonly multipliers: PerTask;
  /** L_k - epsilon_k at the step before; 0 at the start. */
  readonly violations: PerTask;
  /** Steps done. */
  readonly steps: number;
  /** Steps in a row in which the bound was broken and the multiplier did not fall. */
  readonly rising: PerTask;
}

const LIMIT = 1e4;
/** A bound broken for so many steps in a row, with an ever growing multiplier, may be one that cannot be met. */
const PATIENCE = 1000;
/** Tasks that can have a bound of their own. */
const POSITIONS = 8;

const boundName = (position: number): string => `bound${position + 1}`;

/** The upper bound of the task at `position` in the model's order. */
function boundOf(position: number, options: Options): number {
  const own = textOption(options, 'bounds') === 'each' && position < POSITIONS;
  return numberOption(options, own ? boundName(position) : 'bound');
}

/** The id of the task whose loss is minimised: the chosen one, or the first if that is not in the model. */
function mainTask(allTasks: readonly string[], options: Options): string | undefined {
  const chosen = textOption(options, 'main');
  return allTasks.includes(chosen) ? chosen : allTasks[0];
}

function nextMultiplier(mu: number, violation: number, before: number, steps: number, options: Options): number {
  const rate = numberOption(options, 'multiplierRate');
  const damping = numberOption(options, 'damping');
  switch (textOption(options, 'formulation')) {
    case 'augmented':
      return (steps + 1) % numberOption(options, 'every') === 0 ? clamp(mu + damping * violation, 0, LIMIT) : mu;
    case 'pi': {
      const error = violation + numberOption(options, 'proportional') * (violation - before);
      return clamp(mu + rate * error, 0, LIMIT);
    }
    default:
      return clamp(mu + rate * violation, 0, LIMIT);
  }
}

export const lagrange: LossMethod<LagrangeState> = {
  id: 'lagrange',
  family: 'constrained',
  paper: {
    authors: 'Platt, Barr',
    title: 'Constrained differential optimization',
    venue: 'NeurIPS',
    year: 1987,
    equation: 'differential multiplier method',
  },
  convention: { reduction: 'sum' },
  heads: 'weighted',
  needs: 'losses',
  fields: [
    { name: 'main', type: 'task', default: '', live: true },
    { name: 'bounds', type: 'choice', default: 'same', choices: ['same', 'each'], live: true },
    {
      name: 'bound',
      type: 'number',
      default: 0.3,
      min: 0,
      max: 1000,
      step: 0.01,
      live: true,
      when: { field: 'bounds', is: ['same'] },
    },
    ...Array.from({ length: POSITIONS }, (_, position) => ({
      name: boundName(position),
      type: 'number' as const,
      default: 0.3,
      min: 0,
      max: 1000,
      step: 0.01,
      live: true,
      when: { field: 'bounds', is: ['each'] },
    })),
    {
      name: 'formulation',
      type: 'choice',
      default: 'mdmm',
      choices: ['gda', 'mdmm', 'augmented', 'pi'],
      live: true,
    },
    {
      name: 'multiplierRate',
      type: 'number',
      default: 0.05,
      min: 1e-4,
      max: 10,
      scale: 'log',
      live: true,
      when: { field: 'formulation', is: ['gda', 'mdmm', 'pi'] },
    },
    {
      name: 'damping',
      type: 'number',
      default: 1,
      min: 0.01,
      max: 100,
      scale: 'log',
      live: true,
      when: { field: 'formulation', is: ['mdmm', 'augmented'] },
    },
    {
      name: 'every',
      type: 'integer',
      default: 20,
      min: 1,
      max: 1000,
      live: true,
      when: { field: 'formulation', is: ['augmented'] },
    },
    {
      name: 'proportional',
      type: 'number',
      default: 1,
      min: 0,
      max: 100,
      live: true,
      when: { field: 'formulation', is: ['pi'] },
    },
    { name: 'dualFirst', type: 'switch', default: false, live: true },
  ],
  backwardPasses: oneBackward,
  init: (tasks) => ({
    multipliers: perTask(tasks, 0),
    violations: perTask(tasks, 0),
    steps: 0,
    rising: perTask(tasks, 0),
  }),
  weigh(stats, state, options) {
    const { tasks, allTasks, losses } = stats;
    const main = mainTask(allTasks, options);
    const before = pick(state.violations, tasks, 0);
    const held = pick(state.multipliers, tasks, 0);
    const violations = tasks.map((task, t) =>
      task === main ? 0 : (losses[t] as number) - boundOf(allTasks.indexOf(task), options),
    );
    const moved = tasks.map((task, t) =>
      task === main
        ? 0
        : nextMultiplier(held[t] as number, violations[t] as number, before[t] as number, state.steps, options),
    );
    const rising = pick(state.rising, tasks, 0).map((count, t) =>
      (violations[t] as number) > 0 && (moved[t] as number) >= (held[t] as number) ? count + 1 : 0,
    );
    const used = switchOption(options, 'dualFirst') ? moved : held;
    const formulation = textOption(options, 'formulation');
    const damping = formulation === 'mdmm' || formulation === 'augmented' ? numberOption(options, 'damping') : 0;
    const weights = tasks.map((task, t) =>
      task === main ? 1 : clamp((used[t] as number) + damping * (violations[t] as number), 0, LIMIT),
    );
    return {
      weights,
      state: {
        multipliers: put(state.multipliers, tasks, moved),
        violations: put(state.violations, tasks, violations),
        steps: state.steps + 1,
        rising: put(state.rising, tasks, rising),
      },
      diagnostics: {
        multiplier: used,
        violation: violations,
        infeasible: tasks.map((_, t) => ((rising[t] as number) >= PATIENCE || moved[t] === LIMIT ? 1 : 0)),
      },
    };
  },
  python: lagrangePython(mainTask, boundOf),
};
