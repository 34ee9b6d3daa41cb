/** The plane of the two parameters: ground, trails, heads, and the starts, which can be dragged. */
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { withDefaults } from '../../core/fields.ts';
import type { Ground } from '../../core/lab/field.ts';
import { labProblems, type Point } from '../../core/lab/problems.ts';
import { LAB_LIMITS } from '../../core/lab/setup.ts';
import { useWords } from '../parts/i18n/index.ts';
import { Layer } from './Layer.tsx';
import classes from './lab.module.css';
import { change, useLab } from './labStore.ts';
import { paintGround, placeIn } from './paintGround.ts';
import { createTrails, paintHeads } from './paintTrails.ts';
import { Starts } from './Starts.tsx';
import type { Walk } from './walk.ts';

/** The bound of the first constrained contender. */
function useBound(): number | undefined {
  return useLab(({ setup }) => {
    const found = setup.contenders.find(({ method }) => method === 'lagrange');
    return found && Number(found.options.bound ?? 0.3);
  });
}
function useGround(walk: Walk): Ground | undefined {
  const [ground, setGround] = useState(walk.ground);
  useEffect(() => walk.on(() => setGround(walk.ground)), [walk]);
  return ground;
}

export function Plane({ walk }: { readonly walk: Walk }) {
  const { t, word } = useWords();
  const { ref, width, height } = useElementSize();
  const { problem, options } = useLab((state) => state.setup);
  const bound = useBound();
  const ground = useGround(walk);
  const trails = useRef(createTrails(0));
  const box = { width, height };
  const { fields, build } = labProblems.get(problem);
  const { window: frame } = build(withDefaults(fields, options));
  const place = placeIn(frame, box);
  const back = (x: number, y: number): Point => [
    frame[0] + (x / width) * (frame[1] - frame[0]),
    frame[3] - (y / height) * (frame[3] - frame[2]),
  ];
  return (
    <div className={classes.planeBox}>
      <div
        ref={ref}
        className={classes.plane}
        role="img"
        aria-label={t('lab.plane.name', { problem: word(`lab.problem.${problem}.label`) })}
        onDoubleClick={(event) => {
          const area = event.currentTarget.getBoundingClientRect();
          const { starts } = useLab.getState().setup;
          if (starts.length >= LAB_LIMITS.starts) return;
          change({ starts: [...starts, back(event.clientX - area.left, event.clientY - area.top)] });
        }}
      >
        <Layer
          walk={walk}
          width={width}
          height={height}
          anew={`${ground === undefined} ${JSON.stringify(options)} ${problem} ${bound}`}
          paint={(g, looks, fresh) => {
            if (!walk.ground || (!fresh && walk.ground === painted.get(g.canvas))) return;
            painted.set(g.canvas, walk.ground);
            paintGround(g, box, walk.ground, looks, bound);
          }}
        />
        <Layer
          walk={walk}
          width={width}
          height={height}
          anew={problem}
          paint={(g, looks, fresh) => {
            if (fresh) trails.current.restart();
            if (walk.recording && walk.place() >= 0)
              trails.current.paint(g, walk.recording, walk.place(), place, looks);
          }}
        />
        <Layer
          walk={walk}
          width={width}
          height={height}
          anew={problem}
          paint={(g, looks) => {
            g.clearRect(0, 0, width, height);
            if (walk.recording && walk.place() >= 0)
              paintHeads(g, walk.recording, walk.place(), { first: 0, place, looks, start: undefined });
          }}
        />
      </div>
      <Starts width={width} height={height} place={place} back={back} />
      <span className={classes.axisX} aria-hidden>
        θ₁ {frame[0]} … {frame[1]}
      </span>
      <span className={classes.axisY} aria-hidden>
        θ₂ {frame[2]} … {frame[3]}
      </span>
    </div>
  );
}
/** Which ground a canvas shows: it is costly to paint, and the walk tells of every step. */
const painted = new WeakMap<HTMLCanvasElement, Ground>();
