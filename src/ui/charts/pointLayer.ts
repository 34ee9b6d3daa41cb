/**
 * The data points of a picture on a canvas of their own, drawn once: they stay as they are while the surface under them
 * changes many times a second. A measurement sends them anew each time, so their values are compared, not their identity.
 */
import type { ProbeResult } from '../../state/series.ts';
import { type PointsRequest, paintPoints } from './surfacePaint.ts';

const equal = (a: Float32Array | undefined, b: Float32Array | undefined): boolean =>
  a === b || (a?.length === b?.length && a?.every((value, i) => Object.is(value, b?.[i])) === true);

export type PointLayer = (context: CanvasRenderingContext2D, side: number, samples: ProbeResult) => void;

/** `radiusOf`: of a point, by the side of the picture, px. */
export function createPointLayer(
  request: Omit<PointsRequest, 'radius'>,
  radiusOf: (side: number) => number,
): PointLayer {
  const layer = document.createElement('canvas');
  let drawn: { readonly samples: ProbeResult; readonly side: number } | undefined;
  return (context, side, samples) => {
    const { width } = context.canvas;
    const labels = (of: ProbeResult) => of.labels?.[request.task.id];
    const kept =
      drawn?.side === side &&
      layer.width === width &&
      equal(drawn.samples.values, samples.values) &&
      equal(labels(drawn.samples), labels(samples));
    if (!kept) {
      layer.width = width;
      layer.height = width;
      const own = layer.getContext('2d');
      if (!own) return;
      own.setTransform(width / side, 0, 0, width / side, 0, 0);
      paintPoints(own, side, samples, { ...request, radius: radiusOf(side) });
      drawn = { samples, side };
    }
    context.drawImage(layer, 0, 0, side, side);
  };
}
