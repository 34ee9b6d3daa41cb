/** The big map of the unit under the pointer on the canvas, in the place of the heads' answers: what it puts out over the plane. */
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ModelSpec } from '../../core/experiment/experiment.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import type { ProbeResult } from '../../state/series.ts';
import type { ViewState } from '../../state/stores.ts';
import { useWords } from '../parts/i18n/index.ts';
import { startPaintLoop } from '../parts/paintLoop.ts';
import { css, readPalette } from '../parts/palette.ts';
import { useServices } from '../parts/services.tsx';
import { useNodeNames } from '../parts/useNodeNames.ts';
import classes from './answers.module.css';
import type { Head } from './heads.ts';
import { POINTS_KEY, sizeCanvas } from './SurfaceTile.tsx';
import { boundariesOf, paintField, paintPoints, strokeLines } from './surfacePaint.ts';

const HZ = 10;
const RESOLUTION = 48;
/** More units than this are never drawn on a card. */
const UNITS = 8;
/** A unit is drawn like a number: zero is the middle of the ramp, and the line where it changes sign is its boundary. */
const NUMBER: Pick<TaskDef, 'kind'> = { kind: 'regression' };

interface UnitMapProps {
  readonly model: ModelSpec;
  readonly unit: NonNullable<ViewState['unit']>;
  /** Whose points lie over it: its own task's, or the first task's where several share it. */
  readonly head: Head | undefined;
  readonly range: number;
}
export function UnitMap({ model, unit: { node, unit, owner }, head, range }: UnitMapProps) {
  const { live } = useServices();
  const { t } = useWords();
  const names = useNodeNames(model);
  const scheme = useComputedColorScheme('light');
  const canvas = useRef<HTMLCanvasElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `scheme` changes the colours that are read from the page
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d', { alpha: false });
    if (!element || !context) return;
    const key = `map/${model.id}/${node}`;
    const stop = live.watch({ kind: 'unitSurfaces', key, model: model.id, node, resolution: RESOLUTION, units: UNITS });
    const palette = readPalette(element);
    const high = owner === undefined ? palette.ink : palette.task(owner);
    const paint = (): void => {
      const side = sizeCanvas(element, context);
      context.fillStyle = css(palette.surface);
      context.fillRect(0, 0, side, side);
      const answer = live.latest(key);
      const one = answer && oneUnit(answer, unit);
      if (!one) return;
      paintField(context, side, NUMBER as TaskDef, one, { low: palette.surface, high });
      strokeLines(context, side, RESOLUTION, boundariesOf(NUMBER as TaskDef, one), { colour: palette.ink, width: 1.4 });
      const points = live.latest(POINTS_KEY);
      if (points && head)
        paintPoints(context, side, points, {
          task: head.task,
          range,
          hue: palette.task(head.index),
          palette,
          radius: 2.6,
        });
    };
    const loop = startPaintLoop(element, [(wake) => live.on(key, wake)], paint, HZ);
    return () => {
      loop.stop();
      stop();
    };
  }, [live, model.id, node, unit, owner, head, range, scheme]);
  const name = t('charts.surfaces.unit', { name: names.get(node) ?? node, unit: unit + 1 });
  return (
    <section className={classes.unitMap} aria-label={name}>
      <div className={classes.enlargedHead}>{name}</div>
      <div className={classes.enlargedBody}>
        <div className={classes.tile}>
          <canvas ref={canvas} />
        </div>
        <p className={classes.note}>{t('charts.surfaces.unitLegend')}</p>
      </div>
    </section>
  );
}

/** One unit of [units, R, R], scaled so that its largest value fills the ramp: [R, R, 1]. */
function oneUnit(result: ProbeResult, unit: number): ProbeResult | undefined {
  const [units = 0, height = 1, width = 1] = result.shape;
  if (unit >= units) return undefined;
  const values = result.values.slice(unit * height * width, (unit + 1) * height * width);
  const peak = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  return { ...result, values: values.map((value) => (2 * value) / peak), shape: [height, width, 1] };
}
