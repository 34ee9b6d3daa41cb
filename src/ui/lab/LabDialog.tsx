/** The lab as a page over the page, with an address of its own (`#lab=…`). */
import { Loader, Modal } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Services } from '../../state/services.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useServices, useView } from '../parts/services.tsx';
import classes from './labDialog.module.css';

const LabView = lazy(() => import('./LabView.tsx').then(({ LabView: component }) => ({ default: component })));
/** Whoever opens the lab may have put the picture that is wanted into the address. */
const readAddress = (): Promise<void> => import('./labStore.ts').then(({ openLink }) => openLink(location.hash));

function leave(views: Services['views']): void {
  history.replaceState(history.state, '', location.pathname + location.search);
  views.open(undefined);
}

export function LabDialog() {
  const { t } = useWords();
  const { views } = useServices();
  const opened = useView((state) => state.dialog === 'lab');
  const [read, setRead] = useState(false);
  useEffect(() => {
    if (!opened) {
      setRead(false);
      return;
    }
    const follow = (): void => {
      void readAddress().then(() => setRead(true));
    };
    follow();
    // Another link of the lab, put into the address while it stands open.
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [opened]);
  useEffect(() => {
    if (!opened) return;
    const down = (event: KeyboardEvent): void => {
      // An open form of options has the first Escape.
      if (event.key === 'Escape' && !document.querySelector('[data-lab-options]')) leave(views);
    };
    window.addEventListener('keydown', down, { capture: true });
    return () => window.removeEventListener('keydown', down, { capture: true });
  }, [opened, views]);
  return (
    <Modal
      opened={opened}
      fullScreen
      closeOnEscape={false}
      onClose={() => leave(views)}
      title={t('lab.title')}
      classNames={{ body: classes.dialogBody ?? '', content: classes.dialog ?? '', header: classes.dialogHead ?? '' }}
      closeButtonProps={{ 'aria-label': t('controls.close') }}
    >
      {opened && read && (
        <Suspense fallback={<Loader size="sm" role="status" aria-label={t('app.loading')} />}>
          <LabView />
        </Suspense>
      )}
    </Modal>
  );
}
