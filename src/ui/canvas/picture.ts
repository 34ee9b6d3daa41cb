/**
 * The canvas as a picture in a file: all models as one SVG text, made from the document and what is derived from it, with
 * colours written out. The structure only: what units show at the moment is not in it.
 */
import type {
  Experiment,
  ModelId,
  ModelSpec,
  NodeId,
  Point,
  TaskId,
  WiringNode,
} from '../../core/experiment/experiment.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import { portsOf } from '../../core/layers/common.ts';
import { layers } from '../../core/layers/index.ts';
import type { ScenarioOutline } from '../../core/scenarios/scenario.ts';
import type { Words } from '../parts/i18n/index.ts';
import { taskLetter } from '../parts/taskStyle.ts';
import { portTop } from './flowElements.ts';
import { type Box, type Size, sizeOf } from './geometry.ts';
import { LANE_HEADER, type Lane, lanesOf, toCanvas } from './lanes.ts';
import { cardLabel, headTask, optionsInShort, shapeText, taskIndex, taskName } from './names.ts';
import { braidPaths, springPath } from './paths.ts';

export interface PictureColours {
  readonly surface: string;
  readonly sunken: string;
  readonly line: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly task: (index: number) => string;
  readonly soft: (index: number) => string;
}
export interface PictureRequest {
  readonly experiment: Experiment;
  readonly analyses: ReadonlyMap<ModelId, ModelAnalysis>;
  readonly outline: ScenarioOutline;
  readonly words: Pick<Words, 't' | 'word' | 'has' | 'given'>;
  readonly colours: PictureColours;
}
export interface Picture extends Size {
  readonly svg: string;
}
/** What the lanes are arranged for: a slide. */
const WINDOW: Size = { width: 1600, height: 900 };
const MARGIN = 12;
const HEAD = 24;
const BADGE = 15;
const FONT = 'system-ui, sans-serif';
/** Width of a letter of the card's fonts, about, px. */
const LETTER = 6.3;

const escaped = (text: string): string =>
  // Control characters may not stand in XML at all.
  text
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
const clipped = (text: string, width: number): string => {
  const room = Math.max(1, Math.floor(width / LETTER));
  return text.length > room ? `${text.slice(0, room - 1)}…` : text;
};

type Attributes = Readonly<Record<string, string | number>>;
function element(name: string, attributes: Attributes, inside = ''): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return `<${name}${list.join('')}>${inside}</${name}>`;
}
const label = (x: number, y: number, text: string, attributes: Attributes): string =>
  element('text', { x, y, 'font-size': 11, ...attributes }, escaped(text));

/** Equal bands of all tasks' hues; the page's line colour where no task trains. */
function bands({ x, y, width, height }: Box, tasks: readonly number[], colours: PictureColours): string {
  if (tasks.length === 0) return element('rect', { x, y, width, height, fill: colours.sunken });
  const each = width / tasks.length;
  return tasks
    .map((task, i) => element('rect', { x: x + i * each, y, width: each, height, fill: colours.soft(task) }))
    .join('');
}

class Drawing {
  readonly #request: PictureRequest;
  constructor(request: PictureRequest) {
    this.#request = request;
  }
  #indexes(tasks: readonly TaskId[] | undefined): number[] {
    const { outline } = this.#request;
    return (tasks ?? []).map((task) => taskIndex(outline, task)).filter((index) => index >= 0);
  }
  #boxOf(lane: Lane, id: NodeId): Box | undefined {
    const node = lane.model.wiring.nodes.find((candidate) => candidate.id === id);
    const at = lane.positions[id];
    return node && at ? { ...toCanvas(lane, at), ...sizeOf(node.kind) } : undefined;
  }
  #portAt(lane: Lane, id: NodeId, port: string, side: 'inputs' | 'outputs'): Point | undefined {
    const box = this.#boxOf(lane, id);
    const node = lane.model.wiring.nodes.find((candidate) => candidate.id === id);
    const spec = node && layers.find(node.kind);
    const ports = spec ? portsOf(spec, node.options)[side] : [];
    const place = ports.findIndex((candidate) => candidate.id === port);
    if (!box) return undefined;
    const top = portTop(box.height, Math.max(0, place), Math.max(1, ports.length));
    return { x: box.x + (side === 'outputs' ? box.width : 0), y: box.y + top };
  }
  lane(lane: Lane): string {
    const { colours, analyses, words } = this.#request;
    const { model, x, y, width, height } = lane;
    const analysis = analyses.get(model.id);
    const count = words.t('canvas.node.parameters', { count: analysis?.counts.total ?? 0 });
    return [
      element('rect', { x, y, width, height, rx: 8, fill: colours.sunken, stroke: colours.line }),
      label(x + 12, y + LANE_HEADER - 12, clipped(words.given(model.name), width - 160), {
        'font-size': 14,
        'font-weight': 600,
        fill: colours.ink,
      }),
      label(x + width - 12, y + LANE_HEADER - 12, count, { 'text-anchor': 'end', fill: colours.inkSoft }),
      ...model.wiring.edges.map((edge) => {
        const from = this.#portAt(lane, edge.source, edge.sourcePort, 'outputs');
        const to = this.#portAt(lane, edge.target, edge.targetPort, 'inputs');
        return from && to ? this.#wire(from, to, this.#indexes(analysis?.edges.get(edge.id)?.tasks)) : '';
      }),
      ...model.wiring.nodes.map((node) => {
        const box = this.#boxOf(lane, node.id);
        return box ? this.#card(box, node, analysis) : '';
      }),
      ...this.#springs(lane, model),
    ].join('');
  }
  #wire(from: Point, to: Point, tasks: readonly number[]): string {
    const { colours } = this.#request;
    return braidPaths(from, to, tasks.length)
      .map((d, i) => {
        const task = tasks[i];
        const stroke = task === undefined ? colours.inkSoft : colours.task(task);
        return element('path', { d, fill: 'none', stroke, 'stroke-width': 2, 'stroke-linecap': 'round' });
      })
      .join('');
  }
  #card(box: Box, node: WiringNode, analysis: ModelAnalysis | undefined): string {
    const { colours, outline, words, experiment } = this.#request;
    const found = analysis?.nodes.get(node.id);
    const tasks = this.#indexes(found?.tasks);
    const own = outline.tasks[taskIndex(outline, headTask(node))];
    const title = own && node.label === undefined ? taskName(words, experiment.data, own.id) : cardLabel(words, node);
    const { x, y, width, height } = box;
    const [first, ...others] = tasks;
    const edge = first === undefined ? colours.line : others.length > 0 ? colours.inkSoft : colours.task(first);
    const badges = tasks.map((task, i) => {
      const left = x + width - 6 - (tasks.length - i) * (BADGE + 2);
      return (
        element('rect', { x: left, y: y + 4.5, width: BADGE, height: BADGE, rx: 3, fill: colours.surface }) +
        label(left + BADGE / 2, y + 16, taskLetter(task), {
          'text-anchor': 'middle',
          'font-weight': 700,
          fill: colours.task(task),
        })
      );
    });
    const parameters =
      found && found.parameterCount > 0 ? words.t('canvas.node.parameters', { count: found.parameterCount }) : '';
    const lines = [optionsInShort(words, node), `→ ${shapeText(found?.outputShapes?.[0])}`, parameters].filter(Boolean);
    return [
      element('rect', { x, y, width, height, rx: 6, fill: colours.surface }),
      bands({ x: x + 1, y: y + 1, width: width - 2, height: HEAD - 1 }, tasks, colours),
      element('rect', { x, y, width, height, rx: 6, fill: 'none', stroke: edge, 'stroke-width': 1.5 }),
      label(x + 8, y + 16, clipped(title, width - 20 - tasks.length * (BADGE + 2)), {
        'font-size': 12,
        'font-weight': 600,
        fill: colours.ink,
      }),
      ...badges,
      ...lines.map((line, i) =>
        label(x + 8, y + HEAD + 18 + i * 17, clipped(line, width - 16), { fill: colours.inkSoft }),
      ),
    ].join('');
  }
  #springs(lane: Lane, model: ModelSpec): string[] {
    const { colours } = this.#request;
    return model.ties.map((tie) => {
      const boxes = tie.nodes.flatMap((id) => this.#boxOf(lane, id) ?? []).sort((a, b) => a.y - b.y || a.x - b.x);
      const strength = tie.strength === 'infinite' ? '∞' : String(tie.strength);
      return boxes
        .slice(1)
        .map((box, i) => spring(boxes[i] as Box, box, `λ ${strength}`, colours))
        .join('');
    });
  }
}

/** Between the facing sides of two cards, with the tie's strength beside it. */
function spring(a: Box, b: Box, strength: string, colours: PictureColours): string {
  const below = b.y >= a.y + a.height;
  const from = below ? { x: a.x + a.width / 2, y: a.y + a.height } : { x: a.x + a.width, y: a.y + a.height / 2 };
  const to = below ? { x: b.x + b.width / 2, y: b.y } : { x: b.x, y: b.y + b.height / 2 };
  const middle = { x: (from.x + to.x) / 2 + 14, y: (from.y + to.y) / 2 + (below ? 4 : -12) };
  return (
    element('path', { d: springPath(from, to, 1), fill: 'none', stroke: colours.inkSoft, 'stroke-width': 1.6 }) +
    label(middle.x, middle.y, strength, { fill: colours.ink })
  );
}

export function drawPicture(request: PictureRequest): Picture {
  const { experiment, colours, words } = request;
  const lanes = lanesOf(experiment.models, WINDOW);
  const drawing = new Drawing(request);
  const size = {
    width: Math.ceil(Math.max(...lanes.map((lane) => lane.x + lane.width)) + 2 * MARGIN),
    height: Math.ceil(Math.max(...lanes.map((lane) => lane.y + lane.height)) + 2 * MARGIN),
  };
  const inside = [
    element('title', {}, escaped(words.given(experiment.title))),
    element('rect', { ...size, fill: colours.surface }),
    element('g', { transform: `translate(${MARGIN} ${MARGIN})` }, lanes.map((lane) => drawing.lane(lane)).join('')),
  ].join('');
  const frame = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${size.width} ${size.height}`, ...size };
  return { ...size, svg: element('svg', { ...frame, 'font-family': FONT }, inside) };
}
