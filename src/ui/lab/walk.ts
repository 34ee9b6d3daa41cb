/**
 * The run on the lab's plane, outside React: the worker, what it has recorded so far, and the playhead that moves over it.
 * Painters read it in animation frames; a listener is told when something is to be painted.
 */
import type { Ground } from '../../core/lab/field.ts';
import { keptSteps, WIDTH } from '../../core/lab/recorder.ts';
import type { LabSetup } from '../../core/lab/setup.ts';
import type { LabReport, LabRequest } from './worker/messages.ts';

export interface Recording {
  readonly setup: LabSetup;
  readonly kept: readonly number[];
  readonly walkers: number;
  /** [kept, walkers, WIDTH] */
  readonly values: Float32Array;
  /** Kept steps that have arrived. */
  count: number;
  /** Milliseconds of computing, once it has ended. */
  milliseconds: number | undefined;
  noSolution: readonly boolean[];
}
export interface Walk {
  readonly recording: Recording | undefined;
  readonly ground: Ground | undefined;
  /** Steps, not always whole. */
  readonly time: number;
  readonly playing: boolean;
  /** The last kept step at or before the playhead, as a place in `kept`. */
  place(): number;
  begin(setup: LabSetup): void;
  play(playing: boolean): void;
  seek(step: number): void;
  /** To the next kept step. */
  step(): void;
  /** Steps per second of the playhead; infinite: as fast as they come. */
  speed: number;
  on(listener: () => void): () => void;
  dispose(): void;
}

export function createWalk(createWorker: () => Worker): Walk {
  const worker = createWorker();
  const listeners = new Set<() => void>();
  let id = 0;
  let recording: Recording | undefined;
  let ground: Ground | undefined;
  let groundKey = '';
  let time = 0;
  let playing = false;
  let frame: number | undefined;
  let last = 0;
  let speed = 4000;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const arrived = (): number => recording?.kept[recording.count - 1] ?? 0;
  const move = (now: number): void => {
    frame = undefined;
    if (!playing || !recording) return;
    const passed = Math.min(0.1, (now - last) / 1000);
    last = now;
    time = Math.min(arrived(), speed === Number.POSITIVE_INFINITY ? arrived() : time + speed * passed);
    if (time >= recording.setup.steps) playing = false;
    tell();
    if (playing) frame = requestAnimationFrame(move);
  };
  const start = (): void => {
    if (frame !== undefined) return;
    last = performance.now();
    frame = requestAnimationFrame(move);
  };
  worker.onmessage = ({ data }: MessageEvent<LabReport>) => {
    if (data.type === 'ground') ground = data.ground;
    else if (data.id !== id || !recording) return;
    else if (data.type === 'rows') {
      const width = recording.walkers * WIDTH;
      if (width > 0) {
        recording.values.set(data.rows, recording.count * width);
        recording.count += data.rows.length / width;
      }
    } else {
      recording.milliseconds = data.milliseconds;
      recording.noSolution = data.noSolution;
    }
    tell();
  };
  return {
    get recording() {
      return recording;
    },
    get ground() {
      return ground;
    },
    get time() {
      return time;
    },
    get playing() {
      return playing;
    },
    get speed() {
      return speed;
    },
    set speed(next) {
      speed = next;
    },
    place() {
      if (!recording || recording.count === 0) return -1;
      let [low, high] = [0, recording.count - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((recording.kept[middle] as number) <= time) low = middle;
        else high = middle - 1;
      }
      return low;
    },
    begin(setup) {
      id += 1;
      const kept = keptSteps(setup.steps);
      const walkers = setup.contenders.length * setup.starts.length;
      const values = new Float32Array(kept.length * walkers * WIDTH);
      recording = { setup, kept, walkers, values, count: 0, milliseconds: undefined, noSolution: [] };
      time = Math.min(time, setup.steps);
      const key = JSON.stringify([setup.problem, setup.options]);
      const request: LabRequest = { id, setup, ground: key !== groundKey };
      groundKey = key;
      worker.postMessage(request);
      tell();
    },
    play(next) {
      playing = next;
      if (playing && recording && time >= recording.setup.steps) time = 0;
      if (playing) start();
      tell();
    },
    seek(step) {
      time = Math.min(arrived(), Math.max(0, step));
      tell();
    },
    step() {
      playing = false;
      const place = this.place();
      time = recording?.kept[Math.min(place + 1, recording.count - 1)] ?? 0;
      tell();
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose() {
      worker.terminate();
      if (frame !== undefined) cancelAnimationFrame(frame);
      listeners.clear();
    },
  };
}
