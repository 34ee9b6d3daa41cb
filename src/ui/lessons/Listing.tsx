/**
 * A printed program that does not run, held against one that does: idea, fault and mended code, side by side where there is room
 * and one under the other where there is not (the lesson's own column, a phone). A button opens it in a window of its own.
 */
import { Button, Modal } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import classes from './lessons.module.css';

interface ListingProps {
  /** Of the window. */
  readonly title: string;
  readonly children: ReactNode;
}
export function Listing({ title, children }: ListingProps) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  return (
    <div className={classes.listing}>
      <Button
        className={classes.beside ?? ''}
        size="compact-sm"
        variant="default"
        leftSection={<IconColumns3 size={15} />}
        onClick={() => setOpened(true)}
      >
        {t('lessons.listing.beside')}
      </Button>
      <div className={classes.parts}>{children}</div>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={title}
        size={1200}
        yOffset="6dvh"
        closeButtonProps={{ 'aria-label': t('controls.close') }}
      >
        <div className={classes.listing}>
          <div className={classes.parts}>{children}</div>
        </div>
      </Modal>
    </div>
  );
}

type Side = 'idea' | 'fault' | 'mended';
function Part({ side, children }: { readonly side: Side; readonly children: ReactNode }) {
  const { t } = useWords();
  return (
    <section className={classes.part} data-side={side}>
      <h4>{t(`lessons.listing.${side}`)}</h4>
      {children}
    </section>
  );
}
type PartProps = { readonly children: ReactNode };
export const Idea = ({ children }: PartProps) => <Part side="idea">{children}</Part>;
export const Fault = ({ children }: PartProps) => <Part side="fault">{children}</Part>;
export const Mended = ({ children }: PartProps) => <Part side="mended">{children}</Part>;
