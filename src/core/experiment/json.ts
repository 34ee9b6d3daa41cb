/**
 * JSON from strangers, within bounds: a short text can hold millions of lists and objects, each many times its own two
 * letters in memory. What passes here costs less than 64 MB.
 */
import { error, fail, ok, type Result } from '../result.ts';

/** Characters. Far above an experiment with its studies, or a library. */
export const LONGEST_FILE = 8 * 1024 * 1024;
/** Lists and objects in one text. */
const MOST_CONTAINERS = 400_000;

const CURLY = '{'.charCodeAt(0);
const SQUARE = '['.charCodeAt(0);

export function readJson(text: string): Result<unknown> {
  if (text.length > LONGEST_FILE) {
    return fail(error('file.size', { found: Math.ceil(text.length / 2 ** 20), limit: LONGEST_FILE / 2 ** 20 }));
  }
  let containers = 0;
  for (let i = 0; i < text.length; i += 1) {
    const letter = text.charCodeAt(i);
    // Those inside of texts are counted too: no sound file comes near the limit.
    if (letter === CURLY || letter === SQUARE) containers += 1;
  }
  if (containers > MOST_CONTAINERS) {
    return fail(error('file.parts', { found: containers, limit: MOST_CONTAINERS }));
  }
  try {
    return ok(JSON.parse(text));
  } catch (cause) {
    return fail(error('file.json', { found: cause instanceof Error ? cause.message : String(cause) }));
  }
}
