/** From a dropped file to a set-up: choose, read, look at the columns, say what is asked of them, start. */
import { Button, Progress } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type DragEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { OwnTable } from '../../core/experiment/experiment.ts';
import { readHeader } from '../../core/own/packTable.ts';
import { choicesOf, type Difference, differences, guessChoices } from '../../core/own/setUp.ts';
import { ownTableOf } from '../../core/scenarios/ownTable.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import classes from './own.module.css';
import { LARGEST_TABLE, type Reading, readTableFile } from './readFile.ts';
import { SetUp, type SetUpOf } from './SetUp.tsx';
import type { TableRead } from './worker/messages.ts';

type Stage =
  | { readonly kind: 'choose'; readonly refused?: string }
  | { readonly kind: 'reading'; readonly file: string; readonly fraction: number }
  | { readonly kind: 'differs'; readonly read: TableRead; readonly list: readonly Difference[] }
  | { readonly kind: 'setUp'; readonly of: SetUpOf };

const fromRead = ({ facts, packed, preview, ...told }: TableRead, own: OwnTable | undefined): SetUpOf => ({
  facts,
  packed,
  preview,
  told,
  choices: own ? choicesOf(facts, own) : guessChoices(facts),
});

export function TableView() {
  const { t, word } = useWords();
  const { tables, session, views } = useServices();
  const own = useExperiment((state) => ownTableOf(state.experiment.data));
  const [stage, setStage] = useState<Stage>({ kind: 'choose' });
  /** The set-up asks for a file that is not here. */
  const [missing, setMissing] = useState(false);
  const reading = useRef<Reading>(undefined);
  const read = async (file: File): Promise<void> => {
    if (file.size > LARGEST_TABLE) {
      const [found, limit] = [file.size, LARGEST_TABLE].map((bytes) => Math.round(bytes / 2 ** 20));
      setStage({ kind: 'choose', refused: word('own.refused.size', { found: found ?? 0, limit: limit ?? 0 }) });
      return;
    }
    reading.current?.cancel();
    setStage({ kind: 'reading', file: file.name, fraction: 0 });
    const begun = readTableFile(file, (fraction) => setStage({ kind: 'reading', file: file.name, fraction }));
    reading.current = begun;
    const found = await begun.done;
    if (found.type === 'refused') {
      setStage({ kind: 'choose', refused: word(`own.refused.${found.code}`, { reason: found.reason }) });
      return;
    }
    if (!missing || !own) {
      setStage({ kind: 'setUp', of: fromRead(found, undefined) });
      return;
    }
    const list = differences(own, found.facts);
    if (list.length > 0) {
      setStage({ kind: 'differs', read: found, list });
      return;
    }
    await tables.keep(found.facts.fingerprint, found.packed);
    views.open(undefined);
    await session.reset();
  };
  /** A dropped file, or the table that is in use. */
  const begin = useEffectEvent(async () => {
    const offered = tables.takeOffer();
    const packed = own && (await tables.find(own.fingerprint));
    setMissing(own !== undefined && !packed);
    if (offered) await read(offered);
    else if (own && packed) {
      const facts = readHeader(packed);
      setStage({ kind: 'setUp', of: { facts, packed, choices: choicesOf(facts, own) } });
    }
  });
  useEffect(() => {
    void begin();
    return () => reading.current?.cancel();
  }, []);
  if (stage.kind === 'setUp') return <SetUp of={stage.of} onOther={() => setStage({ kind: 'choose' })} />;
  if (stage.kind === 'reading') {
    return (
      <div className={classes.reading} role="status">
        <p>{t('own.reading', { file: stage.file })}</p>
        <Progress value={100 * stage.fraction} aria-label={t('own.reading', { file: stage.file })} animated />
      </div>
    );
  }
  if (stage.kind === 'differs') {
    return (
      <div className={classes.differs} role="alert">
        <p>{t('own.differs.title', { found: stage.read.facts.file, expected: own?.file ?? '' })}</p>
        <ul>
          {stage.list.map(({ code, found, expected }) => (
            <li key={code}>{word(`own.differs.${code}`, { found, expected })}</li>
          ))}
        </ul>
        <div className={classes.buttons}>
          <Button onClick={() => setStage({ kind: 'choose' })}>{t('own.differs.other')}</Button>
          <Button variant="default" onClick={() => setStage({ kind: 'setUp', of: fromRead(stage.read, own) })}>
            {t('own.differs.use')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <Chooser
      text={missing && own ? word('own.ask', { file: own.file, rows: own.rows }) : t('own.drop')}
      refused={stage.refused}
      onFile={(file) => void read(file)}
    />
  );
}

interface ChooserProps {
  readonly text: string;
  readonly refused: string | undefined;
  readonly onFile: (file: File) => void;
}
function Chooser({ text, refused, onFile }: ChooserProps) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way of two, the button inside is the other
    <div
      className={classes.chooser}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileSpreadsheet size={36} stroke={1.4} aria-hidden />
      <p>{text}</p>
      <Button onClick={() => input.current?.click()}>{t('own.choose')}</Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        hidden
        aria-label={t('own.choose')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onFile(file);
          event.currentTarget.value = '';
        }}
      />
      {refused !== undefined && (
        <p className={classes.refused} role="alert">
          {refused}
        </p>
      )}
      <p className={classes.note}>{t('own.stays')}</p>
    </div>
  );
}
