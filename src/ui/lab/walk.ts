/**
 * The run on the lab's plane, outside React: the workers that share the walkers out, what they have recorded so far, and
 * the playhead that moves over it.
 * Painters read it in animation frames; a listener is told when something is to be painted.
 */
import type { Ground } from '../../core/lab/field.ts';
import { keptSteps, type Part, spreadRows, WIDTH } from '../../core/lab/recorder.ts';
import type { LabSetup } from '../../core/lab/setup.ts';
import type { LabReport, LabRequest } from './worker/messages.ts';

export interface Recording {
  readonly setup: LabSetup;
  readonly kept: readonly number[];
  readonly walkers: number;
  /** [kept, walkers, WIDTH] */
  readonly values: Float32Array;
  /** Kept steps that have arrived from every worker. */
  count: number;
  /** Milliseconds of computing of the worker that took longest, once all have ended. */
  milliseconds: number | undefined;
  /** By walker. */
  readonly noSolution: boolean[];
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

/** More workers than processors only wait for each other; more than this gain nothing on fifty walkers. */
const MOST_WORKERS = 4;

export function createWalk(createWorker: () => Worker): Walk {
  const workers = Array.from({ length: Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1) }, createWorker);
  const listeners = new Set<() => void>();
  let id = 0;
  let recording: Recording | undefined;
  /** By part of the present run: kept steps that have arrived, and milliseconds once it has ended. */
  let parts: { readonly part: Part; count: number; milliseconds: number | undefined }[] = [];
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
  const hear = (index: number, data: LabReport): void => {
    const mine = parts[index];
    if (data.type === 'ground') ground = data.ground;
    else if (data.id !== id || !recording || !mine) return;
    else if (data.type === 'rows') {
      mine.count += spreadRows(recording.values, recording.walkers, mine.part, data.rows, mine.count);
      recording.count = Math.min(...parts.map(({ count }) => count));
    } else {
      mine.milliseconds = data.milliseconds;
      for (const [k, none] of data.noSolution.entries()) recording.noSolution[index + k * mine.part.of] = none;
      const times = parts.map(({ milliseconds }) => milliseconds);
      if (times.every((time) => time !== undefined)) recording.milliseconds = Math.max(...times);
    }
    tell();
  };
  for (const [index, worker] of workers.entries()) {
    worker.onmessage = ({ data }: MessageEvent<LabReport>) => hear(index, data);
  }
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
      const of = Math.max(1, Math.min(workers.length, walkers));
      parts = Array.from({ length: of }, (_, index) => ({ part: { index, of }, count: 0, milliseconds: undefined }));
      for (const [index, { part }] of parts.entries()) {
        const request: LabRequest = { id, setup, part, ground: index === 0 && key !== groundKey };
        workers[index]?.postMessage(request);
      }
      // Who has no part leaves the run before.
      const nothing: LabRequest = { id, setup: { ...setup, starts: [] }, part: { index: 0, of: 1 }, ground: false };
      for (const worker of workers.slice(of)) worker.postMessage(nothing);
      groundKey = key;
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
      for (const worker of workers) worker.terminate();
      if (frame !== undefined) cancelAnimationFrame(frame);
      listeners.clear();
    },
  };
}
