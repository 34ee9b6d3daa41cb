/**
 * A bandit over tasks: each step follows one task, drawn more often the more its loss has lately fallen when it was its
 * turn. Graves, Bellemare, Menick, Munos & Kavukcuoglu, "Automated curriculum learning for neural networks", ICML 2017:
 * EXP3.S (section 2.2, eq. 4 to 6) on the prediction gain L(x, theta) - L(x, theta') of the same batch (section 3.1), scaled
 * to [-1, 1] between the 20th and the 80th percentile of past gains.
 *
 * Differs: gains are relative, (before - after) / |before|, so that a task in larger units is not preferred; the history is
 * the last 200 gains instead of a reservoir; chances are not divided by computing time. Heads: the drawn task's head steps.
 */
import { numberOption, switchOption } from '../fields.ts';
import { clamp, oneBackward, type PerTask, perTask, pick, put, softmax, sum } from './common.ts';
import type { FixedMethod } from './method.ts';
import { banditPython } from './python/progress.ts';

interface BanditState {
  /** Log-weights of EXP3.S by task. */
  readonly logits: PerTask;
  /** Whose turn it is, and how likely that was. */
  readonly drawn: string;
  readonly chance: number;
  /** Latest relative gains, oldest first. */
  readonly gains: readonly number[];
  readonly turns: number;
}
const HISTORY = 200;
/** Losses nearer to 0 than this have no relative gain. */
const SMALL = 1e-12;

function chances(state: BanditState, tasks: readonly string[], explore: number): number[] {
  return softmax(pick(state.logits, tasks, 0)).map((share) => (1 - explore) * share + explore / tasks.length);
}

/** The gain between the 20th and 80th percentile of what was seen, as -1 to 1. */
function reward(gain: number, gains: readonly number[]): number {
  const sorted = gains.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const [low, high] = [at(0.2), at(0.8)];
  if (!(high > low)) return 0;
  return clamp((2 * (gain - low)) / (high - low) - 1, -1, 1);
}

export const bandit: FixedMethod<BanditState> = {
  id: 'bandit',
  family: 'meta-learned',
  paper: {
    authors: 'Graves, Bellemare, Menick, Munos, Kavukcuoglu',
    title: 'Automated curriculum learning for neural networks',
    venue: 'ICML',
    year: 2017,
    equation: 'equations 4 to 6 (EXP3.S), prediction gain',
  },
  convention: { reduction: 'sum' },
  heads: 'weighted',
  needs: 'none',
  fields: [
    { name: 'stepSize', type: 'number', default: 0.02, min: 1e-4, max: 1, scale: 'log', live: true },
    { name: 'explore', type: 'number', default: 0.1, min: 0.01, max: 1, step: 0.01, live: true },
    { name: 'optimizerPerTask', type: 'switch', default: true },
  ],
  backwardPasses: oneBackward,
  optimizerPerTask: (options) => switchOption(options, 'optimizerPerTask'),
  init: (tasks) => ({ logits: perTask(tasks, 0), drawn: '', chance: 1, gains: [], turns: 0 }),
  schedule({ tasks }, state, options, rng) {
    const odds = chances(state, tasks, numberOption(options, 'explore'));
    let rest = rng.uniform();
    const place = odds.findIndex((chance) => {
      rest -= chance;
      return rest < 0;
    });
    const drawn = tasks[place < 0 ? tasks.length - 1 : place] ?? '';
    const chance = odds[place < 0 ? tasks.length - 1 : place] ?? 1;
    return { active: [drawn], state: { ...state, drawn, chance } };
  },
  weigh(info, state, options) {
    const odds = chances(state, info.allTasks, numberOption(options, 'explore'));
    const chance = info.tasks.map((task) => odds[info.allTasks.indexOf(task)] ?? 0);
    return { weights: info.tasks.map(() => 1), state, diagnostics: { chance } };
  },
  lossAfterStep(before, after, state, options) {
    const place = before.tasks.indexOf(state.drawn);
    const [old, now] = [before.losses[place], after[place]];
    if (old === undefined || now === undefined || !(Math.abs(old) > SMALL)) return state;
    const gain = clamp((old - now) / Math.abs(old), -1e6, 1e6);
    const gains = [...state.gains, gain].slice(-HISTORY);
    const turns = state.turns + 1;
    const tasks = Object.keys(state.logits);
    const step = (numberOption(options, 'stepSize') * reward(gain, gains)) / state.chance;
    const raised = pick(state.logits, tasks, 0).map((logit, t) => logit + (tasks[t] === state.drawn ? step : 0));
    // Mixing a little of the others in (alpha = 1 / t in the turn t to come) lets the bandit turn round; shifted against overflow.
    const top = Math.max(...raised);
    const powers = raised.map((value) => Math.exp(value - top));
    const total = sum(powers);
    const share = tasks.length > 1 ? 1 / (turns + 1) : 0;
    const mixed = powers.map((power) =>
      Math.log((1 - share) * power + (tasks.length > 1 ? (share / (tasks.length - 1)) * (total - power) : 0) + SMALL),
    );
    return { ...state, gains, turns, logits: put(state.logits, tasks, mixed) };
  },
  python: banditPython,
};
