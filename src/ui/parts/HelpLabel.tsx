/** A control's name, with its tooltip under a dotted line. */
import { Tooltip } from '@mantine/core';
import classes from './parts.module.css';

interface HelpLabelProps {
  readonly label: string;
  readonly help?: string | undefined;
}
export function HelpLabel({ label, help }: HelpLabelProps) {
  if (!help) return <span className={classes.label}>{label}</span>;
  return (
    <Tooltip label={help} position="top-start">
      <span className={`${classes.label} ${classes.helped}`}>{label}</span>
    </Tooltip>
  );
}
