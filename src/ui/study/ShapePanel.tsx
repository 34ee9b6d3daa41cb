/** One live picture of a layer's representation, painted outside React as results come in. */
import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import type { NodeId } from '../../core/experiment/experiment.ts';
import type { Probe } from '../../state/series.ts';
import { useWords } from '../parts/i18n/index.ts';
import { startPaintLoop } from '../parts/paintLoop.ts';
import { readPalette } from '../parts/palette.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import type { StudiedModel } from './describe.ts';
import { type Axes, paintShape, type Shape, shapeOf } from './paintShape.ts';
import classes from './study.module.css';
import type { StudiedTask } from './useStudy.ts';

const HZ = 5;
/** Cells of the bent grid, each way; every second line is drawn. */
const GRID = 21;
const MOST_UNITS = 64;
const SAMPLES = 'study/samples';

interface ShapePanelProps {
  readonly model: StudiedModel;
  readonly node: NodeId;
  readonly task: StudiedTask;
  readonly axes: Axes;
  readonly rows: number;
}
export function ShapePanel({ model, node, task, axes, rows }: ShapePanelProps) {
  const { t } = useWords();
  const { live } = useServices();
  const plane = useExperiment((state) => state.outline.inputs[0]?.kind === 'plane');
  const canvas = useRef<HTMLCanvasElement>(null);
  const before = useRef<Shape>(undefined);
  const probes = useMemo(() => probesOf(model.id, node, rows, plane), [model.id, node, rows, plane]);
  const paint = useEffectEvent((): void => {
    const [points, samples, grid] = probes.map(({ key }) => live.latest(key));
    if (!canvas.current || !points || !samples) return;
    const shape = shapeOf(points, grid, axes, before.current);
    if (!shape) return;
    before.current = shape;
    const labels = samples.labels?.[task.id];
    paintShape(canvas.current, shape, { task: task.def, index: task.index, labels }, readPalette(canvas.current));
  });
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const stops = probes.map((probe) => live.watch(probe));
    const loop = startPaintLoop(
      element,
      probes.map(
        ({ key }) =>
          (wake) =>
            live.on(key, wake),
      ),
      () => paint(),
      HZ,
    );
    return () => {
      loop.stop();
      for (const stop of stops) stop();
    };
  }, [live, probes]);
  // Other axes are another picture of the same numbers.
  // biome-ignore lint/correctness/useExhaustiveDependencies: painting reads the axes itself
  useEffect(() => paint(), [axes]);
  return (
    <canvas
      ref={canvas}
      className={classes.shape}
      role="img"
      aria-label={t('study.origin.panel', { model: model.name, task: task.label })}
    />
  );
}

function probesOf(model: StudiedModel['id'], node: NodeId, rows: number, plane: boolean): Probe[] {
  const first = Array.from({ length: rows }, (_, row) => row);
  const key = `study/${model}/${node}`;
  return [
    { kind: 'activations', key: `${key}/rows`, model, node, split: 'validation', rows: first },
    { kind: 'samples', key: SAMPLES, split: 'validation', rows: first },
    ...(plane
      ? [{ kind: 'unitSurfaces' as const, key: `${key}/grid`, model, node, resolution: GRID, units: MOST_UNITS }]
      : []),
  ];
}
