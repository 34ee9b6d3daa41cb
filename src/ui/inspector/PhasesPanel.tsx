/** Phases of one experiment: how many steps each lasts, which tasks step in it, and which parts stay as they are. */
import { Button, Checkbox } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { LIMITS, PHASE_PARTS, type Phase } from '../../core/experiment/experiment.ts';
import { HelpLabel } from '../parts/HelpLabel.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { NumberBox } from '../parts/NumberBox.tsx';
import parts from '../parts/parts.module.css';
import { Section } from '../parts/Section.tsx';
import { useExperiment, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import { useTaskNames } from '../parts/useTaskNames.ts';
import classes from './inspector.module.css';

const FIRST_STEPS = 500;

export function PhasesPanel() {
  const { t } = useWords();
  const { edit } = useServices();
  const phases = useExperiment((state) => state.experiment.training.phases);
  const set = (next: readonly Phase[]): void => {
    edit({ type: 'setTraining', patch: { phases: next } });
  };
  return (
    <Section title={t('controls.phases.title')} startsOpen={phases.length > 0}>
      <p className={parts.note}>{t('controls.phases.help')}</p>
      {phases.map((phase, place) => (
        <PhaseRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a phase is its place in the order.
          key={place}
          place={place}
          phase={phase}
          last={place === phases.length - 1}
          onChange={(next) => set(phases.with(place, next))}
          onRemove={() => set(phases.toSpliced(place, 1))}
        />
      ))}
      <div className={parts.buttons}>
        <Button variant="default" onClick={() => set([...phases, { steps: FIRST_STEPS }])}>
          {t('controls.phases.add')}
        </Button>
      </div>
    </Section>
  );
}

interface PhaseRowProps {
  readonly place: number;
  readonly phase: Phase;
  readonly last: boolean;
  readonly onChange: (phase: Phase) => void;
  readonly onRemove: () => void;
}
function PhaseRow({ place, phase, last, onChange, onRemove }: PhaseRowProps) {
  const { t } = useWords();
  const tasks = useTaskNames().filter((task) => task.enabled);
  const name = t('controls.phases.phase', { number: place + 1 });
  const { tasks: only, frozen = [], steps } = phase;
  const stepping = (id: (typeof tasks)[number]['id']): boolean => only === undefined || only.includes(id);
  const toggleTask = (id: (typeof tasks)[number]['id']): void => {
    const next = tasks.map((task) => task.id).filter((task) => (task === id ? !stepping(task) : stepping(task)));
    if (next.length === 0) return;
    const { tasks: _, ...rest } = phase;
    onChange(next.length === tasks.length ? rest : { ...rest, tasks: next });
  };
  const togglePart = (part: (typeof PHASE_PARTS)[number]): void => {
    const next = PHASE_PARTS.filter((each) => (each === part ? !frozen.includes(each) : frozen.includes(each)));
    const { frozen: _, ...rest } = phase;
    onChange(next.length === 0 ? rest : { ...rest, frozen: next });
  };
  return (
    <fieldset className={classes.phase}>
      <legend>{name}</legend>
      <div className={parts.line}>
        <HelpLabel
          label={t('controls.phases.steps')}
          help={last ? t('controls.phases.lastHelp') : t('controls.phases.stepsHelp')}
        />
        <NumberBox
          label={t('controls.phases.stepsOf', { phase: name })}
          value={steps}
          min={1}
          max={LIMITS.steps}
          integer
          onCommit={(next) => onChange({ ...phase, steps: next })}
        />
      </div>
      <div className={parts.stacked}>
        <HelpLabel label={t('controls.phases.tasks')} help={t('controls.phases.tasksHelp')} />
        <span className={parts.pair} style={{ gap: 10, flexWrap: 'wrap' }}>
          {tasks.map((task) => (
            <Checkbox
              key={task.id}
              size="xs"
              label={task.label}
              checked={stepping(task.id)}
              onChange={() => toggleTask(task.id)}
            />
          ))}
        </span>
      </div>
      <div className={parts.stacked}>
        <HelpLabel label={t('controls.phases.frozen')} help={t('controls.phases.frozenHelp')} />
        <span className={parts.pair} style={{ gap: 10, flexWrap: 'wrap' }}>
          {PHASE_PARTS.map((part) => (
            <Checkbox
              key={part}
              size="xs"
              label={t(`controls.phases.parts.${part}`)}
              checked={frozen.includes(part)}
              onChange={() => togglePart(part)}
            />
          ))}
        </span>
      </div>
      <Tip text={t('controls.phases.remove', { phase: name })}>
        <Button
          variant="subtle"
          size="compact-xs"
          aria-label={t('controls.phases.remove', { phase: name })}
          leftSection={<IconTrash size={13} />}
          onClick={onRemove}
        >
          {t('controls.phases.removeShort')}
        </Button>
      </Tip>
    </fieldset>
  );
}
