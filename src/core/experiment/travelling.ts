/**
 * Results that travel with an experiment: the author's final numbers in full, and their curves thinned to what an eye
 * sees. Packed as text they follow the experiment in a link after a second dot, and stand in a file beside it.
 * Finals are float32 and read back exactly, so that 'the same to the bit' can be said; curves are 64 levels between their
 * least and greatest value (by ratio where a curve spans more than a factor of 20), about 1.6 % of what is drawn.
 */
import type { LogRows, RunLog } from '../metrics/logRows.ts';
import { error, fail, ok, type Result } from '../result.ts';
import { packText, unpackText } from './linkText.ts';

export interface TravellingSeries {
  /** A column's name in the log. */
  readonly name: string;
  /** Measured at `steps`' last; a float32. */
  readonly final: number;
  /** [n], at `steps`; NaN where nothing was measured. */
  readonly curve: readonly number[];
}
export interface TravellingResults {
  /** How long the author trained; the finals stand at this step. */
  readonly step: number;
  /** The backend's name. */
  readonly backend: string;
  /** [n] rising; the last is `step`. */
  readonly steps: readonly number[];
  readonly series: readonly TravellingSeries[];
}

const POINTS = 24;
const LIMIT = { points: 512, series: 400, name: 200 } as const;
const LEVELS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const TOP = LEVELS.length - 2;
/** For 'not measured': no level has it. */
const GAP = LEVELS[LEVELS.length - 1] as string;
const WIDE = 20;

/** Steps spread evenly over those at which every curve has a number; first and last among them. */
function thin(log: RunLog, names: readonly string[]): number[] {
  const steps = log.steps();
  const columns = names.map((name) => log.column(name));
  const rows: number[] = [];
  steps.forEach((step, row) => {
    if (columns.every((column) => Number.isFinite(column?.[row]))) rows.push(step);
  });
  if (rows.length <= POINTS) return rows;
  return Array.from({ length: POINTS }, (_, k) => rows[Math.round((k * (rows.length - 1)) / (POINTS - 1))] as number);
}
/** @param names columns that travel; those without a number at the last common step are left out */
export function resultsOf(log: RunLog, names: readonly string[], backend: string): TravellingResults | undefined {
  const present = names.filter((name) => log.last(name) !== undefined);
  const steps = thin(log, present);
  const step = steps.at(-1);
  if (step === undefined) return undefined;
  const valueAt = (name: string, at: number): number => {
    const found = log.at(name, at);
    return found?.step === at ? found.value : Number.NaN;
  };
  return {
    step,
    backend,
    steps,
    series: present.map((name) => ({
      name,
      final: valueAt(name, step),
      curve: steps.map((at) => valueAt(name, at)),
    })),
  };
}

interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ratio: boolean;
}
const toShare = ({ low, high, ratio }: Scale, value: number): number =>
  high === low ? 0 : ratio ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
const fromShare = ({ low, high, ratio }: Scale, share: number): number =>
  ratio ? low * (high / low) ** share : low + share * (high - low);
function scaleOf(curve: readonly number[]): Scale {
  const finite = curve.filter(Number.isFinite);
  if (finite.length === 0) return { low: 0, high: 0, ratio: false };
  const low = Number(Math.min(...finite).toPrecision(3));
  const high = Number(Math.max(...finite).toPrecision(3));
  return { low, high, ratio: low > 0 && high / low > WIDE };
}
/** The shortest decimal that reads back to the same float32. */
function shortest(value: number): number {
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}

const VERSION = 1;
/** Packed: [version, step, backend, rises between steps, endings of names, [front, ending, final, low, high, ratio, levels]…]. */
export function packResults({ step, backend, steps, series }: TravellingResults): string {
  const fronts: string[] = [];
  const endings: string[] = [];
  const place = (list: string[], text: string): number => {
    if (!list.includes(text)) list.push(text);
    return list.indexOf(text);
  };
  const lines = series.map(({ name, final, curve }) => {
    const cut = name.split('/').slice(0, 2).join('/').length;
    const scale = scaleOf(curve);
    const levels = curve.map((value) => {
      if (!Number.isFinite(value)) return GAP;
      const share = Math.min(1, Math.max(0, toShare(scale, value)));
      return LEVELS[Math.round(share * TOP)];
    });
    return [
      place(fronts, name.slice(0, cut)),
      place(endings, name.slice(cut)),
      shortest(final),
      scale.low,
      scale.high,
      scale.ratio ? 1 : 0,
      levels.join(''),
    ];
  });
  const rises = steps.map((at, k) => at - (steps[k - 1] ?? 0));
  return packText(JSON.stringify([VERSION, step, backend, rises, fronts, endings, lines]));
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= LIMIT.name;
const isList = (value: unknown, most: number): value is readonly unknown[] =>
  Array.isArray(value) && value.length <= most;

function readLine(line: unknown, names: { fronts: readonly unknown[]; endings: readonly unknown[] }, points: number) {
  if (!isList(line, 7)) return undefined;
  const [front, ending, final, low, high, ratio, levels] = line;
  const [start, end] = [names.fronts[Number(front)], names.endings[Number(ending)]];
  if (!isText(start) || !isText(end) || ![final, low, high].every(isNumber)) return undefined;
  if (typeof levels !== 'string' || levels.length !== points) return undefined;
  const scale = { low: low as number, high: high as number, ratio: ratio === 1 };
  const curve = [...levels].map((letter) => {
    const level = LEVELS.indexOf(letter);
    return level < 0 || letter === GAP ? Number.NaN : fromShare(scale, level / TOP);
  });
  return { name: start + end, final: Math.fround(final as number), curve };
}
/** Anybody's text: results, or a refusal. Never throws. */
export function unpackResults(text: string): Result<TravellingResults> {
  const json = unpackText(text);
  if (!json.ok) return json;
  const broken = fail(error('results.broken'));
  let value: unknown;
  try {
    value = JSON.parse(json.value);
  } catch {
    return broken;
  }
  if (!isList(value, 7)) return broken;
  const [version, step, backend, rises, fronts, endings, lines] = value;
  if (version !== VERSION)
    return fail(error('results.version', { found: String(version).slice(0, 20), expected: VERSION }));
  if (!isNumber(step) || !isText(backend) || !isList(rises, LIMIT.points) || !isList(lines, LIMIT.series))
    return broken;
  if (!isList(fronts, LIMIT.series) || !isList(endings, LIMIT.series)) return broken;
  // A rise of nothing would be a step that stands twice, which no log takes.
  if (!rises.every((rise, k) => isNumber(rise) && Number.isInteger(rise) && (k === 0 ? rise >= 0 : rise > 0)))
    return broken;
  let at = 0;
  const steps = (rises as number[]).map((rise) => {
    at += rise;
    return at;
  });
  const series = lines.map((line) => readLine(line, { fronts, endings }, steps.length));
  if (steps.at(-1) !== step || series.some((each) => each === undefined)) return broken;
  return ok({ step, backend, steps, series: series as TravellingSeries[] });
}

/** The curves as rows of a log, the last of them exact. */
export function rowsOf({ steps, series }: TravellingResults): LogRows {
  const columns = series.map(({ name, curve, final }) => {
    const values = Float32Array.from(curve);
    if (values.length > 0) values[values.length - 1] = final;
    return [name, values] as const;
  });
  return { steps: Float64Array.from(steps), columns: Object.fromEntries(columns) };
}

export interface Comparison {
  /** How many finals were measured at that step here too. */
  readonly compared: number;
  /** All of them the same float32. */
  readonly exact: boolean;
  /** The largest |here - there| / |there|, and where. */
  readonly difference: number;
  readonly name: string;
}
/** This run's numbers beside the author's; `undefined` until it has got so far. */
export function compareRun(results: TravellingResults, log: RunLog, step: number): Comparison | undefined {
  if (step < results.step) return undefined;
  let [compared, exact, difference, name] = [0, true, 0, ''];
  for (const { name: column, final } of results.series) {
    const here = log.at(column, results.step);
    if (here?.step !== results.step || !Number.isFinite(final)) continue;
    compared += 1;
    if (Math.fround(here.value) === final) continue;
    exact = false;
    const relative = Math.abs(here.value - final) / Math.max(Math.abs(final), Number.EPSILON);
    if (relative > difference) [difference, name] = [relative, column];
  }
  return compared === 0 ? undefined : { compared, exact, difference, name };
}
