/** For a class: what a teacher sets, what a student hands in, what a teacher compares. Its body is a chunk of its own. */
import { Loader, Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { useServices, useView } from '../parts/services.tsx';

const ClassroomView = lazy(() => import('./ClassroomView.tsx'));

export function ClassroomDialog() {
  const { t } = useWords();
  const { views } = useServices();
  const opened = useView((state) => state.dialog === 'classroom');
  return (
    <Modal
      opened={opened}
      onClose={() => views.open(undefined)}
      title={t('classroom.title')}
      size={900}
      yOffset="4dvh"
      closeButtonProps={{ 'aria-label': t('controls.close') }}
    >
      {opened && (
        <Suspense fallback={<Loader size="sm" role="status" aria-label={t('app.loading')} />}>
          <ClassroomView />
        </Suspense>
      )}
    </Modal>
  );
}
