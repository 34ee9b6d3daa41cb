/**
 * The walk through one step, over the canvas: the sentence of the present stop, where in the step it stands, and the
 * controls. The sentence is a live region, so a screen reader tells the same walk.
 */
import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconX,
} from '@tabler/icons-react';
import { getViewportForBounds, useReactFlow, useStore } from '@xyflow/react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { ModelSpec } from '../../../core/experiment/experiment.ts';
import type { SlowState } from '../../../state/slowMode.ts';
import { useWords } from '../../parts/i18n/index.ts';
import { useExperiment, useServices, useSlow } from '../../parts/services.tsx';
import { TaskBadge } from '../../parts/TaskBadge.tsx';
import { Tip } from '../../parts/Tip.tsx';
import { useNodeNames } from '../../parts/useNodeNames.ts';
import { useCanvasActions } from '../actions.ts';
import type { Lane } from '../lanes.ts';
import { PHASES, phaseOf, sentenceOf } from './sentences.ts';
import classes from './slow.module.css';

const PACES = [8, 4, 2, 1];
/** Room for the panel below the model that is walked through, px; and for the toolbar on the left. */
const VIEW = { left: '46px', right: '8px', top: '8px', bottom: '132px' } as const;
const ZOOM = { min: 0.15, max: 1.1 };

export function SlowPanel({ lanes }: { readonly lanes: readonly Lane[] }) {
  const state = useSlow((slow) => slow);
  const lane = lanes.find(({ model }) => model.id === state.model);
  useView(lane);
  if (state.status === 'closed' || !lane) return undefined;
  return <Panel key={lane.model.id} state={state} model={lane.model} />;
}

/** Looks at the model while it is walked through, and at everything again afterwards. */
function useView(lane: Lane | undefined): void {
  const { setViewport } = useReactFlow();
  const { showAll } = useCanvasActions();
  const { width, height } = useStore(({ width: w, height: h }) => ({ width: w, height: h }), sameSize);
  const bounds = lane && [lane.x, lane.y, lane.width, lane.height].join(' ');
  const looking = useRef(false);
  useEffect(() => {
    const [x = 0, y = 0, w = 0, h = 0] = bounds?.split(' ').map(Number) ?? [];
    if (bounds !== undefined && width > 0) {
      looking.current = true;
      const box = { x, y, width: w, height: h };
      void setViewport(getViewportForBounds(box, width, height, ZOOM.min, ZOOM.max, VIEW));
    } else if (looking.current) {
      looking.current = false;
      showAll();
    }
  }, [bounds, width, height, setViewport, showAll]);
}
const sameSize = (a: { width: number; height: number }, b: { width: number; height: number }): boolean =>
  a.width === b.width && a.height === b.height;

function Panel({ state, model }: { readonly state: SlowState; readonly model: ModelSpec }) {
  const words = useWords();
  const { t } = words;
  const { slow } = useServices();
  const { experiment, outline } = useExperiment(({ experiment: held, outline: known }) => ({
    experiment: held,
    outline: known,
  }));
  const nodeNames = useNodeNames(model);
  const nextButton = useRef<HTMLButtonElement>(null);
  useEffect(() => nextButton.current?.focus({ preventScroll: true }), []);
  const { stops, at, status } = state;
  const stop = stops[at];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLSelectElement) return;
    if (event.key === 'ArrowRight') void slow.next();
    else if (event.key === 'ArrowLeft') slow.back();
    else if (event.key === 'Escape') slow.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const indexes = (stop?.tasks ?? []).map((task) => outline.tasks.findIndex(({ id }) => id === task));
  return (
    <section
      className={`${classes.panel ?? ''} nokey`}
      aria-label={t('slowMode.label')}
      aria-busy={status === 'busy'}
      onKeyDown={onKeyDown}
    >
      <header className={classes.head}>
        <strong>{t('slowMode.title', { step: state.step + 1, model: model.name })}</strong>
        <Phases state={state} />
        <Tip text={t('slowMode.close')}>
          <ActionIcon size={24} aria-label={t('slowMode.close')} onClick={() => slow.close()}>
            <IconX size={16} />
          </ActionIcon>
        </Tip>
      </header>
      <div className={classes.told}>
        <span className={classes.badges} aria-hidden>
          {indexes.map((index) => (
            <TaskBadge key={index} index={index} />
          ))}
        </span>
        <p role="status" className={classes.sentence}>
          {stop ? sentenceOf({ words, experiment, model, outline, nodeNames }, stop) : t('slowMode.measuring')}
        </p>
      </div>
      <Controls state={state} nextButton={nextButton} />
    </section>
  );
}

/** The parts of the step; a press goes to the first stop of one. */
function Phases({ state }: { readonly state: SlowState }) {
  const { t } = useWords();
  const { slow } = useServices();
  const { stops, at, status } = state;
  const now = stops[at];
  return (
    <nav className={classes.phases} aria-label={t('slowMode.phases')}>
      {PHASES.map((phase) => {
        const first = stops.findIndex((stop) => phaseOf(stop) === phase);
        return (
          <button
            key={phase}
            type="button"
            disabled={first < 0 || status === 'busy'}
            aria-current={now !== undefined && phaseOf(now) === phase ? 'step' : undefined}
            onClick={() => void slow.go(first)}
          >
            {t(`slowMode.phase.${phase}`)}
          </button>
        );
      })}
    </nav>
  );
}

interface ControlsProps {
  readonly state: SlowState;
  readonly nextButton: React.RefObject<HTMLButtonElement | null>;
}
function Controls({ state, nextButton }: ControlsProps) {
  const { t } = useWords();
  const { slow } = useServices();
  const { stops, at, status, playing, pace, taken } = state;
  const count = stops.length;
  const word = at === count - 1 ? 'nextStep' : at === count - 2 && !taken ? 'takeStep' : 'next';
  return (
    <div className={classes.controls}>
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={14} />}
        disabled={at === 0}
        onClick={() => slow.back()}
      >
        {t('slowMode.back')}
      </Button>
      <Button
        ref={nextButton}
        rightSection={<IconChevronRight size={14} />}
        aria-disabled={status === 'busy'}
        onClick={() => void slow.next()}
      >
        {t(`slowMode.${word}`)}
      </Button>
      <span className={classes.progress}>
        <progress max={Math.max(1, count - 1)} value={at} aria-hidden />
        {count > 0 && t('slowMode.progress', { at: at + 1, count })}
      </span>
      <Tip text={t(playing ? 'slowMode.pause' : 'slowMode.play')} position="top">
        <ActionIcon
          variant="default"
          size={30}
          aria-label={t('slowMode.play')}
          aria-pressed={playing}
          onClick={() => slow.play(!playing)}
        >
          {playing ? <IconPlayerPauseFilled size={14} /> : <IconPlayerPlayFilled size={14} />}
        </ActionIcon>
      </Tip>
      <NativeSelect
        aria-label={t('slowMode.pace')}
        value={String(pace)}
        data={PACES.map((seconds) => ({ value: String(seconds), label: t('slowMode.paceValue', { seconds }) }))}
        onChange={(event) => slow.setPace(Number(event.currentTarget.value))}
      />
    </div>
  );
}
