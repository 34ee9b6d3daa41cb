/** The table in use, whether it is here, and the way to its set-up. */
import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { ownTableOf } from '../../core/scenarios/ownTable.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useExperiment, useRun, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';

export function OwnTablePanel() {
  const { t, word, language } = useWords();
  const { views, tables } = useServices();
  const own = useExperiment((state) => ownTableOf(state.experiment.data));
  const [here, setHere] = useState(true);
  const fingerprint = own?.fingerprint;
  // A new start may mean that the table has come.
  const status = useRun((state) => state.status);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for again when the run's status changes
  useEffect(() => {
    let over = false;
    if (fingerprint !== undefined) {
      void tables.find(fingerprint).then((found) => {
        if (!over) setHere(found !== undefined);
      });
    }
    return () => {
      over = true;
    };
  }, [fingerprint, tables, status]);
  return (
    <div className={parts.field}>
      {own && (
        <p className={parts.note}>{word('own.inUse', { file: own.file, rows: own.rows.toLocaleString(language) })}</p>
      )}
      {own && !here && (
        <p className={parts.note} role="alert">
          {t('own.absent')}
        </p>
      )}
      <Tip text={t('own.changeHelp')}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconFileSpreadsheet size={15} aria-hidden />}
          aria-haspopup="dialog"
          onClick={() => views.open('table')}
        >
          {own && here ? t('own.change') : t('own.bring')}
        </Button>
      </Tip>
    </div>
  );
}
