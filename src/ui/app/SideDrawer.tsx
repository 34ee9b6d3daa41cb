/** A side panel as a drawer, where the page is too narrow to keep it beside the canvas. */
import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../parts/i18n/index.ts';

interface SideDrawerProps {
  readonly side: 'left' | 'right';
  readonly opened: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}
export function SideDrawer({ side, opened, title, onClose, children }: SideDrawerProps) {
  const { t } = useWords();
  return (
    <Drawer
      position={side}
      opened={opened}
      onClose={onClose}
      title={title}
      size={320}
      padding={0}
      // The canvas stays in sight while something is chosen for it.
      overlayProps={{ backgroundOpacity: 0.15 }}
      styles={{ header: { padding: '6px 12px', minHeight: 40 }, body: { height: 'calc(100% - 40px)' } }}
      closeButtonProps={{ 'aria-label': t('controls.close') }}
    >
      {children}
    </Drawer>
  );
}
