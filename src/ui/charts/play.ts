/** Plays a sound once. The audio context is opened by the first click, as browsers ask. */
import type { Sound } from '../../core/scenarios/scenario.ts';

let context: AudioContext | undefined;

export function play({ rate, samples }: Sound): void {
  context ??= new AudioContext();
  const buffer = context.createBuffer(1, samples.length, rate);
  buffer.getChannelData(0).set(samples);
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.connect(context.destination);
  source.start();
}
