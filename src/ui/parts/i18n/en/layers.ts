/** English words: layers, by what they are for. */
import { ends } from './layers/ends.ts';
import { mixing } from './layers/mixing.ts';
import { plain } from './layers/plain.ts';

export const layers = { layer: { ...plain, ...mixing, ...ends } } as const;
