/** The window in which an experiment becomes code and files to take away. */
import { Loader, Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { useServices, useView } from '../parts/services.tsx';

const ExportView = lazy(() => import('./ExportView.tsx').then(({ ExportView: component }) => ({ default: component })));

export function ExportDialog() {
  const { t } = useWords();
  const { views } = useServices();
  const opened = useView((state) => state.dialog === 'export');
  return (
    <Modal
      opened={opened}
      onClose={() => views.open(undefined)}
      title={t('exporting.title')}
      size={900}
      yOffset="4dvh"
      closeButtonProps={{ 'aria-label': t('controls.close') }}
    >
      {opened && (
        <Suspense fallback={<Loader size="sm" role="status" aria-label={t('app.loading')} />}>
          <ExportView />
        </Suspense>
      )}
    </Modal>
  );
}
