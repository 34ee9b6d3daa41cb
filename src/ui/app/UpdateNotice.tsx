/** A newer version of the page is here. It comes in when the person says so; what is on the canvas is kept. */
import { Button, CloseButton } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useWords } from '../parts/i18n/index.ts';
import { useServices, useView } from '../parts/services.tsx';
import classes from './app.module.css';

export function UpdateNotice() {
  const { t } = useWords();
  const { views } = useServices();
  const takeOver = useView((state) => state.newer);
  if (!takeOver) return undefined;
  return (
    <div className={classes.update} role="status">
      <span>{t('app.update.text')}</span>
      <Button size="compact-xs" leftSection={<IconRefresh size={13} />} onClick={takeOver}>
        {t('app.update.now')}
      </Button>
      <CloseButton size={24} aria-label={t('app.update.later')} onClick={() => views.offer(undefined)} />
    </div>
  );
}
