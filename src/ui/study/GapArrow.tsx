/**
 * A horizontal gap between two curves: an arrow from the one to the other with its reading, or with an open end where the
 * other curve is not met within the chart.
 */
import classes from './study.module.css';

export interface BandGap {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  /** Height, in the unit of the y axis. */
  readonly at: number;
  readonly open: boolean;
  readonly text: string;
}
/** px, as the chart hands them over. */
export interface GapEnds {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
}
interface GapArrowProps {
  readonly ends: GapEnds;
  readonly gap: BandGap;
  /** The words above the arrow, or below it. */
  readonly above: boolean;
}
const HEAD = 6;
const BAR = 6;
const AWAY = 6;

export function GapArrow({ ends: { x1, x2, y1: y }, gap: { open, text }, above }: GapArrowProps) {
  const right = x2 >= x1;
  const back = right ? -HEAD : HEAD;
  // Where it is short the words begin at its start and go on into the free side.
  const short = Math.abs(x2 - x1) < 60;
  const textX = short ? Math.min(x1, x2) : (x1 + x2) / 2;
  return (
    <g className={classes.gap}>
      <path d={`M${x1} ${y - BAR}V${y + BAR}M${x1} ${y}H${x2}`} strokeDasharray={open ? '4 3' : undefined} />
      <path d={`M${x2 + back} ${y - HEAD / 1.5}L${x2} ${y}L${x2 + back} ${y + HEAD / 1.5}`} />
      {!open && <path d={`M${x2} ${y - BAR}V${y + BAR}`} />}
      <text x={textX} y={above ? y - AWAY : y + AWAY + 9} textAnchor={short ? 'start' : 'middle'}>
        {text}
      </text>
    </g>
  );
}
