/** Earlier runs: what changed before each, whether its curves are drawn, kept for good, and the way back to its settings. */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconEye, IconEyeOff, IconPin, IconPinFilled, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { changeRun, dropRun } from '../../state/history.ts';
import type { Ghost } from '../../state/stores.ts';
import { changeText } from '../parts/changeText.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useExperiment, useRun, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import classes from './controls.module.css';

export function RunHistory() {
  const { t } = useWords();
  const ghosts = useRun((state) => state.ghosts);
  if (ghosts.length === 0) return <p className={parts.note}>{t('controls.history.empty')}</p>;
  return (
    <ul className={classes.entries} aria-label={t('controls.history.title')}>
      {ghosts.map((ghost) => (
        <li key={ghost.id}>
          <Run ghost={ghost} />
        </li>
      ))}
    </ul>
  );
}

function Run({ ghost }: { readonly ghost: Ghost }) {
  const words = useWords();
  const { t, number: written } = words;
  const scenario = useExperiment((state) => state.experiment.data.scenario);
  const { runs, open } = useServices();
  const [draft, setDraft] = useState<string>();
  const change = (patch: Partial<Pick<Ghost, 'name' | 'pinned' | 'shown'>>): void =>
    runs.setState((state) => ({ ghosts: changeRun(state.ghosts, ghost.id, patch) }));
  const number: string = ghost.travelled
    ? t('classroom.results.theirs')
    : t('controls.history.run', { number: ghost.id });
  const changes = ghost.changes?.map((change) => changeText(words, scenario, change)) ?? [];
  const finish = (): void => {
    if (draft !== undefined) change({ name: draft.trim() });
    setDraft(undefined);
  };
  return (
    <div className={classes.run}>
      <TextInput
        variant="unstyled"
        className={classes.runName ?? ''}
        aria-label={t('controls.history.nameOf', { number: ghost.id })}
        placeholder={number}
        value={draft ?? ghost.name}
        maxLength={100}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
      <span className={parts.note}>{t('controls.history.steps', { steps: written(ghost.steps) })}</span>
      <span className={classes.runTools}>
        <Tip text={t('controls.history.showHelp')}>
          <ActionIcon
            aria-label={t('controls.history.show', { run: number })}
            aria-pressed={ghost.shown}
            onClick={() => change({ shown: !ghost.shown })}
          >
            {ghost.shown ? <IconEye size={16} /> : <IconEyeOff size={16} />}
          </ActionIcon>
        </Tip>
        <Tip text={t('controls.history.pinHelp')}>
          <ActionIcon
            aria-label={t('controls.history.pin', { run: number })}
            aria-pressed={ghost.pinned}
            onClick={() => change({ pinned: !ghost.pinned })}
          >
            {ghost.pinned ? <IconPinFilled size={16} /> : <IconPin size={16} />}
          </ActionIcon>
        </Tip>
        <Tip text={t('controls.history.dropHelp')}>
          <ActionIcon
            aria-label={t('controls.history.drop', { run: number })}
            onClick={() => runs.setState((state) => ({ ghosts: dropRun(state.ghosts, ghost.id) }))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Tip>
      </span>
      <span className={`${parts.note} ${classes.runChanges}`}>
        {ghost.travelled
          ? t('classroom.results.travelled')
          : ghost.changes === undefined
            ? t('controls.history.first')
            : changes.length > 0
              ? t('controls.history.changed', { changes: changes.join(', ') })
              : t('controls.history.same')}
      </span>
      <Tip text={t('controls.history.backHelp')}>
        <Button
          variant="default"
          size="compact-xs"
          aria-label={t('controls.history.backTo', { run: number })}
          leftSection={<IconArrowBackUp size={13} />}
          onClick={() => void open(ghost.experiment)}
        >
          {t('controls.history.back')}
        </Button>
      </Tip>
    </div>
  );
}
