/** Plays the recording of a test row. Its file is read at the first click; the browser has it already, from training. */
import { useRef } from 'react';
import type { ScenarioSpec, Sound } from '../../core/scenarios/scenario.ts';
import { play } from './play.ts';

type Recordings = (row: number) => Sound | undefined;

export function useRecordings(
  { id, recording }: ScenarioSpec,
  seed: number,
): ((row: number) => Promise<void>) | undefined {
  const held = useRef<{ readonly key: string; readonly recordings: Promise<Recordings> }>(undefined);
  if (!recording) return undefined;
  const read = async (): Promise<Recordings> => {
    const answer = await fetch(new URL(`data/${recording.file}`, document.baseURI));
    return recording.open(new Uint8Array(await answer.arrayBuffer()), seed);
  };
  return async (row) => {
    const key = `${id} ${seed}`;
    if (held.current?.key !== key) held.current = { key, recordings: read() };
    try {
      const sound = (await held.current.recordings)(row);
      if (sound) play(sound);
    } catch {
      // The file could not be read: asked again at the next click.
      held.current = undefined;
    }
  };
}
