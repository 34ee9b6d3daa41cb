/** One number of every contender over the steps, from one start: weights, losses, cosine or multiplier. */
import { useElementSize } from '@mantine/hooks';
import { FIELDS, WIDTH } from '../../core/lab/recorder.ts';
import { useWords } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import { Layer } from './Layer.tsx';
import classes from './lab.module.css';
import { type LabChart, useLab } from './labStore.ts';
import { drawHead, type Looks } from './looks.ts';
import type { Recording, Walk } from './walk.ts';

const MARGIN = { left: 44, right: 22, top: 8, bottom: 22 };
/** Fields drawn, and the range where it is fixed. */
const SHOWN: Readonly<
  Record<LabChart, { fields: readonly (typeof FIELDS)[number][]; range?: readonly [number, number] }>
> = {
  share: { fields: ['share'], range: [0, 1] },
  losses: { fields: ['f1', 'f2'] },
  cosine: { fields: ['cosine'], range: [-1, 1] },
  multiplier: { fields: ['multiplier'] },
};
interface Frame {
  readonly width: number;
  readonly height: number;
  readonly chart: LabChart;
  readonly start: number;
}

function rangeOf(recording: Recording, to: number, { chart, start }: Frame): readonly [number, number] {
  const { fields, range } = SHOWN[chart];
  if (range) return range;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const starts = recording.setup.starts.length;
  for (let at = 0; at <= to; at += 1) {
    for (let walker = start; walker < recording.walkers; walker += starts) {
      for (const field of fields) {
        const value = recording.values[(at * recording.walkers + walker) * WIDTH + FIELDS.indexOf(field)] as number;
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
  }
  if (!(high > low)) return Number.isFinite(low) ? [low - 1, low + 1] : [0, 1];
  const room = 0.05 * (high - low);
  return [low - room, high + room];
}

function paintCurves(g: CanvasRenderingContext2D, recording: Recording, to: number, frame: Frame, looks: Looks): void {
  const { width, height, chart, start } = frame;
  const [low, high] = rangeOf(recording, to, frame);
  const last = Math.max(1, recording.setup.steps);
  const x = (step: number): number => MARGIN.left + (step / last) * (width - MARGIN.left - MARGIN.right);
  const y = (value: number): number =>
    height - MARGIN.bottom - ((value - low) / (high - low)) * (height - MARGIN.top - MARGIN.bottom);
  g.strokeStyle = looks.line;
  g.lineWidth = 1;
  g.strokeRect(MARGIN.left, MARGIN.top, width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom);
  g.fillStyle = looks.inkSoft;
  g.font = '11px system-ui, sans-serif';
  g.textBaseline = 'middle';
  g.textAlign = 'right';
  for (const value of [low, (low + high) / 2, high]) {
    g.fillText(shortNumber(Number(value.toPrecision(2))), MARGIN.left - 4, y(value));
  }
  g.textAlign = 'center';
  for (const share of [0, 0.5, 1]) g.fillText(shortNumber(Math.round(share * last)), x(share * last), height - 10);
  const starts = recording.setup.starts.length;
  recording.setup.contenders.forEach((_, contender) => {
    const walker = contender * starts + start;
    SHOWN[chart].fields.forEach((field, f) => {
      const offset = FIELDS.indexOf(field);
      g.strokeStyle = looks.contender(contender);
      g.lineWidth = 1.8;
      g.setLineDash(f === 0 ? [] : [5, 3]);
      g.beginPath();
      let open = false;
      let end: readonly [number, number] | undefined;
      for (let at = 0; at <= to; at += 1) {
        const value = recording.values[(at * recording.walkers + walker) * WIDTH + offset] as number;
        if (!Number.isFinite(value)) continue;
        end = [x(recording.kept[at] as number), y(value)];
        if (open) g.lineTo(...end);
        else g.moveTo(...end);
        open = true;
      }
      g.stroke();
      g.setLineDash([]);
      if (end && f === 0) drawHead(g, end[0], end[1], contender, looks, false);
    });
  });
}

export function Curves({ walk }: { readonly walk: Walk }) {
  const { t } = useWords();
  const { ref, width, height } = useElementSize();
  const chart = useLab((state) => state.chart);
  const start = useLab((state) => state.start);
  return (
    <div ref={ref} className={classes.picture} role="img" aria-label={t(`lab.chart.${chart}.name`, { n: start + 1 })}>
      <Layer
        walk={walk}
        width={width}
        height={height}
        anew={`${chart} ${start}`}
        paint={(g, looks) => {
          g.clearRect(0, 0, width, height);
          const { recording } = walk;
          if (!recording || walk.place() < 0) return;
          paintCurves(g, recording, walk.place(), { width, height, chart, start }, looks);
        }}
      />
    </div>
  );
}
