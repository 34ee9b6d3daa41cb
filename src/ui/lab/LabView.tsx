/** The lab: two parameters, two losses, and methods that walk. Its whole state stands in the address. */
import './lab.css';
import { SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import { encodeLab } from '../../core/lab/setup.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import { Contenders } from './Contenders.tsx';
import { Curves } from './Curves.tsx';
import { Ends } from './Ends.tsx';
import classes from './lab.module.css';
import { type LabChart, useLab } from './labStore.ts';
import { Objective } from './Objective.tsx';
import { Plane } from './Plane.tsx';
import { ExampleChoice, ProblemPanel } from './ProblemPanel.tsx';
import { Transport } from './Transport.tsx';
import { createWalk, type Walk } from './walk.ts';

const CHARTS: readonly LabChart[] = ['share', 'losses', 'cosine', 'multiplier'];
/** A link in the address is written at rest: browsers refuse too many writes. */
const ADDRESS_MS = 400;

function useWalk(): Walk | undefined {
  const [walk, setWalk] = useState<Walk>();
  const { session, runs } = useServices();
  useEffect(() => {
    // The machine is the lab's while it stands open.
    if (runs.getState().status === 'running') void session.pause();
    const made = createWalk(() => new Worker(new URL('./worker/entry.ts', import.meta.url), { type: 'module' }));
    setWalk(made);
    return () => made.dispose();
  }, [session, runs]);
  return walk;
}

export function LabView() {
  const walk = useWalk();
  return walk && <Lab walk={walk} />;
}

function Lab({ walk }: { readonly walk: Walk }) {
  const { t, word } = useWords();
  const setup = useLab((state) => state.setup);
  const example = useLab((state) => state.example);
  const speed = useLab((state) => state.speed);
  const chart = useLab((state) => state.chart);
  const [table, setTable] = useState(false);
  useEffect(() => {
    walk.speed = speed;
  }, [walk, speed]);
  useEffect(() => {
    const { example: opened } = useLab.getState();
    const fresh = opened !== undefined || walk.recording?.setup.problem !== setup.problem;
    walk.begin(setup);
    if (!fresh) return;
    // Another picture: from its start, and moving unless motion is not wanted.
    walk.seek(0);
    walk.play(!window.matchMedia('(prefers-reduced-motion: reduce)').matches);
  }, [walk, setup]);
  useEffect(() => {
    const timer = setTimeout(() => history.replaceState(history.state, '', `#${encodeLab(setup)}`), ADDRESS_MS);
    return () => clearTimeout(timer);
  }, [setup]);
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      const used = event.target instanceof Element && event.target.closest('input, select, button, [role="slider"]');
      if (event.key !== ' ' || used) return;
      walk.play(!walk.playing);
      event.preventDefault();
    };
    window.addEventListener('keydown', down);
    return () => window.removeEventListener('keydown', down);
  }, [walk]);
  return (
    <div className={classes.lab}>
      <div className={classes.side}>
        <ProblemPanel />
        <Contenders />
      </div>
      <div className={classes.middle}>
        <div className={classes.look}>
          <ExampleChoice />
          <p>{example === undefined ? t('lab.try.ownLook') : word(`lab.try.${example}.look`)}</p>
        </div>
        <Plane walk={walk} />
      </div>
      <div className={classes.right}>
        <h3 className={classes.panelTitle}>{t('lab.objective.title')}</h3>
        <Objective walk={walk} />
        <div className={classes.chartHead}>
          <SegmentedControl
            size="xs"
            aria-label={t('lab.chart.label')}
            value={table ? 'table' : chart}
            data={[
              ...CHARTS.map((id) => ({ value: id as string, label: t(`lab.chart.${id}.label`) })),
              { value: 'table', label: t('lab.ends.label') },
            ]}
            onChange={(value) => {
              const next = CHARTS.find((id) => id === value);
              setTable(next === undefined);
              if (next) useLab.setState({ chart: next });
            }}
          />
        </div>
        {table ? <Ends walk={walk} /> : <Curves walk={walk} />}
      </div>
      <Transport walk={walk} />
    </div>
  );
}
