/**
 * Pixel faces: 8,000 drawings of 16 x 16, as a palette and indices each. The style draws rectangles along whole pixels, so
 * its paths are filled here, pixel centre by pixel centre, with nothing but numbers.
 */
import { createAvatar } from '@dicebear/core';
import * as pixelArt from '@dicebear/pixel-art';
import { pack } from './pack.mjs';

const COUNT = 8000;
const SIDE = 16;
const COLOURS = 24;
/** The ground, which the scenario paints; never drawn by the style. */
const GROUND = [1, 2, 3];

/** Closed polygons of a path of M, m, H, h, V, v, L, l, Z. */
function polygons(d) {
  const found = [];
  let points = [];
  let [x, y] = [0, 0];
  let [startX, startY] = [0, 0];
  const tokens = d.match(/[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)/g) ?? [];
  let command = '';
  let i = 0;
  const next = () => Number(tokens[i++]);
  const close = () => {
    if (points.length > 0) found.push(points);
    points = [];
  };
  while (i < tokens.length) {
    if (/[a-zA-Z]/.test(tokens[i])) command = tokens[i++];
    if (command === 'Z' || command === 'z') {
      close();
      [x, y] = [startX, startY];
      continue;
    }
    const relative = command === command.toLowerCase();
    switch (command.toLowerCase()) {
      case 'm':
        close();
        x = next() + (relative ? x : 0);
        y = next() + (relative ? y : 0);
        [startX, startY] = [x, y];
        command = relative ? 'l' : 'L';
        break;
      case 'l':
        x = next() + (relative ? x : 0);
        y = next() + (relative ? y : 0);
        break;
      case 'h':
        x = next() + (relative ? x : 0);
        break;
      case 'v':
        y = next() + (relative ? y : 0);
        break;
      default:
        throw new Error(`a path with ${command}: ${d}`);
    }
    points.push([x, y]);
  }
  close();
  return found;
}
/** Crossings of a ray to the right: even-odd, or the winding number. */
function inside(shapes, px, py, evenOdd) {
  let winding = 0;
  let crossings = 0;
  for (const points of shapes) {
    points.forEach(([x1, y1], k) => {
      const [x2, y2] = points[(k + 1) % points.length];
      if (y1 <= py === y2 <= py) return;
      if (x1 + ((py - y1) * (x2 - x1)) / (y2 - y1) <= px) return;
      crossings += 1;
      winding += y1 < y2 ? 1 : -1;
    });
  }
  return evenOdd ? crossings % 2 === 1 : winding !== 0;
}
const attribute = (tag, name) => tag.match(new RegExp(`(?:^|[\\s"])${name}="([^"]*)"`))?.[1];
function colourOf(text) {
  const full = text.length === 4 ? [...text.slice(1)].map((c) => c + c).join('') : text.slice(1);
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16));
}
function paint(svg) {
  const pixels = Array.from({ length: SIDE * SIDE }, () => GROUND);
  const covered = new Array(SIDE * SIDE).fill(false);
  const body = svg.slice(svg.indexOf('</mask>') + '</mask>'.length);
  /** Fills of the groups that are open; what a path does not say its group says. */
  const groups = [];
  for (const tag of body.match(/<(?:path|g|\/g)[^>]*>/g) ?? []) {
    if (tag === '</g>') groups.pop();
    if (tag.startsWith('<g')) groups.push(attribute(tag, 'fill') ?? groups.at(-1));
    if (!tag.startsWith('<path')) continue;
    const shapes = polygons(attribute(tag, 'd'));
    const fill = colourOf(attribute(tag, 'fill') ?? groups.at(-1));
    const opacity = Number(attribute(tag, 'fill-opacity') ?? 1);
    const evenOdd = attribute(tag, 'fill-rule') === 'evenodd';
    for (let p = 0; p < pixels.length; p += 1) {
      if (!inside(shapes, (p % SIDE) + 0.5, Math.floor(p / SIDE) + 0.5, evenOdd)) continue;
      // A shine on the bare ground would need the ground: it is left away.
      if (opacity < 1 && !covered[p]) continue;
      pixels[p] = opacity < 1 ? pixels[p].map((v, c) => Math.round(v + opacity * (fill[c] - v))) : fill;
      covered[p] = true;
    }
  }
  return pixels;
}

export function faces() {
  const indices = [];
  const palettes = [];
  const labels = { smile: [], glasses: [], hat: [], longHair: [] };
  for (let i = 0; i < COUNT; i += 1) {
    const options = {
      seed: `mtl-${i}`,
      beardProbability: 0,
      glassesProbability: 40,
      hatProbability: 15,
      accessoriesProbability: 20,
    };
    const { svg, extra } = createAvatar(pixelArt, options).toJson();
    const palette = [GROUND];
    for (const colour of paint(svg)) {
      let at = palette.findIndex((known) => known.every((v, c) => v === colour[c]));
      if (at < 0) at = palette.push(colour) - 1;
      indices.push(at);
    }
    if (palette.length > COLOURS) throw new Error(`face ${i}: ${palette.length} colours`);
    for (let k = 0; k < COLOURS; k += 1) palettes.push(...(palette[k] ?? [0, 0, 0]));
    labels.smile.push(extra.mouth.startsWith('happy') ? 1 : 0);
    labels.glasses.push(extra.glasses ? 1 : 0);
    labels.hat.push(extra.hat ? 1 : 0);
    labels.longHair.push(extra.hair?.startsWith('long') ? 1 : 0);
  }
  const arrays = [
    { name: 'indices', type: 'u8', shape: [COUNT, SIDE, SIDE], values: indices },
    { name: 'palettes', type: 'u8', shape: [COUNT, COLOURS, 3], values: palettes },
    ...Object.entries(labels).map(([name, values]) => ({ name, type: 'u8', shape: [COUNT], values })),
  ];
  return {
    bytes: pack(arrays),
    entry: {
      licence: 'CC0 1.0',
      attribution: 'Pixel Art by DiceBear, CC0 1.0; via npm @dicebear/pixel-art 9.4.3',
      shape: [COUNT, SIDE, SIDE],
      type: 'uint8',
      split: 'by face, seeded: 5600 train, 800 validation, 1600 test; identity: by rendering',
    },
  };
}
