/** On the input's card: which test example the activations on all cards belong to. */
import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconDice5 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { useRun } from '../parts/services.tsx';
import classes from './canvas.module.css';
import { showSample, useSample } from './canvasView.ts';

export function SamplePicker() {
  const { t } = useWords();
  const rows = useRun((state) => state.rows?.test ?? 0);
  const sample = useSample(rows);
  if (rows < 2) return undefined;
  const button = (name: string, row: () => number, icon: ReactNode) => (
    <ActionIcon size={22} aria-label={name} title={name} onClick={() => showSample(row())}>
      {icon}
    </ActionIcon>
  );
  return (
    <fieldset
      className={`${classes.samples ?? ''} nodrag nopan`}
      aria-label={t('canvas.sample.label')}
      title={t('canvas.sample.help')}
    >
      {button(t('canvas.sample.previous'), () => (sample + rows - 1) % rows, <IconChevronLeft size={15} />)}
      {button(t('canvas.sample.next'), () => (sample + 1) % rows, <IconChevronRight size={15} />)}
      {button(t('canvas.sample.random'), () => Math.floor(Math.random() * rows), <IconDice5 size={15} />)}
      <output aria-label={t('canvas.sample.shown')}>{sample + 1}</output>
    </fieldset>
  );
}
