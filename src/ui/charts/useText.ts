/** How a scenario's tokens are written; where that needs a data file, once it has been read. */
import { useEffect, useState } from 'react';
import type { ScenarioSpec, TextCode } from '../../core/scenarios/scenario.ts';

const NOTHING = new Uint8Array();

export function useText({ id, text }: ScenarioSpec): TextCode | undefined {
  const [opened, setOpened] = useState<{ readonly id: string; readonly code: TextCode }>();
  useEffect(() => {
    if (!text) return;
    if (text.file === undefined) {
      setOpened({ id, code: text.open(NOTHING) });
      return;
    }
    let gone = false;
    const read = async (file: string): Promise<void> => {
      const answer = await fetch(new URL(`data/${file}`, document.baseURI));
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (!gone && answer.ok) setOpened({ id, code: text.open(bytes) });
    };
    // Without the file the table shows its numbers alone; the run itself tells why it could not be read.
    read(text.file).catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [id, text]);
  return opened?.id === id ? opened.code : undefined;
}
