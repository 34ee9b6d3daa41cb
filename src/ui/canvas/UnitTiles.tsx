/**
 * What a layer's units see. On the plane: up to eight small maps in a row, each unit's output over the plane. On images,
 * text and tables: what the units put out for one test example. Hovering a tile shows it large, and on the big map.
 */
import { NodeToolbar, Position } from '@xyflow/react';
import { type PointerEvent, useCallback, useMemo, useRef, useState } from 'react';
import type { ModelId, NodeId } from '../../core/experiment/experiment.ts';
import type { Probe, ProbeResult } from '../../state/series.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useRun, useServices } from '../parts/services.tsx';
import classes from './canvas.module.css';
import { useSample } from './canvasView.ts';
import { TILES } from './geometry.ts';
import { useProbe, useVisible } from './live.ts';
import { paintUnits, rampTo } from './painting.ts';
import { useRunningNode } from './running.ts';
import { activationTiles, type Tiles } from './tiles.ts';

/** The same as the heads' surfaces, so that one forward pass over the grid serves all. */
export const GRID = 20;
const LARGE_GRID = 48;

interface UnitTilesProps {
  readonly model: ModelId;
  readonly node: NodeId;
  /** Places of the tasks that own the node: one task's hue, or ink where it is shared. */
  readonly tasks: readonly number[];
  /** Units of the layer: length of the last axis. */
  readonly units: number;
  /** Room for so many tiles. */
  readonly slots: number;
  /** Width of a tile and its gap, px. */
  readonly tile: number;
}

const tableFor = (owner: number | undefined) => rampTo(owner === undefined ? '--ink' : `--task-${owner % 8}`);

/** `sample`: the test example whose activations are shown where the input is not the plane. */
function probeFor(plane: boolean, key: string, model: ModelId, node: NodeId, grid: number, sample: number): Probe {
  return plane
    ? { kind: 'unitSurfaces', key: `canvas/${key}/${model}/${node}`, model, node, resolution: grid, units: TILES }
    : {
        kind: 'activations',
        key: `canvas/sample/${sample}/${model}/${node}`,
        model,
        node,
        split: 'test',
        rows: [sample],
      };
}
const tilesOf = (result: ProbeResult, slots: number): Tiles =>
  result.kind === 'unitSurfaces'
    ? { values: result.values, shape: [result.shape[0] ?? 0, result.shape[1] ?? 0, result.shape[2] ?? 0] }
    : activationTiles(result.values, result.shape, slots);

export function UnitTiles({ model, node, tasks, units, slots, tile }: UnitTilesProps) {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const visible = useVisible(canvas);
  const input = useRunningNode(model, node);
  const sample = useSample(useRun((state) => state.rows?.test ?? 0));
  const { views } = useServices();
  const [hovered, setHovered] = useState<number | undefined>(undefined);
  const owner = tasks.length === 1 ? tasks[0] : undefined;
  const plane = input === 'plane';
  const shown = plane ? Math.min(units, slots) : slots;
  const hover = (unit: number | undefined): void => {
    if (unit === hovered) return;
    setHovered(unit);
    if (plane) views.showUnit(unit === undefined ? undefined : { model, node, unit, owner });
  };
  const unitAt = (event: PointerEvent<HTMLCanvasElement>): number | undefined => {
    const box = event.currentTarget.getBoundingClientRect();
    const unit = Math.floor((slots * (event.clientX - box.left)) / box.width);
    return unit >= 0 && unit < shown ? unit : undefined;
  };

  const probe = useMemo(
    () => (visible && input ? probeFor(plane, 'units', model, node, GRID, sample) : undefined),
    [visible, input, plane, model, node, sample],
  );
  const paint = useCallback(
    (result: ProbeResult) => {
      if (canvas.current) paintUnits(canvas.current, tilesOf(result, slots), tableFor(owner), slots);
    },
    [owner, slots],
  );
  useProbe(probe, paint, canvas);

  return (
    <div
      className={classes.tiles}
      style={{ height: tile }}
      onPointerLeave={(event) => event.pointerType !== 'touch' && hover(undefined)}
    >
      <canvas
        ref={canvas}
        className={classes.tilesCanvas}
        width={slots * (GRID + 1) - 1}
        height={GRID}
        style={{ width: slots * tile - 1, height: tile - 1 }}
        aria-hidden
        onPointerMove={(event) => hover(event.buttons === 0 ? unitAt(event) : undefined)}
        // A finger does not hover: a tap shows the unit, another puts it away.
        onClick={(event) => {
          const { pointerType } = event.nativeEvent as globalThis.PointerEvent;
          const unit = unitAt(event as unknown as PointerEvent<HTMLCanvasElement>);
          if (pointerType === 'touch') hover(unit === hovered ? undefined : unit);
        }}
      />
      {plane && units > slots && (
        <span className={classes.moreUnits} title={t('canvas.node.moreUnits', { count: units - slots })}>
          +{units - slots}
        </span>
      )}
      {hovered !== undefined && input && (
        <LargeUnit model={model} node={node} unit={hovered} owner={owner} plane={plane} slots={slots} sample={sample} />
      )}
    </div>
  );
}

interface LargeUnitProps {
  readonly model: ModelId;
  readonly node: NodeId;
  readonly unit: number;
  readonly owner: number | undefined;
  readonly plane: boolean;
  readonly slots: number;
  readonly sample: number;
}
function LargeUnit({ model, node, unit, owner, plane, slots, sample }: LargeUnitProps) {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const probe = useMemo(() => probeFor(plane, 'large', model, node, LARGE_GRID, sample), [plane, model, node, sample]);
  const paint = useCallback(
    (result: ProbeResult) => {
      if (!canvas.current) return;
      const { values, shape } = tilesOf(result, slots);
      const size = shape[1] * shape[2];
      if (unit >= shape[0]) return;
      const one: Tiles = { values: values.subarray(unit * size, (unit + 1) * size), shape: [1, shape[1], shape[2]] };
      paintUnits(canvas.current, one, tableFor(owner), 1);
    },
    [unit, owner, slots],
  );
  useProbe(probe, paint, canvas);
  return (
    <NodeToolbar isVisible position={Position.Bottom} offset={4} className={classes.largeUnit ?? ''}>
      <canvas ref={canvas} width={LARGE_GRID} height={LARGE_GRID} aria-hidden />
      <span>{t(plane ? 'canvas.node.unit' : 'canvas.node.activation', { unit: unit + 1 })}</span>
    </NodeToolbar>
  );
}
