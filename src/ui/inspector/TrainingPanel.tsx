/** How parameters are updated: optimiser, learning rate, schedule, batch, L2, and what one model or one part does differently. */
import { Button } from '@mantine/core';
import { LIMITS, type Regularisation, type Schedule, type TrainingSpec } from '../../core/experiment/experiment.ts';
import { SelectLine } from '../parts/FieldForm.tsx';
import { HelpLabel } from '../parts/HelpLabel.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { NumberBox } from '../parts/NumberBox.tsx';
import { NumberControl } from '../parts/NumberControl.tsx';
import parts from '../parts/parts.module.css';
import { Section } from '../parts/Section.tsx';
import { useExperiment, useServices } from '../parts/services.tsx';
import { useModel } from '../parts/useModel.ts';
import { GroupsPanel } from './GroupsPanel.tsx';
import { OptimizerFields } from './OptimizerFields.tsx';
import { PhasesPanel } from './PhasesPanel.tsx';
import { PruningPanel } from './PruningPanel.tsx';

export function TrainingPanel() {
  const { t } = useWords();
  const { edit } = useServices();
  const training = useExperiment((state) => state.experiment.training);
  const models = useExperiment((state) => state.experiment.models.length);
  return (
    <>
      <Section title={models > 1 ? t('controls.training.all') : t('controls.training.title')}>
        <OptimizerFields
          value={training.optimizer}
          onChange={(patch, phase) => edit({ type: 'setOptimizer', patch }, phase)}
        />
        <ScheduleFields schedule={training.schedule} />
        <BatchSize training={training} />
        <NumberControl
          label={t('controls.training.l2')}
          help={t('controls.training.l2Help')}
          value={training.regularisation.l2}
          min={0}
          max={0.1}
          boxMax={10}
          step={0.0005}
          onChange={(l2, phase) =>
            edit({ type: 'setTraining', patch: { regularisation: { ...training.regularisation, l2 } } }, phase)
          }
        />
        <NumberControl
          label={t('controls.training.l1')}
          help={t('controls.training.l1Help')}
          value={training.regularisation.l1 ?? 0}
          min={0}
          max={0.02}
          boxMax={10}
          step={0.0001}
          onChange={(l1, phase) =>
            edit({ type: 'setTraining', patch: { regularisation: withL1(training.regularisation, l1) } }, phase)
          }
        />
      </Section>
      <GroupsPanel />
      <PhasesPanel />
      <PruningPanel />
      {models > 1 && <OwnOptimizer />}
    </>
  );
}

/** The entry is left out at 0, as in every experiment. */
function withL1({ l1: _, ...others }: Regularisation, l1: number): Regularisation {
  return l1 === 0 ? others : { ...others, l1 };
}

function BatchSize({ training }: { readonly training: TrainingSpec }) {
  const { t } = useWords();
  const { edit } = useServices();
  const full = training.batchSize === 0;
  return (
    <NumberControl
      label={t('controls.training.batchSize')}
      help={t('controls.training.batchSizeHelp')}
      value={full ? 512 : training.batchSize}
      min={1}
      max={512}
      boxMin={0}
      boxMax={LIMITS.batch}
      integer
      scale="log"
      shown={full ? t('controls.training.fullBatch') : undefined}
      onChange={(batchSize, phase) => edit({ type: 'setTraining', patch: { batchSize } }, phase)}
    />
  );
}

const SCHEDULES = ['constant', 'step', 'cosine', 'warmup'] as const;
const FIRST: Readonly<Record<Schedule['kind'], Schedule>> = {
  constant: { kind: 'constant' },
  step: { kind: 'step', every: 500, factor: 0.5 },
  cosine: { kind: 'cosine', steps: 2000, floor: 0.01 },
  warmup: { kind: 'warmup', steps: 200 },
};
function ScheduleFields({ schedule }: { readonly schedule: Schedule }) {
  const { t } = useWords();
  const { edit } = useServices();
  const set = (next: Schedule): void => {
    edit({ type: 'setTraining', patch: { schedule: next } });
  };
  const line = (
    label: string,
    help: string,
    value: number,
    range: { min: number; max: number; integer?: boolean },
    commit: (value: number) => void,
  ) => (
    <div className={parts.line}>
      <HelpLabel label={label} help={help} />
      <NumberBox label={label} value={value} {...range} onCommit={commit} />
    </div>
  );
  const steps = { min: 1, max: LIMITS.steps, integer: true };
  const share = { min: 0, max: 1 };
  return (
    <>
      <SelectLine
        label={t('controls.schedule.label')}
        help={t('controls.schedule.help')}
        value={schedule.kind}
        data={SCHEDULES.map((kind) => ({ value: kind, label: t(`controls.schedule.kinds.${kind}`) }))}
        onChange={(next) => {
          const kind = SCHEDULES.find((candidate) => candidate === next);
          if (kind) set(FIRST[kind]);
        }}
      />
      {schedule.kind === 'step' && (
        <>
          {line(t('controls.schedule.every'), t('controls.schedule.everyHelp'), schedule.every, steps, (every) =>
            set({ ...schedule, every }),
          )}
          {line(t('controls.schedule.factor'), t('controls.schedule.factorHelp'), schedule.factor, share, (factor) =>
            set({ ...schedule, factor }),
          )}
        </>
      )}
      {schedule.kind === 'cosine' && (
        <>
          {line(t('controls.schedule.steps'), t('controls.schedule.stepsHelp'), schedule.steps, steps, (next) =>
            set({ ...schedule, steps: next }),
          )}
          {line(t('controls.schedule.floor'), t('controls.schedule.floorHelp'), schedule.floor, share, (floor) =>
            set({ ...schedule, floor }),
          )}
        </>
      )}
      {schedule.kind === 'warmup' &&
        line(t('controls.schedule.steps'), t('controls.schedule.warmupHelp'), schedule.steps, steps, (next) =>
          set({ ...schedule, steps: next }),
        )}
    </>
  );
}

function OwnOptimizer() {
  const { t } = useWords();
  const { edit } = useServices();
  const { model } = useModel();
  const common = useExperiment((state) => state.experiment.training.optimizer);
  return (
    <Section title={t('controls.training.own', { model: model.name })} startsOpen={model.optimizer !== undefined}>
      {model.optimizer === undefined ? (
        <>
          <p className={parts.note}>{t('controls.training.ownNone')}</p>
          <Button
            variant="default"
            onClick={() =>
              edit({ type: 'setOptimizer', model: model.id, patch: { learningRate: common.learningRate } })
            }
          >
            {t('controls.training.ownGive')}
          </Button>
        </>
      ) : (
        <>
          <OptimizerFields
            value={{ ...common, ...model.optimizer }}
            onChange={(patch, phase) => edit({ type: 'setOptimizer', model: model.id, patch }, phase)}
          />
          <Button variant="default" onClick={() => edit({ type: 'setOptimizer', model: model.id, patch: undefined })}>
            {t('controls.training.ownDrop')}
          </Button>
        </>
      )}
    </Section>
  );
}
