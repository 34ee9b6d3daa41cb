/** The glossary: the words that the page uses, opened at the one that was asked for. */
import { Modal } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { useServices, useView } from '../parts/services.tsx';
import { TERMS } from '../parts/Terms.tsx';
import classes from './app.module.css';

export function GlossaryDialog() {
  const { t } = useWords();
  const { views } = useServices();
  const opened = useView((state) => state.dialog === 'glossary');
  return (
    <Modal
      opened={opened}
      onClose={() => views.open(undefined)}
      title={t('app.glossary')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('controls.close') }}
    >
      <Glossary />
    </Modal>
  );
}

function Glossary() {
  const { t } = useWords();
  const asked = useView((state) => state.term);
  const entry = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked !== undefined) entry.current?.scrollIntoView({ block: 'center' });
  }, [asked]);
  return (
    <dl className={classes.terms}>
      {TERMS.map((term) => (
        <div key={term} {...(term === asked ? { ref: entry, 'data-asked': true } : {})}>
          <dt>{t(`app.terms.${term}.name`)}</dt>
          <dd>{t(`app.terms.${term}.text`)}</dd>
        </div>
      ))}
    </dl>
  );
}
