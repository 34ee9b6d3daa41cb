/** My experiments: what was kept in this browser, with a sketch of each; open, rename, duplicate, delete with a way back. */
import { ActionIcon, Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { IconCopy, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { download } from '../../state/download.ts';
import type { Library, LibraryEntry } from '../../state/library.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useExperiment, useRun, useServices, useView } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import classes from './controls.module.css';
import { WiringSketch } from './WiringSketch.tsx';

export function ExperimentsDialog() {
  const { t } = useWords();
  const { views, library } = useServices();
  const opened = useView((state) => state.dialog === 'experiments');
  if (!library) return undefined;
  return (
    <Modal
      opened={opened}
      onClose={() => views.open(undefined)}
      title={t('controls.library.title')}
      size={760}
      closeButtonProps={{ 'aria-label': t('controls.close') }}
    >
      {opened && <LibraryBody library={library} />}
    </Modal>
  );
}

function LibraryBody({ library }: { readonly library: Library }) {
  const { t } = useWords();
  const entries = useStore(library, (state) => state.entries);
  const [undo, setUndo] = useState<{ readonly name: string; readonly back: () => Promise<void> }>();
  const backButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    void library.refresh();
  }, [library]);
  useEffect(() => {
    if (undo) backButton.current?.focus();
  }, [undo]);
  const remove = async (entry: LibraryEntry): Promise<void> => {
    setUndo({ name: entry.name, back: await library.remove(entry.id) });
  };
  return (
    <div className={parts.form}>
      <SaveLine library={library} />
      {undo && (
        <div className={classes.pending} role="status">
          <span className={classes.bannerText}>{t('controls.library.removed', { name: undo.name })}</span>
          <Button
            // The button that was pressed is gone: the keyboard goes on here.
            ref={backButton}
            variant="default"
            onClick={() => {
              void undo.back();
              setUndo(undefined);
            }}
          >
            {t('controls.library.back')}
          </Button>
        </div>
      )}
      {entries?.length === 0 && <p className={parts.note}>{t('controls.library.empty')}</p>}
      <ul className={classes.shelf} aria-label={t('controls.library.title')}>
        {entries?.map((entry) => (
          <li key={entry.id}>
            <Entry library={library} entry={entry} onRemove={() => void remove(entry)} />
          </li>
        ))}
      </ul>
      <Exchange library={library} empty={!entries?.length} />
    </div>
  );
}

function SaveLine({ library }: { readonly library: Library }) {
  const { t } = useWords();
  const { session } = useServices();
  const experiment = useExperiment((state) => state.experiment);
  const trained = useRun((state) => state.progress.step > 0);
  const [name, setName] = useState(experiment.title);
  const [withRun, setWithRun] = useState(true);
  const save = async (): Promise<void> => {
    const run = withRun && trained ? await session.capture() : undefined;
    await library.save(name.trim() || t('app.titlePlaceholder'), experiment, run);
  };
  return (
    <form
      className={classes.saveLine}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label={t('controls.library.name')}
        data-autofocus
        value={name}
        maxLength={200}
        style={{ flex: '1 1 200px' }}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        label={t('controls.library.withRun')}
        disabled={!trained}
        checked={withRun && trained}
        onChange={(event) => setWithRun(event.currentTarget.checked)}
        mb={6}
      />
      <Button type="submit" leftSection={<IconPlus size={14} />}>
        {t('controls.library.save')}
      </Button>
    </form>
  );
}

interface EntryProps {
  readonly library: Library;
  readonly entry: LibraryEntry;
  readonly onRemove: () => void;
}
function Entry({ library, entry, onRemove }: EntryProps) {
  const { t, moment } = useWords();
  const services = useServices();
  const [renaming, setRenaming] = useState(false);
  const renameButton = useRef<HTMLButtonElement>(null);
  const { name } = entry;
  const open = async (): Promise<void> => {
    services.views.open(undefined);
    await services.open(entry.experiment, { run: await library.runOf(entry.id) });
  };
  return (
    <article className={classes.entry} aria-label={name}>
      <button
        type="button"
        className={classes.entryPicture}
        aria-label={t('controls.library.openOf', { name })}
        onClick={() => void open()}
      >
        <WiringSketch experiment={entry.experiment} />
      </button>
      {renaming ? (
        <NameBox
          name={name}
          onDone={(next) => {
            setRenaming(false);
            if (next) void library.rename(entry.id, next);
            // Once the button stands there again.
            requestAnimationFrame(() => renameButton.current?.focus());
          }}
        />
      ) : (
        <strong className={classes.entryName}>{name}</strong>
      )}
      <span className={parts.note}>
        {moment(entry.savedAt)}
        {entry.trained && (
          <>
            <br />
            {t('controls.library.trained')}
          </>
        )}
      </span>
      <div className={classes.entryTools}>
        <Button variant="default" size="compact-xs" tabIndex={-1} aria-hidden onClick={() => void open()}>
          {t('controls.library.open')}
        </Button>
        <Tip text={t('controls.library.rename')}>
          <ActionIcon
            ref={renameButton}
            aria-label={t('controls.library.renameOf', { name })}
            onClick={() => setRenaming(true)}
          >
            <IconPencil size={16} />
          </ActionIcon>
        </Tip>
        <Tip text={t('controls.library.duplicate')}>
          <ActionIcon
            aria-label={t('controls.library.duplicateOf', { name })}
            onClick={() => void library.duplicate(entry.id, t('controls.library.copyOf', { name }))}
          >
            <IconCopy size={16} />
          </ActionIcon>
        </Tip>
        <Tip text={t('controls.library.remove')}>
          <ActionIcon aria-label={t('controls.library.removeOf', { name })} onClick={onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        </Tip>
      </div>
    </article>
  );
}

interface NameBoxProps {
  readonly name: string;
  /** The new name, or '' where nothing is to change. */
  readonly onDone: (name: string) => void;
}
/** The name in place: Enter keeps it, Escape does not; the dialog stays open either way. */
function NameBox({ name, onDone }: NameBoxProps) {
  const { t } = useWords();
  const [draft, setDraft] = useState(name);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.select(), []);
  return (
    <TextInput
      ref={box}
      aria-label={t('controls.library.nameOf', { name })}
      value={draft}
      maxLength={200}
      data-mantine-stop-propagation="true"
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => onDone(draft.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone(draft.trim());
        if (event.key === 'Escape') onDone('');
      }}
    />
  );
}

/** All of them as one file, and back. */
function Exchange({ library, empty }: { readonly library: Library; readonly empty: boolean }) {
  const { t } = useWords();
  const { views } = useServices();
  const chooser = useRef<HTMLInputElement>(null);
  const [added, setAdded] = useState<number>();
  const take = async (file: File): Promise<void> => {
    const result = await library.importAll(await file.text());
    if (!result.ok) views.notify(result.issue);
    setAdded(result.ok ? result.value : undefined);
  };
  return (
    <div className={parts.buttons}>
      <Button
        variant="default"
        disabled={empty}
        onClick={() =>
          download('braid-experiments.json', new Blob([library.exportAll()], { type: 'application/json' }))
        }
      >
        {t('controls.library.exportAll')}
      </Button>
      <Button variant="default" onClick={() => chooser.current?.click()}>
        {t('controls.library.importAll')}
      </Button>
      <span className={parts.note} role="status">
        {added !== undefined && t('controls.library.added', { count: added })}
      </span>
      <input
        ref={chooser}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('controls.library.importAll')}
        onChange={(event) => {
          const input = event.currentTarget;
          const file = input.files?.[0];
          if (file) void take(file);
          // Choosing the same file again must count as a change.
          input.value = '';
        }}
      />
    </div>
  );
}
