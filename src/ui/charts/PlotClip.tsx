/**
 * Cuts lines off at the plot's edge. An inner `svg` instead of a `clipPath`, and a ground as large as the plot: where the
 * painted box follows the lines, the browser hands all layers of the page to the compositor anew with every point.
 */
import type { ReactNode } from 'react';
import classes from './charts.module.css';
import type { Box } from './math/path.ts';

export function PlotClip({ box, children }: { readonly box: Box; readonly children: ReactNode }) {
  const { x, y, width, height } = box;
  return (
    <svg x={x} y={y} width={width} height={height} viewBox={`${x} ${y} ${width} ${height}`} aria-hidden>
      <rect x={x} y={y} width={width} height={height} className={classes.ground} />
      {children}
    </svg>
  );
}
