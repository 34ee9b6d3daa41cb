/** What the lab's page is set to: its problem, contenders and starts, and which of its pictures stands beside the plane. */
import { create } from 'zustand';
import { isLabLink } from '../../core/lab/address.ts';
import { decodeLab, encodeLab, type LabSetup } from '../../core/lab/setup.ts';
import { labTries } from '../../core/lab/tries.ts';

export type LabChart = 'share' | 'losses' | 'cosine' | 'multiplier';
interface LabState {
  readonly setup: LabSetup;
  /** The example that was chosen, until something of it is changed. */
  readonly example: string | undefined;
  readonly chart: LabChart;
  /** The start that the curves over steps are of. */
  readonly start: number;
  readonly speed: number;
}
export const FIRST_TRY = 'through';

export const useLab = create<LabState>(() => ({
  setup: labTries.get(FIRST_TRY).build(),
  example: FIRST_TRY,
  chart: 'share',
  start: 0,
  speed: 4000,
}));

export function change(patch: Partial<LabSetup>): void {
  useLab.setState(({ setup, start }) => {
    const next = { ...setup, ...patch };
    return { setup: next, example: undefined, start: Math.min(start, next.starts.length - 1) };
  });
}
const CHARTS: Readonly<Record<string, LabChart>> = { swing: 'multiplier', constrained: 'multiplier' };
export function openExample(id: string): void {
  const setup = labTries.get(id).build();
  useLab.setState({
    setup,
    example: id,
    start: 0,
    chart: CHARTS[id] ?? 'share',
    // About ten seconds from one end to the other.
    speed: setup.steps / 10,
  });
}
/** Takes up the link in the address, if it is one of the lab's. */
export function openLink(hash: string): void {
  if (!isLabLink(hash)) return;
  const setup = decodeLab(hash);
  if (!setup) return;
  const link = encodeLab(setup);
  const example = labTries.all.find((each) => encodeLab(each.build()) === link)?.id;
  if (example === undefined) useLab.setState({ setup, example, start: 0, speed: setup.steps / 10 });
  else openExample(example);
}
