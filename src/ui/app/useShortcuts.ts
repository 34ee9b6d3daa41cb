/**
 * Keys of the whole page. Space plays and pauses when it is let go without a drag between, so that Space and a drag can
 * pan the canvas. Nothing happens while someone types, or where a focused control has its own use for the key.
 */
import { useEffect } from 'react';
import type { Services } from '../../state/services.ts';

const TYPING = 'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable="true"]';
/** Space presses these. */
const PRESSABLE = 'button, a[href], input, summary, [role="button"], [role="switch"], [role="menuitem"], [role="tab"]';

const within = (event: Event, selector: string): boolean =>
  event.target instanceof Element && event.target.closest(selector) !== null;
const inDialog = (): boolean => document.querySelector('[role="dialog"]') !== null;

export function useShortcuts(services: Services, onCopied: (length: number) => void): void {
  useEffect(() => {
    const { experiments, session, sharing, runs, views } = services;
    let spaceHeld = false;

    const toggle = (): void => {
      if (runs.getState().status === 'running') void session.pause();
      else if (experiments.getState().trainable) void session.play();
    };
    const command = (event: KeyboardEvent): boolean => {
      const key = event.key.toLowerCase();
      if (key === 's') {
        sharing.copyLink().then(onCopied, () => views.open('share'));
      } else if (within(event, TYPING)) return false;
      else if (key === 'y' || (key === 'z' && event.shiftKey)) experiments.redo();
      else if (key === 'z') experiments.undo();
      else return false;
      return true;
    };
    const plain = (event: KeyboardEvent): boolean => {
      if (event.key === ' ') {
        if (within(event, PRESSABLE)) return false;
        spaceHeld = !event.repeat || spaceHeld;
        return true;
      }
      if (event.repeat) return false;
      if (event.key === '?') views.open('help');
      else if (event.key.toLowerCase() === 'p') views.present(!views.getState().presenting);
      else if (event.key.toLowerCase() === 'r') void session.reset();
      else if (event.key.toLowerCase() === 'n') {
        if (experiments.getState().trainable) void session.step();
      } else return false;
      return true;
    };
    const down = (event: KeyboardEvent): void => {
      // The node editor claims every Space for panning; a drag tells the two apart.
      if ((event.defaultPrevented && event.key !== ' ') || event.isComposing || event.altKey) return;
      const handled =
        event.ctrlKey || event.metaKey ? command(event) : !within(event, TYPING) && !inDialog() && plain(event);
      if (handled) event.preventDefault();
    };
    const up = (event: KeyboardEvent): void => {
      if (event.key !== ' ' || !spaceHeld) return;
      spaceHeld = false;
      toggle();
    };
    const dragged = (): void => {
      spaceHeld = false;
    };
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('pointerdown', dragged);
    window.addEventListener('blur', dragged);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('pointerdown', dragged);
      window.removeEventListener('blur', dragged);
    };
  }, [services, onCopied]);
}
