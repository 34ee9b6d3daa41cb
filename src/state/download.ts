/** Hands the person a file. The only thing that leaves the page is what a person copies or saves. */
import { error, type Issue } from '../core/result.ts';

export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // The browser has taken the address over by the next task; freeing it in this one cancels the download in some.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** 'My experiment!' becomes 'my-experiment.json'. */
export const fileName = (title: string, ending: string): string =>
  `${
    title
      .trim()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
      .toLowerCase() || 'braid'
  }.${ending}`;

/** Why there is no file: writers load when they are first asked for, and without a network they may not come. */
export const notMade = (cause: unknown): Issue =>
  error('export.failed', { reason: cause instanceof Error ? cause.message : String(cause) });
