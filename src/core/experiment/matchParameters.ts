/**
 * 'Match parameter counts': the hidden widths of one model (units, filters) scaled by one common factor, then by one unit
 * here and there, until it has about as many parameters as another. So T separate trunks become a fair contender of one
 * shared trunk. Corresponding layers (equal initKey) keep equal widths, so ties and copies stay whole; but against the
 * other model they no longer start from the same values, which `startsCorrespond` tells.
 */
import { analyseModel } from '../graph/analyse.ts';
import { layers } from '../layers/index.ts';
import { error, fail, ok, type Result } from '../result.ts';
import { outlineOf } from '../scenarios/outline.ts';
import type { Edit } from './edit.ts';
import type { Experiment, ModelId, ModelSpec, NodeId } from './experiment.ts';

const WIDTHS = ['units', 'filters'] as const;
/** Widths are scaled by 2^-RANGE to 2^RANGE. */
const RANGE = 8;
const HALVINGS = 40;
/** Single units given or taken at most. */
const TOUCHES = 12;

interface Width {
  readonly nodes: readonly NodeId[];
  readonly name: (typeof WIDTHS)[number];
  readonly most: number;
  readonly value: number;
}
export interface Match {
  readonly edit: Edit;
  readonly before: number;
  readonly after: number;
  readonly target: number;
}

/** One entry per initKey, so that twins and copies go together. */
function widthsOf({ wiring }: ModelSpec): Width[] {
  const found = new Map<string, Width>();
  for (const node of wiring.nodes) {
    for (const name of WIDTHS) {
      const field = layers.get(node.kind).fields.find((each) => each.name === name);
      if (field?.type !== 'integer') continue;
      const value = Number(node.options[name] ?? field.default);
      const key = `${node.kind} ${node.initKey} ${value}`;
      found.set(key, { nodes: [...(found.get(key)?.nodes ?? []), node.id], name, most: field.max, value });
    }
  }
  return [...found.values()];
}

function withWidths(model: ModelSpec, widths: readonly Width[], values: readonly number[]): ModelSpec {
  const next = new Map<NodeId, readonly [string, number]>();
  for (const [i, { nodes, name }] of widths.entries()) {
    for (const node of nodes) next.set(node, [name, values[i] as number]);
  }
  const nodes = model.wiring.nodes.map((node) => {
    const own = next.get(node.id);
    return own ? { ...node, options: { ...node.options, [own[0]]: own[1] } } : node;
  });
  return { ...model, wiring: { ...model.wiring, nodes } };
}

/** Codes: `match.noModel`, `match.noWidths`, `match.broken` (the model has problems), `match.same`. */
export function matchParameters(experiment: Experiment, id: ModelId, target: number): Result<Match> {
  const model = experiment.models.find((each) => each.id === id);
  if (!model) return fail(error('match.noModel', { found: id }));
  const widths = widthsOf(model);
  if (widths.length === 0) return fail(error('match.noWidths', { model: model.name }));
  const outline = outlineOf(experiment.data);
  const count = (values: readonly number[]): number | undefined => {
    const { plan, counts } = analyseModel(withWidths(model, widths, values), experiment.data, outline);
    return plan ? counts.total : undefined;
  };
  const present = widths.map(({ value }) => value);
  const before = count(present);
  if (before === undefined) return fail(error('match.broken', { model: model.name }));
  const scaled = (power: number): number[] =>
    widths.map(({ value, most }) => Math.min(most, Math.max(1, Math.round(value * 2 ** power))));
  // Parameters rise with the factor: between `low` and `high` lies the step over the target.
  let [low, high] = [-RANGE, RANGE];
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    if ((count(scaled(middle)) ?? Number.POSITIVE_INFINITY) <= target) low = middle;
    else high = middle;
  }
  const distance = (values: readonly number[]): number =>
    Math.abs((count(values) ?? Number.POSITIVE_INFINITY) - target);
  let best = distance(scaled(high)) < distance(scaled(low)) ? scaled(high) : scaled(low);
  for (let touch = 0; touch < TOUCHES; touch += 1) {
    const near = widths.flatMap(({ most }, i) =>
      [-1, 1].flatMap((by) => {
        const value = (best[i] as number) + by;
        return value >= 1 && value <= most ? [best.map((each, j) => (j === i ? value : each))] : [];
      }),
    );
    const nearest = near.reduce((held, each) => (distance(each) < distance(held) ? each : held), best);
    if (nearest === best) break;
    best = nearest;
  }
  const edits = widths.flatMap(({ nodes, name, value }, i): Edit[] =>
    best[i] === value
      ? []
      : nodes.map((node) => ({ type: 'setNodeOption', model: id, node, name, value: best[i] as number })),
  );
  const after = count(best);
  if (edits.length === 0 || after === undefined) return fail(error('match.same', { model: model.name, found: before }));
  return ok({ edit: { type: 'batch', edits }, before, after, target });
}

/** Whether layers of equal initKey have equal parameter shapes in all models, and so start from the same values. */
export function startsCorrespond(experiment: Experiment): boolean {
  const outline = outlineOf(experiment.data);
  const shapes = new Map<string, string>();
  for (const model of experiment.models) {
    const { plan } = analyseModel(model, experiment.data, outline);
    for (const { initKey, name, shape } of plan?.parameters ?? []) {
      const key = `${initKey}/${name}`;
      const text = shape.join('x');
      if ((shapes.get(key) ?? text) !== text) return false;
      shapes.set(key, text);
    }
  }
  return true;
}
