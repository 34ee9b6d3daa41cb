/** Play, step, reset, where the playhead stands, and how fast it goes. Numbers change outside React. */
import { ActionIcon, Slider } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerSkipForward, IconReload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { NumberControl } from '../parts/NumberControl.tsx';
import { Tip } from '../parts/Tip.tsx';
import classes from './lab.module.css';
import { useLab } from './labStore.ts';
import { grouped } from './numbers.ts';
import type { Walk } from './walk.ts';

const SPEEDS = [10, 50_000] as const;

export function Transport({ walk }: { readonly walk: Walk }) {
  const { t } = useWords();
  const steps = useLab((state) => state.setup.steps);
  const speed = useLab((state) => state.speed);
  const [playing, setPlaying] = useState(walk.playing);
  const [time, setTime] = useState(0);
  const status = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let shown = 0;
    return walk.on(() => {
      setPlaying(walk.playing);
      // The slider follows at a few frames a second; the pictures follow at all of them.
      const now = performance.now();
      if (now - shown > 120 || !walk.playing) {
        shown = now;
        setTime(walk.time);
      }
      const { recording } = walk;
      if (!status.current || !recording) return;
      const arrived = recording.kept[recording.count - 1] ?? 0;
      status.current.textContent =
        recording.milliseconds === undefined
          ? t('lab.run.computing', { percent: Math.round((100 * arrived) / recording.setup.steps) })
          : t('lab.run.computed', {
              steps: grouped(recording.setup.steps * recording.walkers),
              seconds: (recording.milliseconds / 1000).toFixed(recording.milliseconds < 950 ? 2 : 1),
            });
    });
  }, [walk, t]);
  return (
    <section className={classes.transport} aria-label={t('lab.run.title')}>
      <Tip text={t('lab.run.resetHelp')}>
        <ActionIcon
          size={32}
          aria-label={t('lab.run.reset')}
          onClick={() => {
            walk.play(false);
            walk.seek(0);
          }}
        >
          <IconReload size={18} aria-hidden />
        </ActionIcon>
      </Tip>
      <Tip text={playing ? t('lab.run.pauseHelp') : t('lab.run.playHelp')}>
        <ActionIcon
          size={38}
          radius="xl"
          variant="filled"
          aria-label={playing ? t('lab.run.pause') : t('lab.run.play')}
          onClick={() => walk.play(!walk.playing)}
        >
          {playing ? <IconPlayerPauseFilled size={18} aria-hidden /> : <IconPlayerPlayFilled size={18} aria-hidden />}
        </ActionIcon>
      </Tip>
      <Tip text={t('lab.run.stepHelp')}>
        <ActionIcon size={32} aria-label={t('lab.run.step')} onClick={() => walk.step()}>
          <IconPlayerSkipForward size={18} aria-hidden />
        </ActionIcon>
      </Tip>
      <div className={classes.timeline}>
        <div className={classes.timelineText}>
          <span>{t('lab.run.at', { step: grouped(Math.floor(time)), steps: grouped(steps) })}</span>
          <span ref={status} className={classes.soft} />
        </div>
        <Slider
          label={null}
          min={0}
          max={steps}
          step={1}
          value={Math.min(steps, Math.floor(time))}
          thumbLabel={t('lab.run.timeline')}
          thumbValueText={t('lab.run.at', { step: grouped(Math.floor(time)), steps: grouped(steps) })}
          onChange={(value) => {
            walk.play(false);
            walk.seek(value);
          }}
        />
      </div>
      <div className={classes.speed}>
        <NumberControl
          label={t('lab.run.speed')}
          help={t('lab.run.speedHelp')}
          value={Math.min(SPEEDS[1], Math.max(SPEEDS[0], speed))}
          min={SPEEDS[0]}
          max={SPEEDS[1]}
          scale="log"
          onChange={(value) => useLab.setState({ speed: Number(value.toPrecision(2)) })}
        />
      </div>
    </section>
  );
}
