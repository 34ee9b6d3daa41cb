/**
 * A control's tooltip: says what the control does to learning. On hover and on keyboard focus.
 * Other properties go to the control, so that a Tip may stand where a menu expects its target.
 */
import { Tooltip, type TooltipProps } from '@mantine/core';
import { cloneElement, type ReactElement } from 'react';

interface TipProps {
  readonly text: string;
  readonly children: ReactElement<Record<string, unknown>>;
  readonly position?: TooltipProps['position'];
  readonly [forwarded: string]: unknown;
}
/** Longer sentences are broken at this width in px. */
const WIDTH = 250;
const SHORT = 40;

const both = (own: unknown, forwarded: unknown): string | undefined =>
  [own, forwarded].filter((name) => typeof name === 'string').join(' ') || undefined;

export function Tip({ text, children, position = 'bottom', ...forwarded }: TipProps) {
  return (
    <Tooltip label={text} position={position} w={text.length > SHORT ? WIDTH : 'auto'}>
      {cloneElement(children, { ...forwarded, className: both(children.props.className, forwarded.className) })}
    </Tooltip>
  );
}
