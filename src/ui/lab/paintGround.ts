/** The ground of the plane: low losses tinted in their task's hue, contour lines of both, the Pareto set, the bound. */
import type { Ground } from '../../core/lab/field.ts';
import { contours, type Polyline } from '../../core/math/contour.ts';
import { mix } from '../parts/palette.ts';
import { type Looks, themeRgb } from './looks.ts';

export interface Box {
  readonly width: number;
  readonly height: number;
}
export type Place = (x1: number, x2: number) => readonly [number, number];
export function placeIn([left, right, bottom, top]: Ground['window'], { width, height }: Box): Place {
  return (x1, x2) => [((x1 - left) / (right - left)) * width, ((top - x2) / (top - bottom)) * height];
}

/** Share of values below each value: 0 lowest, 1 highest. */
function ranks(values: Float32Array): Float32Array {
  const order = Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number));
  const found = new Float32Array(values.length);
  order.forEach((at, place) => {
    found[at] = place / (values.length - 1);
  });
  return found;
}
/** Strongest tint, where a loss is lowest. */
const TINT = 0.42;

function tinted(ground: Ground): HTMLCanvasElement {
  const { n, losses } = ground;
  const picture = document.createElement('canvas');
  picture.width = n;
  picture.height = n;
  const g = picture.getContext('2d');
  if (!g) return picture;
  const image = g.createImageData(n, n);
  const surface = themeRgb('--surface');
  const hues = [themeRgb('--task-0'), themeRgb('--task-1')] as const;
  const [first, second] = losses.map(({ values }) => ranks(values)) as [Float32Array, Float32Array];
  for (let i = 0; i < n * n; i += 1) {
    const [a, b] = [(1 - (first[i] as number)) ** 2, (1 - (second[i] as number)) ** 2];
    const colour = mix(mix(surface, hues[0], TINT * a), hues[1], TINT * b * (1 - 0.5 * a));
    image.data.set([...colour, 255], 4 * i);
  }
  g.putImageData(image, 0, 0);
  return picture;
}

function strokeLines(g: CanvasRenderingContext2D, lines: readonly Polyline[], n: number, { width, height }: Box): void {
  const [sx, sy] = [width / (n - 1), height / (n - 1)];
  g.beginPath();
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      const [x, y] = [(line[i] as number) * sx, (line[i + 1] as number) * sy];
      if (i === 0) g.moveTo(x, y);
      else g.lineTo(x, y);
    }
  }
  g.stroke();
}

/** A line with a rim of the background, so that it can be seen on anything. */
export function strokeCased(
  g: CanvasRenderingContext2D,
  points: readonly (readonly [number, number])[],
  colour: string,
  looks: Looks,
  width: number,
): void {
  g.beginPath();
  points.forEach(([x, y], i) => {
    if (i === 0) g.moveTo(x, y);
    else g.lineTo(x, y);
  });
  g.lineCap = 'round';
  g.lineJoin = 'round';
  g.strokeStyle = looks.surface;
  g.lineWidth = width + 3;
  g.stroke();
  g.strokeStyle = colour;
  g.lineWidth = width;
  g.stroke();
}

export function paintGround(
  g: CanvasRenderingContext2D,
  box: Box,
  ground: Ground,
  looks: Looks,
  bound: number | undefined,
): void {
  const place = placeIn(ground.window, box);
  g.clearRect(0, 0, box.width, box.height);
  g.imageSmoothingEnabled = true;
  g.drawImage(tinted(ground), 0, 0, box.width, box.height);
  ground.losses.forEach(({ lines }, t) => {
    g.strokeStyle = looks.tasks[t as 0 | 1];
    g.setLineDash(t === 0 ? [] : [5, 3]);
    lines.forEach((line, level) => {
      g.globalAlpha = 0.75 - 0.055 * level;
      g.lineWidth = 1.1;
      strokeLines(g, line, ground.n, box);
    });
  });
  g.globalAlpha = 1;
  g.setLineDash([]);
  if (bound !== undefined) {
    g.strokeStyle = looks.ink;
    g.lineWidth = 1.6;
    g.setLineDash([2, 4]);
    strokeLines(g, contours(ground.losses[1].values, ground.n, ground.n, bound), ground.n, box);
    g.setLineDash([]);
  }
  strokeCased(
    g,
    ground.front.map(([x1, x2]) => place(x1, x2)),
    looks.ink,
    looks,
    3,
  );
}
