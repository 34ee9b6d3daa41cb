/** While the cursor of the charts stands at a past step: says what on the canvas follows it, and dims what cannot. */
import { type RefObject, useCallback, useRef } from 'react';
import type { RunState } from '../../state/stores.ts';
import { useWords } from '../parts/i18n/index.ts';
import classes from './canvas.module.css';
import { useRunPainter } from './live.ts';

export function PastNote({ frame }: { readonly frame: RefObject<HTMLElement | null> }) {
  const { t } = useWords();
  const note = useRef<HTMLParagraphElement>(null);
  const show = useCallback(
    (_run: RunState, cursor: number | undefined) => {
      if (!note.current || !frame.current) return;
      const past = cursor !== undefined;
      frame.current.toggleAttribute('data-past', past);
      note.current.hidden = !past;
      if (past) note.current.textContent = t('canvas.past', { step: Math.round(cursor) });
    },
    [frame, t],
  );
  useRunPainter(show);
  return <p ref={note} className={classes.pastNote} hidden />;
}
