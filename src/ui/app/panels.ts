/**
 * Which panels stand open around the canvas. Each way of using the page remembers its own: wide, as drawers, on a
 * projector, and beside a lesson, which takes the room of the left panel where the page is not large.
 */
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Place } from '../../state/stores.ts';
import { useView } from '../parts/services.tsx';

export interface PanelState {
  readonly left: boolean;
  readonly right: boolean;
  readonly bottom: boolean;
}
const ALL_OPEN: PanelState = { left: true, right: true, bottom: true };
const ALL_SHUT: PanelState = { left: false, right: false, bottom: true };
const LEFT_SHUT: PanelState = { left: false, right: true, bottom: true };

function panelOf(place: Place): keyof PanelState {
  if (place === 'results') return 'bottom';
  return place === 'data' || place === 'layers' ? 'left' : 'right';
}
interface PanelsWanted {
  readonly narrow: boolean;
  readonly presenting: boolean;
  /** A lesson is open. */
  readonly reading: boolean;
  readonly embedded: boolean;
}
export interface Panels {
  readonly panels: PanelState;
  toggle(panel: keyof PanelState): void;
}
export function usePanels({ narrow, presenting, reading, embedded }: PanelsWanted): Panels {
  const roomy = useMediaQuery('(min-width: 1600px)', false, { getInitialValueInEffect: false });
  const way = narrow ? 'drawers' : presenting ? 'stage' : reading ? 'beside' : 'wide';
  const [chosen, setChosen] = useState<Readonly<Partial<Record<typeof way, PanelState>>>>({});
  const first = {
    drawers: ALL_SHUT,
    stage: ALL_SHUT,
    beside: roomy ? ALL_OPEN : LEFT_SHUT,
    wide: embedded ? ALL_SHUT : ALL_OPEN,
  };
  const panels = chosen[way] ?? first[way];
  const set = (patch: Partial<PanelState>): void => setChosen({ ...chosen, [way]: { ...panels, ...patch } });
  const wanted = useView((state) => state.wanted);
  const open = useEffectEvent((panel: keyof PanelState) => {
    if (!panels[panel]) set({ [panel]: true });
  });
  useEffect(() => {
    if (wanted) open(panelOf(wanted.place));
  }, [wanted]);
  return { panels, toggle: (panel) => set({ [panel]: !panels[panel] }) };
}
