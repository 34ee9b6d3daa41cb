/**
 * How the canvas is looked at, shared by its cards and never part of the experiment: the example that pictures show, and
 * the folded card whose name is being written.
 */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

interface CanvasView {
  /** Row of the test split. */
  readonly sample: number;
  /** The editor's id of the card. */
  readonly renaming: string | undefined;
}
const store = createStore<CanvasView>(() => ({ sample: 0, renaming: undefined }));

/** The example shown; `rows` is how many there are, so that a smaller scenario does not ask for a row it lacks. */
export const useSample = (rows: number): number => useStore(store, ({ sample }) => (rows > 0 ? sample % rows : 0));
export const showSample = (sample: number): void => store.setState({ sample });

export const useRenaming = (card: string): boolean => useStore(store, ({ renaming }) => renaming === card);
export const rename = (renaming: string | undefined): void => store.setState({ renaming });
