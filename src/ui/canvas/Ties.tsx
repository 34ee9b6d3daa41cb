/**
 * Ties between twin layers as springs: drawn out by the distance between the twins' parameters, reddened by tension
 * (strength times distance). The knob shows strength and distance; dragging it up or down, or the arrow keys, change the
 * strength by equal ratios while training goes on. Distances are painted outside React.
 */
import { ViewportPortal } from '@xyflow/react';
import { memo, type PointerEvent, useCallback, useRef } from 'react';
import type { ModelSpec, Point, Tie } from '../../core/experiment/experiment.ts';
import { series } from '../../state/series.ts';
import type { RunState } from '../../state/stores.ts';
import { useWords } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import { useExperiment, useServices, useView } from '../parts/services.tsx';
import classes from './canvas.module.css';
import { type Box, sizeOf } from './geometry.ts';
import type { Lane } from './lanes.ts';
import { useRunPainter, valueAt } from './live.ts';
import { titleOf } from './names.ts';
import { springPath, stretchOf } from './paths.ts';

export const STRENGTH_RANGE = { min: 1e-4, max: 1e3 };
/** Pointer travel in px that makes the strength ten times larger. */
const DECADE = 60;
const KEY_RATIO = 1.25;

/**
 * A new strength from a factor; zero starts at the smallest, and falling below the smallest gives zero. From infinity it
 * goes down alone.
 */
export function scaled(strength: Tie['strength'], factor: number): Tie['strength'] {
  const { min, max } = STRENGTH_RANGE;
  if (strength === 'infinite' && factor >= 1) return strength;
  const from = strength === 'infinite' ? max : Math.max(strength, min);
  const to = Number((from * factor).toPrecision(2));
  return to < min || (strength === 0 && factor <= 1) ? 0 : Math.min(max, to);
}

interface TiesProps {
  readonly lanes: readonly Lane[];
  /** Top left corner of a card on the canvas, drags included. */
  readonly cornerOf: (lane: Lane, node: string) => Point | undefined;
}
export function Ties({ lanes, cornerOf }: TiesProps) {
  return (
    <ViewportPortal>
      {lanes.flatMap((lane) =>
        lane.model.ties.map((tie) => {
          const boxes = tie.nodes.flatMap((id) => {
            const node = lane.model.wiring.nodes.find((candidate) => candidate.id === id);
            const at = node && cornerOf(lane, id);
            return node && at ? [{ ...at, ...sizeOf(node.kind) }] : [];
          });
          boxes.sort((a, b) => a.y - b.y || a.x - b.x);
          const places = boxes.map((box) => `${box.x} ${box.y} ${box.width} ${box.height}`).join(';');
          return <Spring key={`${lane.model.id}/${tie.id}`} model={lane.model} tie={tie} places={places} />;
        }),
      )}
    </ViewportPortal>
  );
}

/** How far beside stacked twins their spring stands, and how far it reaches along their sides, px. */
const BESIDE = 15;
const REACH = 34;

interface Hung {
  readonly from: Point;
  readonly to: Point;
  /** What holds the spring to the cards, as SVG paths. */
  readonly hooks: string;
}
/** A spring between two twins: beside them where one stands below the other, else between their facing sides. */
function hang(a: Box, b: Box): Hung {
  if (b.y >= a.y + a.height) {
    const x = Math.max(a.x + a.width, b.x + b.width) + BESIDE;
    const [top, bottom] = [a.y + a.height - REACH, b.y + REACH];
    return {
      from: { x, y: top },
      to: { x, y: bottom },
      hooks: `M${a.x + a.width},${top} L${x},${top} M${b.x + b.width},${bottom} L${x},${bottom}`,
    };
  }
  const [ya, yb] = [a.y + a.height / 2, b.y + b.height / 2];
  return b.x > a.x
    ? { from: { x: a.x + a.width, y: ya }, to: { x: b.x, y: yb }, hooks: '' }
    : { from: { x: a.x, y: ya }, to: { x: b.x + b.width, y: yb }, hooks: '' };
}

interface SpringProps {
  readonly model: ModelSpec;
  readonly tie: Tie;
  /** The twins' boxes as text, so that the memo compares them by value. */
  readonly places: string;
}
const Spring = memo(function Spring({ model, tie, places }: SpringProps) {
  const words = useWords();
  const { t } = words;
  const { edit, views } = useServices();
  const outline = useExperiment((state) => state.outline);
  const selected = useView(({ selection }) => selection.model === model.id && selection.tie === tie.id);
  const svg = useRef<SVGSVGElement>(null);
  const number = useRef<HTMLSpanElement>(null);
  const drag = useRef<{ y: number; strength: number | 'infinite'; moved: boolean } | undefined>(undefined);
  const boxes = places.split(';').map((text) => {
    const [x = 0, y = 0, width = 0, height = 0] = text.split(' ').map(Number);
    return { x, y, width, height };
  });
  const springs = boxes.slice(1).map((box, i) => hang(boxes[i] as Box, box));

  const show = useCallback(
    (run: RunState, cursor: number | undefined) => {
      const distance = valueAt(run, cursor, series.tieDistance(model.id, tie.id)) ?? 0;
      const strength = tie.strength === 'infinite' ? STRENGTH_RANGE.max : tie.strength;
      const tension = stretchOf(strength * distance);
      for (const path of svg.current?.querySelectorAll<SVGPathElement>('[data-ends]') ?? []) {
        const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = (path.dataset.ends ?? '').split(' ').map(Number);
        path.setAttribute('d', springPath({ x: x1, y: y1 }, { x: x2, y: y2 }, stretchOf(distance)));
        path.style.stroke = `color-mix(in srgb, var(--bad) ${Math.round(tension * 100)}%, var(--ink-soft))`;
      }
      if (number.current) number.current.textContent = shortNumber(Number(distance.toPrecision(3)));
    },
    [model.id, tie.id, tie.strength],
  );
  useRunPainter(show);

  const strengthText = tie.strength === 'infinite' ? '∞' : shortNumber(tie.strength);
  const name = t('canvas.tie.name', {
    list: tie.nodes.map((id) => titleOf(words, model, id, outline)).join(' – '),
  });
  const set = (strength: Tie['strength'], phase: 'ephemeral' | 'commit'): void => {
    edit({ type: 'setTieStrength', model: model.id, tie: tie.id, strength }, phase);
  };
  const select = (): void => views.select({ model: model.id, nodes: [], edges: [], tie: tie.id });
  const move = (event: PointerEvent): void => {
    const held = drag.current;
    if (!held || (!held.moved && Math.abs(event.clientY - held.y) < 4)) return;
    held.moved = true;
    set(scaled(held.strength, 10 ** ((held.y - event.clientY) / DECADE)), 'ephemeral');
  };
  const release = (event: PointerEvent): void => {
    const held = drag.current;
    drag.current = undefined;
    if (held?.moved) set(scaled(held.strength, 10 ** ((held.y - event.clientY) / DECADE)), 'commit');
  };
  const [spring] = springs;
  const middle = spring && { x: (spring.from.x + spring.to.x) / 2, y: (spring.from.y + spring.to.y) / 2 };
  if (!middle) return undefined;
  return (
    <>
      <svg ref={svg} className={classes.springs} aria-hidden>
        {springs.map(({ from, to, hooks }) => (
          <g key={`${from.x} ${from.y}`}>
            <path className={classes.hooks} d={hooks} />
            <path
              className={classes.spring}
              data-selected={selected || undefined}
              data-ends={`${from.x} ${from.y} ${to.x} ${to.y}`}
              d={springPath(from, to, 0)}
              onPointerDown={select}
            />
          </g>
        ))}
      </svg>
      <div
        className={`${classes.knob ?? ''} nodrag nopan`}
        style={{ left: middle.x - 12, top: middle.y }}
        data-selected={selected || undefined}
        role="slider"
        tabIndex={0}
        aria-label={name}
        aria-orientation="vertical"
        aria-valuemin={Math.log10(STRENGTH_RANGE.min)}
        aria-valuemax={Math.log10(STRENGTH_RANGE.max)}
        aria-valuenow={
          tie.strength === 'infinite'
            ? Math.log10(STRENGTH_RANGE.max)
            : Math.log10(Math.max(tie.strength, STRENGTH_RANGE.min))
        }
        aria-valuetext={`λ = ${strengthText}`}
        title={t('canvas.tie.help')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { y: event.clientY, strength: tie.strength, moved: false };
          select();
        }}
        onPointerMove={move}
        onPointerUp={release}
        onPointerCancel={release}
        onFocus={select}
        onKeyDown={(event) => {
          const factor = {
            ArrowUp: KEY_RATIO,
            ArrowRight: KEY_RATIO,
            ArrowDown: 1 / KEY_RATIO,
            ArrowLeft: 1 / KEY_RATIO,
          }[event.key];
          if (factor === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          set(scaled(tie.strength, factor), 'commit');
        }}
      >
        <b>λ {strengthText}</b>
        <span className={classes.soft}>
          {t('canvas.tie.distance')} <span ref={number}>0</span>
        </span>
      </div>
    </>
  );
});
