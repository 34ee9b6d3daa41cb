import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { paintNoMore, paintOnBeat } from '../../../src/ui/parts/paintQueue.ts';

let frames: (() => void)[] = [];
const nextFrame = (): void => {
  const due = frames;
  frames = [];
  for (const frame of due) frame();
};

beforeEach(() => {
  frames = [];
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('paints what waits for the beat in one frame, each picture once and as it is last', () => {
  const painted: string[] = [];
  const [bar, strand, gone] = [{}, {}, {}];
  paintOnBeat(bar, () => painted.push('bar 1'));
  paintOnBeat(strand, () => painted.push('strand'));
  paintOnBeat(gone, () => painted.push('gone'));
  vi.advanceTimersByTime(200);
  paintOnBeat(bar, () => painted.push('bar 2'));
  paintNoMore(gone);
  expect(frames).toHaveLength(0);
  vi.advanceTimersByTime(1000);
  expect(frames).toHaveLength(1);
  nextFrame();
  expect(painted).toEqual(['bar 2', 'strand']);
});

it('goes on beating after a painter has failed', () => {
  paintOnBeat({}, () => {
    throw new Error('no canvas');
  });
  vi.advanceTimersByTime(1000);
  expect(nextFrame).toThrow('no canvas');
  const paint = vi.fn();
  paintOnBeat({}, paint);
  vi.advanceTimersByTime(1000);
  nextFrame();
  expect(paint).toHaveBeenCalledOnce();
});
