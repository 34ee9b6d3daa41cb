/** The top bar inside another page: the title, panels and the link; no files, no library, no presets. */
import { Button } from '@mantine/core';
import { IconShare2 } from '@tabler/icons-react';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import classes from './app.module.css';
import { Logo } from './Logo.tsx';
import type { PanelState } from './panels.ts';
import { PanelButtons, UndoRedo } from './TopBar.tsx';

interface EmbedBarProps {
  readonly panels: PanelState;
  readonly onToggle: (panel: keyof PanelState) => void;
}
export function EmbedBar({ panels, onToggle }: EmbedBarProps) {
  const { t, given } = useWords();
  const { views, page } = useServices();
  const title = useExperiment((state) => state.experiment.title);
  return (
    <div className={classes.topBar}>
      <h1 className={classes.brand}>
        <Logo />
        {given(title).trim() || t('app.name')}
      </h1>
      <div className={classes.tools}>
        <UndoRedo />
        {page.show === 'all' && <PanelButtons panels={panels} onToggle={onToggle} />}
        <Tip text={t('controls.share.help')}>
          <Button variant="light" leftSection={<IconShare2 size={15} />} onClick={() => views.open('share')}>
            {t('controls.share.button')}
          </Button>
        </Tip>
      </div>
    </div>
  );
}
