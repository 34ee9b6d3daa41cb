/**
 * Sizes of the cards in canvas px. They are fixed per kind, so that layout, lanes, springs and wires can be computed
 * without asking the page, and the same wiring looks the same everywhere.
 */
import type { ModelSpec, NodeId, Point } from '../../core/experiment/experiment.ts';
import { layers } from '../../core/layers/index.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Box extends Point, Size {}

/** A card's units are drawn in a row of at most this many tiles. */
export const TILES = 8;
const CARD: Size = { width: 166, height: 94 };
const SMALL: Size = { width: 146, height: 94 };

/** All cards are equally high, so that wires between neighbours run level; those without parameters are narrower. */
export function sizeOf(kind: string): Size {
  const category = layers.find(kind)?.category;
  return category === 'layer' || category === 'exchange' || category === 'head' ? CARD : SMALL;
}
/** How many of a card's units have room in its row of tiles, and how wide a tile and its gap are, px. */
export function tilesOf(kind: string): { readonly slots: number; readonly tile: number } {
  const category = layers.find(kind)?.category;
  if (category === 'source') return { slots: 2, tile: 41 };
  return category === 'layer' ? { slots: TILES, tile: 18.5 } : { slots: 4, tile: 28 };
}

export type Positions = Readonly<Record<NodeId, Point>>;

/** The box around boxes, or `undefined` around none. */
export function boundsOf(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const left = Math.min(...boxes.map((box) => box.x));
  const top = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}
/** The boxes of a model's cards, as far as they have a place. */
export const cardBoxes = (model: ModelSpec, positions: Positions): readonly Box[] =>
  model.wiring.nodes.flatMap(({ id, kind }) => {
    const at = positions[id];
    return at ? [{ ...at, ...sizeOf(kind) }] : [];
  });

export const overlaps = (a: Box, b: Box, gap = 0): boolean =>
  a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap;

/** The place nearest to `wanted`, going down and then right, where a card of this kind covers no other. */
export function freeSpot(model: ModelSpec, positions: Positions, kind: string, wanted: Point): Point {
  const GAP = 16;
  const COLUMN = 12;
  const size = sizeOf(kind);
  const taken = cardBoxes(model, positions);
  for (let i = 0; ; i += 1) {
    const spot = {
      x: Math.round(wanted.x + Math.floor(i / COLUMN) * (size.width + GAP)),
      y: Math.round(wanted.y + (i % COLUMN) * (size.height / 2)),
    };
    if (!taken.some((box) => overlaps(box, { ...spot, ...size }, GAP))) return spot;
  }
}
