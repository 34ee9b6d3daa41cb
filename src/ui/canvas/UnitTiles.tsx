/** What a layer's units see on the plane: up to eight small maps in a row; hovering one shows it large. */
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ModelId, NodeId } from '../../core/experiment/experiment.ts';
import type { Probe, ProbeResult } from '../../state/series.ts';
import { useWords } from '../parts/i18n/index.ts';
import classes from './canvas.module.css';
import { TILES } from './geometry.ts';
import { useProbe, useVisible } from './live.ts';
import { mix, paintUnit, paintUnits, ramp, themeColour } from './painting.ts';

const RESOLUTION = 16;
const LARGE_RESOLUTION = 48;

interface UnitTilesProps {
  readonly model: ModelId;
  readonly node: NodeId;
  /** Places of the tasks that own the node: one task's hue, or ink where it is shared. */
  readonly tasks: readonly number[];
  readonly units: number;
}

/** Below zero towards the background's shade, above towards the owner's hue. */
function tableFor(tasks: readonly number[]) {
  const [only] = tasks;
  const high = themeColour(tasks.length === 1 && only !== undefined ? `--task-${only % 8}` : '--ink');
  return ramp(themeColour('--surface'), mix(themeColour('--surface'), high, 0.3), high);
}

export function UnitTiles({ model, node, tasks, units }: UnitTilesProps) {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const visible = useVisible(canvas);
  const [hovered, setHovered] = useState<number | undefined>(undefined);
  const owner = tasks.length === 1 ? tasks[0] : undefined;
  const shown = Math.min(units, TILES);

  const probe = useMemo<Probe | undefined>(
    () =>
      visible
        ? {
            kind: 'unitSurfaces',
            key: `canvas/units/${model}/${node}`,
            model,
            node,
            resolution: RESOLUTION,
            units: TILES,
          }
        : undefined,
    [visible, model, node],
  );
  const paint = useCallback(
    (result: ProbeResult) => {
      if (!canvas.current) return;
      const table = tableFor(owner === undefined ? [] : [owner]);
      paintUnits(canvas.current, result.values, result.shape, table, themeColour('--surface'), TILES);
    },
    [owner],
  );
  useProbe(probe, paint);

  return (
    <div className={classes.tiles} onPointerLeave={() => setHovered(undefined)}>
      <canvas
        ref={canvas}
        className={classes.tilesCanvas}
        width={TILES * (RESOLUTION + 1) - 1}
        height={RESOLUTION}
        aria-hidden
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const unit = Math.floor((TILES * (event.clientX - box.left)) / box.width);
          setHovered(unit >= 0 && unit < shown ? unit : undefined);
        }}
      />
      {units > TILES && (
        <span className={classes.moreUnits} title={t('canvas.node.moreUnits', { count: units - TILES })}>
          +{units - TILES}
        </span>
      )}
      {hovered !== undefined && <LargeUnit model={model} node={node} unit={hovered} owner={owner} />}
    </div>
  );
}

interface LargeUnitProps {
  readonly model: ModelId;
  readonly node: NodeId;
  readonly unit: number;
  readonly owner: number | undefined;
}
function LargeUnit({ model, node, unit, owner }: LargeUnitProps) {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const probe = useMemo<Probe>(
    () => ({
      kind: 'unitSurfaces',
      key: `canvas/large/${model}/${node}`,
      model,
      node,
      resolution: LARGE_RESOLUTION,
      units: TILES,
    }),
    [model, node],
  );
  const paint = useCallback(
    (result: ProbeResult) => {
      if (!canvas.current) return;
      paintUnit(canvas.current, result.values, result.shape, unit, tableFor(owner === undefined ? [] : [owner]));
    },
    [unit, owner],
  );
  useProbe(probe, paint);
  return (
    <div className={classes.largeUnit}>
      <canvas ref={canvas} width={LARGE_RESOLUTION} height={LARGE_RESOLUTION} aria-hidden />
      <span>{t('canvas.node.unit', { unit: unit + 1 })}</span>
    </div>
  );
}
