/** The window of the study view. Training on the page goes on behind it. */
import { Loader, Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { useServices, useView } from '../parts/services.tsx';

const StudyView = lazy(() => import('./StudyView.tsx').then(({ StudyView: component }) => ({ default: component })));

export function StudyDialog() {
  const { t } = useWords();
  const { views } = useServices();
  const opened = useView((state) => state.dialog === 'study');
  return (
    <Modal
      opened={opened}
      onClose={() => views.open(undefined)}
      title={t('study.title')}
      size={1120}
      yOffset="3dvh"
      closeButtonProps={{ 'aria-label': t('controls.close') }}
    >
      {opened && (
        <Suspense fallback={<Loader size="sm" role="status" aria-label={t('app.loading')} />}>
          <StudyView />
        </Suspense>
      )}
    </Modal>
  );
}
