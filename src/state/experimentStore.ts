/**
 * The document's store. History is zundo's, over the document without its view; what the screen reads is derived from it.
 * A drag ('ephemeral' edits) is closed by its commit into one undo step: tracking is paused while it lasts, and at the
 * end the document from before the drag is put back for a moment so that it becomes the step's past.
 */
import { type TemporalState, temporal } from 'zundo';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { applyEdit } from '../core/experiment/applyEdit.ts';
import type { Experiment } from '../core/experiment/experiment.ts';
import { fail, type Issue } from '../core/result.ts';
import { createDerive } from './derived.ts';
import type { ExperimentState, ExperimentStore } from './stores.ts';

interface Recorded {
  readonly document: Experiment;
}
const HISTORY_LIMIT = 300;

/** The view is outside undo: two documents that differ in it alone are one undo step. */
const sameDocument = (a: Recorded, b: Recorded): boolean => a.document === b.document;

/** @param refuses what a change may not touch; opening another document is no change */
export function createExperimentStore(
  first: Experiment,
  refuses: (before: Experiment, after: Experiment) => Issue | undefined = () => undefined,
): ExperimentStore {
  const history = createStore<Recorded>()(
    temporal<Recorded>(() => ({ document: first }), { equality: sameDocument, limit: HISTORY_LIMIT }),
  ) as StoreApi<Recorded> & { readonly temporal: StoreApi<TemporalState<Recorded>> };
  const derive = createDerive();
  let dragStart: Experiment | undefined;

  const stateOf = (experiment: Experiment): ExperimentState => ({
    experiment,
    canUndo: history.temporal.getState().pastStates.length > 0 || dragStart !== undefined,
    canRedo: history.temporal.getState().futureStates.length > 0,
    ...derive(experiment),
  });
  const store = createStore<ExperimentState>(() => stateOf(first));
  const show = (experiment: Experiment): void => store.setState(stateOf(experiment));

  /** Writes without making an undo step. */
  const write = (document: Experiment): void => {
    history.temporal.getState().pause();
    history.setState({ document });
    history.temporal.getState().resume();
  };
  const closeDrag = (): void => {
    if (dragStart === undefined) return;
    const { document } = history.getState();
    const before = dragStart;
    dragStart = undefined;
    if (document === before) return;
    write(before);
    history.setState({ document });
  };
  const travel = (direction: 'undo' | 'redo'): void => {
    closeDrag();
    const { view } = store.getState().experiment;
    history.temporal.getState()[direction]();
    const { document } = history.getState();
    show({ ...document, view });
  };

  return {
    ...store,
    edit(edit, phase = 'commit') {
      const before = store.getState().experiment;
      const result = applyEdit(before, edit);
      if (!result.ok) return result;
      const after = result.value;
      const refused = edit.type === 'replace' ? undefined : refuses(before, after);
      if (refused) return fail(refused);
      if (after === before && phase === 'ephemeral') return result;
      if (edit.type === 'setView') write(after);
      else if (phase === 'ephemeral') {
        dragStart ??= history.getState().document;
        write(after);
      } else {
        if (dragStart === undefined) {
          if (after !== before) history.setState({ document: after });
        } else {
          write(after);
          closeDrag();
        }
      }
      show(after);
      return result;
    },
    undo: () => travel('undo'),
    redo: () => travel('redo'),
    open(experiment) {
      dragStart = undefined;
      write(experiment);
      history.temporal.getState().clear();
      show(experiment);
    },
  };
}
