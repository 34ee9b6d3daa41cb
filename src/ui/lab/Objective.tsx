/** Objective space: loss A against loss B, what can be reached as a cloud, the Pareto front, and the walkers' ways there. */
import { useElementSize } from '@mantine/hooks';
import { useRef } from 'react';
import type { Ground } from '../../core/lab/field.ts';
import { useWords } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import { Layer } from './Layer.tsx';
import classes from './lab.module.css';
import { useLab } from './labStore.ts';
import { type Looks, themeRgb } from './looks.ts';
import { type Place, strokeCased } from './paintGround.ts';
import { createTrails, paintHeads } from './paintTrails.ts';
import type { Walk } from './walk.ts';

const MARGIN = { left: 44, right: 10, top: 8, bottom: 26 };
interface View {
  readonly a: readonly [number, number];
  readonly b: readonly [number, number];
}
/** From a little below the front's least to most of what the plane holds. */
function viewOf(ground: Ground): View {
  const range = (values: Float32Array, front: readonly number[]): readonly [number, number] => {
    const sorted = Float32Array.from(values).sort();
    const low = Math.min(...front);
    const high = Math.max(sorted[Math.round(0.93 * (sorted.length - 1))] as number, ...front);
    return [low - 0.06 * (high - low), high + 0.03 * (high - low)];
  };
  return {
    a: range(
      ground.losses[0].values,
      ground.frontLosses.map(([a]) => a),
    ),
    b: range(
      ground.losses[1].values,
      ground.frontLosses.map(([, b]) => b),
    ),
  };
}

function paintSpace(
  g: CanvasRenderingContext2D,
  ground: Ground,
  { place, view, looks, width, height }: { place: Place; view: View; looks: Looks; width: number; height: number },
): void {
  g.clearRect(0, 0, width, height);
  g.strokeStyle = looks.line;
  g.lineWidth = 1;
  g.strokeRect(MARGIN.left, MARGIN.top, width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom);
  const [r, gr, b] = themeRgb('--ink-soft');
  g.fillStyle = `rgb(${r} ${gr} ${b} / 0.16)`;
  const { values: first } = ground.losses[0];
  const { values: second } = ground.losses[1];
  g.save();
  g.beginPath();
  g.rect(MARGIN.left, MARGIN.top, width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom);
  g.clip();
  for (let i = 0; i < first.length; i += 1) {
    const [x, y] = place(first[i] as number, second[i] as number);
    g.fillRect(x, y, 1.4, 1.4);
  }
  strokeCased(
    g,
    ground.frontLosses.map(([a, c]) => place(a, c)),
    looks.ink,
    looks,
    3,
  );
  g.restore();
  g.fillStyle = looks.inkSoft;
  g.font = '11px system-ui, sans-serif';
  g.textBaseline = 'alphabetic';
  for (const share of [0.04, 0.5, 0.96]) {
    const [va, vb] = [view.a[0] + share * (view.a[1] - view.a[0]), view.b[0] + share * (view.b[1] - view.b[0])];
    g.textAlign = 'center';
    g.fillText(shortNumber(Number(va.toPrecision(2))), place(va, view.b[0])[0], height - 13);
    g.textAlign = 'right';
    g.fillText(shortNumber(Number(vb.toPrecision(2))), MARGIN.left - 4, place(view.a[0], vb)[1] + 4);
  }
}

export function Objective({ walk }: { readonly walk: Walk }) {
  const { t } = useWords();
  const { ref, width, height } = useElementSize();
  const problem = useLab((state) => state.setup.problem);
  const options = useLab((state) => state.setup.options);
  const trails = useRef(createTrails(2));
  const painted = useRef<Ground>(undefined);
  const view = useRef<View>({ a: [0, 1], b: [0, 1] });
  const place: Place = (a, b) => {
    const { a: across, b: up } = view.current;
    return [
      MARGIN.left + ((a - across[0]) / (across[1] - across[0])) * (width - MARGIN.left - MARGIN.right),
      height - MARGIN.bottom - ((b - up[0]) / (up[1] - up[0])) * (height - MARGIN.top - MARGIN.bottom),
    ];
  };
  const clipped = (g: CanvasRenderingContext2D, draw: () => void): void => {
    g.save();
    g.beginPath();
    g.rect(MARGIN.left, MARGIN.top, width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom);
    g.clip();
    draw();
    g.restore();
  };
  const key = `${problem} ${JSON.stringify(options)}`;
  return (
    <div ref={ref} className={classes.picture} role="img" aria-label={t('lab.objective.name')}>
      <Layer
        walk={walk}
        width={width}
        height={height}
        anew={key}
        paint={(g, looks, fresh) => {
          if (!walk.ground || (!fresh && walk.ground === painted.current)) return;
          painted.current = walk.ground;
          view.current = viewOf(walk.ground);
          trails.current.restart();
          paintSpace(g, walk.ground, { place, view: view.current, looks, width, height });
        }}
      />
      <Layer
        walk={walk}
        width={width}
        height={height}
        anew={key}
        paint={(g, looks, fresh) => {
          if (fresh) trails.current.restart();
          const { recording } = walk;
          if (!recording || walk.place() < 0) return;
          clipped(g, () => trails.current.paint(g, recording, walk.place(), place, looks));
        }}
      />
      <Layer
        walk={walk}
        width={width}
        height={height}
        anew={key}
        paint={(g, looks) => {
          g.clearRect(0, 0, width, height);
          const { recording } = walk;
          if (!recording || walk.place() < 0) return;
          const shown = { first: 2, place, looks, start: undefined };
          clipped(g, () => paintHeads(g, recording, walk.place(), shown));
        }}
      />
      <span className={classes.axisA} aria-hidden>
        {t('lab.objective.a')}
      </span>
      <span className={classes.axisB} aria-hidden>
        {t('lab.objective.b')}
      </span>
    </div>
  );
}
