/** The canvas's own buttons: add, select several, arrange, fit, zoom, overview map. */
import { ActionIcon } from '@mantine/core';
import {
  IconFocusCentered,
  IconLayoutDistributeHorizontal,
  IconMap2,
  IconMarquee2,
  IconMinus,
  IconPlus,
  IconZoomIn,
} from '@tabler/icons-react';
import { useReactFlow } from '@xyflow/react';
import type { ReactNode } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import { useCanvasActions } from './actions.ts';
import classes from './canvas.module.css';
import { layoutEdit } from './gestures.ts';

interface ToolbarProps {
  readonly minimap: boolean;
  readonly onMinimap: () => void;
  readonly byBox: boolean;
  readonly onByBox: () => void;
  readonly onAdd: () => void;
}
const ICON = { size: 16, stroke: 1.8 };

export function Toolbar({ minimap, onMinimap, byBox, onByBox, onAdd }: ToolbarProps) {
  const { t } = useWords();
  const { edit, experiments } = useServices();
  const { showAll } = useCanvasActions();
  const { zoomIn, zoomOut } = useReactFlow();
  const arrange = (): void => {
    const { models } = experiments.getState().experiment;
    if (edit({ type: 'batch', edits: models.map(layoutEdit) })) requestAnimationFrame(showAll);
  };
  return (
    <div className={classes.toolbar} role="toolbar" aria-orientation="vertical" aria-label={t('canvas.toolbar.label')}>
      <Tool name={t('canvas.toolbar.add')} onClick={onAdd}>
        <IconPlus {...ICON} />
      </Tool>
      <Tool name={t('canvas.toolbar.box')} onClick={onByBox} pressed={byBox}>
        <IconMarquee2 {...ICON} />
      </Tool>
      <hr />
      <Tool name={t('canvas.toolbar.arrange')} onClick={arrange}>
        <IconLayoutDistributeHorizontal {...ICON} />
      </Tool>
      <Tool name={t('canvas.toolbar.fit')} onClick={showAll}>
        <IconFocusCentered {...ICON} />
      </Tool>
      <Tool name={t('canvas.toolbar.zoomIn')} onClick={() => void zoomIn()}>
        <IconZoomIn {...ICON} />
      </Tool>
      <Tool name={t('canvas.toolbar.zoomOut')} onClick={() => void zoomOut()}>
        <IconMinus {...ICON} />
      </Tool>
      <Tool name={t('canvas.toolbar.minimap')} onClick={onMinimap} pressed={minimap}>
        <IconMap2 {...ICON} />
      </Tool>
    </div>
  );
}

interface ToolProps {
  readonly name: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly children: ReactNode;
}
function Tool({ name, onClick, disabled = false, pressed, children }: ToolProps) {
  return (
    <Tip text={name} position="right">
      <ActionIcon size={26} aria-label={name} onClick={onClick} disabled={disabled} aria-pressed={pressed}>
        {children}
      </ActionIcon>
    </Tip>
  );
}
