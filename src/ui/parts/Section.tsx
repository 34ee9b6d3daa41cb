/** A titled part of a panel that folds. */
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import classes from './parts.module.css';

interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly startsOpen?: boolean;
}
export function Section({ title, children, startsOpen = true }: SectionProps) {
  const [open, setOpen] = useState(startsOpen);
  const id = useId();
  return (
    <section className={classes.section}>
      <h3 style={{ margin: 0 }}>
        <button
          type="button"
          className={classes.sectionHead}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <IconChevronRight size={14} className={classes.chevron} data-open={open} aria-hidden />
          {title}
        </button>
      </h3>
      <div id={id} hidden={!open}>
        {open && <div className={classes.sectionBody}>{children}</div>}
      </div>
    </section>
  );
}
