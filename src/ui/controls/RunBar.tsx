/** The run bar: reset, play, step, counters, speed, seed, stop rule, backend. The counters are painted outside React. */

import { ActionIcon, Button, Menu, NativeSelect } from '@mantine/core';
import {
  IconChevronDown,
  IconDice5,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipForward,
  IconReload,
  IconWalk,
} from '@tabler/icons-react';
import { predictionWaits } from '../../state/classroom.ts';
import { useWords } from '../parts/i18n/index.ts';
import { NumberBox } from '../parts/NumberBox.tsx';
import { Part } from '../parts/Part.tsx';
import parts from '../parts/parts.module.css';
import { useExperiment, useRun, useServices, useView } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { Tip } from '../parts/Tip.tsx';
import { useTaskNames } from '../parts/useTaskNames.ts';
import { BackendBadge } from './BackendBadge.tsx';
import { PendingNotice } from './Banners.tsx';
import { Counters } from './Counters.tsx';
import classes from './controls.module.css';
import { StopRuleControl } from './StopRuleControl.tsx';

export function RunBar() {
  const { t } = useWords();
  return (
    <section className={classes.runBar} aria-label={t('controls.run.region')}>
      <div className={classes.group}>
        <PlayButtons />
        <Part id="step" inline>
          <StepMenu />
        </Part>
      </div>
      <Counters />
      <PendingNotice />
      <div className={classes.settings}>
        <Part id="speed" inline readout={<SetTo of="speed" />}>
          <SpeedLimit />
        </Part>
        <Part id="seed" inline readout={<SetTo of="seed" />}>
          <Seed />
        </Part>
        <Part id="stop" inline readout={<SetTo of="stop" />}>
          <StopRuleControl />
        </Part>
      </div>
      <Part id="backend" inline readout={<SetTo of="backend" />}>
        <BackendBadge />
      </Part>
    </section>
  );
}

const STOP_NUMBER = { never: '', steps: 'steps', epochs: 'epochs', target: 'loss', patience: 'evaluations' } as const;
/** What a control of this bar is set to, where a teacher has hidden it. */
function SetTo({ of }: { readonly of: 'speed' | 'seed' | 'stop' | 'backend' }) {
  const { t } = useWords();
  const { seed, stop } = useExperiment((state) => state.experiment.training);
  const { limit, backend } = useRun((state) => ({ limit: state.stepsPerSecondLimit, backend: state.backend?.name }));
  const number = (stop as unknown as Readonly<Record<string, number>>)[STOP_NUMBER[stop.kind]];
  const facts = {
    speed: limit === undefined ? t('controls.run.speedFree') : t('controls.run.speedLimit', { speed: limit }),
    seed: `${t('controls.run.seed')} ${seed}`,
    stop: `${t(`controls.stopRule.kinds.${stop.kind}`)} ${number ?? ''}`.trim(),
    backend: backend ? t(`controls.backend.names.${backend}`) : t('controls.backend.none'),
  };
  return <span className={classes.caption}>{facts[of]}</span>;
}

/** Why nothing can be trained now; `undefined` where it can. */
function useShut(): string | undefined {
  const { t } = useWords();
  const teaching = useView((state) => state.teaching);
  const waits = useExperiment((state) => predictionWaits(state, teaching));
  const trainable = useExperiment((state) => state.trainable);
  if (!trainable) return t('controls.run.notTrainable');
  return waits ? t('issue.class.predictFirst') : undefined;
}

function PlayButtons() {
  const { t } = useWords();
  const { session } = useServices();
  const status = useRun((state) => state.status);
  const shut = useShut();
  const running = status === 'running';
  const name = running ? t('controls.run.pause') : t('controls.run.play');
  return (
    <>
      <Tip text={t('controls.run.resetHelp')}>
        <ActionIcon size="lg" aria-label={t('controls.run.reset')} onClick={() => void session.reset()}>
          <IconReload size={20} />
        </ActionIcon>
      </Tip>
      <Tip text={shut !== undefined && !running ? shut : t('controls.run.playHelp')}>
        <Button
          size="sm"
          className={classes.play ?? ''}
          data-tour="play"
          {...(shut !== undefined && !running ? { 'data-disabled': true } : {})}
          aria-disabled={shut !== undefined && !running}
          leftSection={running ? <IconPlayerPauseFilled size={18} /> : <IconPlayerPlayFilled size={18} />}
          onClick={() => {
            if (running) void session.pause();
            else if (shut === undefined) void session.play();
          }}
        >
          {name}
        </Button>
      </Tip>
    </>
  );
}

function StepMenu() {
  const { t } = useWords();
  const { session } = useServices();
  const tasks = useTaskNames();
  const trainable = useShut() === undefined;
  return (
    <div className={classes.joined}>
      <Tip text={t('controls.run.stepHelp')}>
        <Button
          variant="default"
          size="sm"
          px={10}
          disabled={!trainable}
          leftSection={<IconPlayerSkipForward size={16} />}
          onClick={() => void session.step()}
        >
          {t('controls.run.step')}
        </Button>
      </Tip>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" h={36} w={26} disabled={!trainable} aria-label={t('controls.run.stepMenu')}>
            <IconChevronDown size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('controls.run.stepMenuTitle')}</Menu.Label>
          {tasks
            .filter((task) => task.enabled)
            .map((task) => (
              <Menu.Item
                key={task.id}
                leftSection={<TaskBadge index={task.index} />}
                closeMenuOnClick={false}
                onClick={() => void session.step(1, [task.id])}
              >
                {t('controls.run.stepTask', { task: task.label })}
              </Menu.Item>
            ))}
          <Menu.Divider />
          <Menu.Item closeMenuOnClick={false} onClick={() => void session.step()}>
            {t('controls.run.stepAll')}
          </Menu.Item>
          <Menu.Item closeMenuOnClick={false} onClick={() => void session.step(10)}>
            {t('controls.run.stepTen')}
          </Menu.Item>
          <Menu.Divider />
          <WalkItem />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

/** Slow mode, for the selected model or the first. */
function WalkItem() {
  const { t } = useWords();
  const { slow, experiments, views } = useServices();
  return (
    <Menu.Item
      leftSection={<IconWalk size={16} />}
      onClick={() => {
        const model = views.getState().selection.model ?? experiments.getState().experiment.models[0]?.id;
        if (model) void slow.begin(model);
      }}
    >
      {t('slowMode.open')}
    </Menu.Item>
  );
}

const SPEEDS = [1, 5, 20, 100, 500] as const;
function SpeedLimit() {
  const { t } = useWords();
  const { session } = useServices();
  const limit = useRun((state) => state.stepsPerSecondLimit);
  return (
    <Tip text={t('controls.run.speedHelp')}>
      <NativeSelect
        aria-label={t('controls.run.speed')}
        value={String(limit ?? '')}
        data={[
          { value: '', label: t('controls.run.speedFree') },
          ...SPEEDS.map((speed) => ({ value: String(speed), label: t('controls.run.speedLimit', { speed }) })),
        ]}
        onChange={(event) => {
          const { value } = event.currentTarget;
          session.limit(value === '' ? undefined : Number(value));
        }}
      />
    </Tip>
  );
}

const LARGEST_SEED = 2 ** 32 - 1;
function Seed() {
  const { t } = useWords();
  const { session, edit } = useServices();
  const seed = useExperiment((state) => state.experiment.training.seed);
  return (
    <div className={parts.pair}>
      <span className={classes.caption}>{t('controls.run.seed')}</span>
      <Tip text={t('controls.run.seedHelp')}>
        <div>
          <NumberBox
            label={t('controls.run.seed')}
            value={seed}
            min={0}
            max={LARGEST_SEED}
            integer
            width={62}
            onCommit={(value) => edit({ type: 'setTraining', patch: { seed: value } })}
          />
        </div>
      </Tip>
      <Tip text={t('controls.run.diceHelp')}>
        <ActionIcon data-tour="seed" aria-label={t('controls.run.dice')} onClick={() => void session.dice()}>
          <IconDice5 size={18} />
        </ActionIcon>
      </Tip>
    </div>
  );
}
