/** Trails of the walkers: only what is new since the last frame is drawn, unless the picture has to begin again. */
import { WIDTH } from '../../core/lab/recorder.ts';
import { drawHead, type Looks } from './looks.ts';
import type { Place } from './paintGround.ts';
import type { Recording } from './walk.ts';

export interface Trails {
  /** Draws up to the kept step `to`. */
  paint(g: CanvasRenderingContext2D, recording: Recording, to: number, place: Place, looks: Looks): void;
  /** The canvas was cleared or the picture is another one. */
  restart(): void;
}

/** @param first place of the horizontal number among a walker's; the vertical one follows */
export function createTrails(first: number): Trails {
  let drawn = -1;
  let of: Recording | undefined;
  const point = (
    { values, walkers }: Recording,
    at: number,
    walker: number,
    place: Place,
  ): readonly [number, number] => {
    const from = (at * walkers + walker) * WIDTH + first;
    return place(values[from] as number, values[from + 1] as number);
  };
  return {
    restart() {
      drawn = -1;
    },
    paint(g, recording, to, place, looks) {
      if (recording !== of || to < drawn) drawn = -1;
      of = recording;
      if (drawn < 0) {
        g.save();
        g.setTransform(1, 0, 0, 1, 0, 0);
        g.clearRect(0, 0, g.canvas.width, g.canvas.height);
        g.restore();
      }
      const from = Math.max(0, drawn);
      if (to <= from && drawn >= 0) return;
      const starts = recording.setup.starts.length;
      g.lineCap = 'round';
      g.lineJoin = 'round';
      g.lineWidth = 2;
      for (let walker = 0; walker < recording.walkers; walker += 1) {
        g.strokeStyle = looks.contender(Math.floor(walker / starts));
        g.beginPath();
        g.moveTo(...point(recording, from, walker, place));
        for (let at = from + 1; at <= to; at += 1) g.lineTo(...point(recording, at, walker, place));
        g.stroke();
      }
      drawn = to;
    },
  };
}

export function paintHeads(
  g: CanvasRenderingContext2D,
  recording: Recording,
  at: number,
  { first, place, looks, start }: { first: number; place: Place; looks: Looks; start: number | undefined },
): void {
  const starts = recording.setup.starts.length;
  // The first contender on top: it is drawn last.
  for (let walker = recording.walkers - 1; walker >= 0; walker -= 1) {
    const from = (at * recording.walkers + walker) * WIDTH + first;
    const [x, y] = place(recording.values[from] as number, recording.values[from + 1] as number);
    drawHead(g, x, y, Math.floor(walker / starts), looks, start !== undefined && walker % starts !== start);
  }
}
