/**
 * How charts are looked at: shared by all of them, kept in this browser, never part of the experiment
 * (which charts are shown is: `view.charts`). The zoomed range is in steps, whatever the axis counts in.
 */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { WORK } from '../../core/study/cost.ts';

export const UNITS = ['steps', 'epochs', 'samples', ...WORK, 'seconds'] as const;
export type Unit = (typeof UNITS)[number];

interface ChartSettings {
  readonly unit: Unit;
  /** 0 (none) to 1. */
  readonly smoothing: number;
  /** Ids of charts with a logarithmic value axis. */
  readonly logarithmic: readonly string[];
  /** Ids of charts shown as tables. */
  readonly tables: readonly string[];
  /** Keys of legend entries that are switched off. */
  readonly hidden: readonly string[];
  /** First and last step shown; `undefined`: everything. */
  readonly range: readonly [number, number] | undefined;
}
type Kept = Omit<ChartSettings, 'range'>;

const KEY = 'braid.charts';
const FIRST: Kept = { unit: 'steps', smoothing: 0.4, logarithmic: [], tables: [], hidden: ['column:test'] };

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string');

/** A split stays switched off; a model or task means something else in the next experiment. */
const lasts = (key: string): boolean => key.startsWith('column:');

/** What an earlier visit left; anything odd in it is passed over. */
export function readKept(text: string | null): Kept {
  let found: Partial<Record<keyof Kept, unknown>> = {};
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value === 'object' && value !== null) found = value;
  } catch {
    return FIRST;
  }
  const { unit, smoothing, logarithmic, tables, hidden } = found;
  return {
    unit: UNITS.find((known) => known === unit) ?? FIRST.unit,
    smoothing: typeof smoothing === 'number' && smoothing >= 0 && smoothing <= 1 ? smoothing : FIRST.smoothing,
    logarithmic: isTexts(logarithmic) ? logarithmic : FIRST.logarithmic,
    tables: isTexts(tables) ? tables : FIRST.tables,
    hidden: isTexts(hidden) ? hidden.filter(lasts) : FIRST.hidden,
  };
}
function storage(): Storage | undefined {
  try {
    return typeof localStorage === 'undefined' ? undefined : localStorage;
  } catch {
    return undefined;
  }
}

export const chartStore = createStore<ChartSettings>(() => ({
  ...readKept(storage()?.getItem(KEY) ?? null),
  range: undefined,
}));
chartStore.subscribe(({ range: _, hidden, ...kept }) => {
  try {
    storage()?.setItem(KEY, JSON.stringify({ ...kept, hidden: hidden.filter(lasts) }));
  } catch {
    // Storage full or denied: the settings hold for this visit.
  }
});

export const useChartStore = <Selected>(select: (state: ChartSettings) => Selected): Selected =>
  useStore(chartStore, select);

type ListName = 'logarithmic' | 'tables' | 'hidden';
export function toggle(list: ListName, key: string): void {
  chartStore.setState((state) => ({
    [list]: state[list].includes(key) ? state[list].filter((entry) => entry !== key) : [...state[list], key],
  }));
}

/** Another experiment: nothing of it is hidden yet. */
export function forgetHidden(): void {
  chartStore.setState((state) => ({ hidden: state.hidden.filter(lasts) }));
}
