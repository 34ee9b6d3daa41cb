/**
 * The window for a person's own table. It also opens by itself where an experiment needs a table that this browser does
 * not have, as after opening a link.
 */
import { Loader, Modal } from '@mantine/core';
import { lazy, Suspense, useEffect } from 'react';
import { ownTableOf } from '../../core/scenarios/ownTable.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices, useView } from '../parts/services.tsx';

const TableView = lazy(() => import('./TableView.tsx').then(({ TableView: component }) => ({ default: component })));

export function TableDialog() {
  const { t } = useWords();
  const { views, tables } = useServices();
  const opened = useView((state) => state.dialog === 'table');
  const wanted = useExperiment((state) => ownTableOf(state.experiment.data)?.fingerprint);
  useEffect(() => {
    if (wanted === undefined) return;
    let over = false;
    void tables.find(wanted).then((found) => {
      if (!over && !found) views.open('table');
    });
    return () => {
      over = true;
    };
  }, [wanted, tables, views]);
  return (
    <Modal
      opened={opened}
      onClose={() => views.open(undefined)}
      title={t('own.title')}
      size={980}
      yOffset="4dvh"
      closeButtonProps={{ 'aria-label': t('controls.close') }}
    >
      {opened && (
        <Suspense fallback={<Loader size="sm" role="status" aria-label={t('app.loading')} />}>
          <TableView />
        </Suspense>
      )}
    </Modal>
  );
}
