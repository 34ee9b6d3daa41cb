/**
 * The page's other places, reached from the top bar: each opens the dialog of its id. A new place is one line here;
 * its words are its own, in its own catalogue. On narrow pages they stand in a menu.
 */
import { type Icon, IconChalkboard, IconChartDots, IconCode, IconFlask, IconSchool } from '@tabler/icons-react';
import type { ViewState } from '../../state/stores.ts';

export interface Place {
  readonly id: NonNullable<ViewState['dialog']>;
  readonly Icon: Icon;
  /** Keys of the words: a short name, and what one does there. */
  readonly label: string;
  readonly help: string;
}
export const PLACES: readonly Place[] = [
  { id: 'lessons', Icon: IconSchool, label: 'lessons.open', help: 'lessons.openHelp' },
  { id: 'study', Icon: IconChartDots, label: 'study.open', help: 'study.openHelp' },
  { id: 'lab', Icon: IconFlask, label: 'lab.open', help: 'lab.openHelp' },
  { id: 'classroom', Icon: IconChalkboard, label: 'classroom.open', help: 'classroom.openHelp' },
  { id: 'export', Icon: IconCode, label: 'exporting.open', help: 'exporting.openHelp' },
];
