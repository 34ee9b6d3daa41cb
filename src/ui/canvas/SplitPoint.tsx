/**
 * The split point: a divider across the lane where the shared trunk ends and the tasks' own layers begin. Dragging it
 * left gives each task its own copy of the last shared layer, dragging it right shares a layer too; arrow keys do the same.
 */

import { useReactFlow } from '@xyflow/react';
import { type PointerEvent, useRef, useState } from 'react';
import type { ModelSpec } from '../../core/experiment/experiment.ts';
import { analyseModel } from '../../core/graph/analyse.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import { outlineOf } from '../../core/scenarios/outline.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import classes from './canvas.module.css';
import { sizeOf } from './geometry.ts';
import { shareableLayers, sharedLayers, splitPointEdit } from './gestures.ts';
import { LANE_HEADER, type Lane } from './lanes.ts';

/** Distance in canvas px that stands for one layer while dragging: about a card and its gap. */
const LAYER = 150;
const HALF_GAP = 23;

export function SplitPoint({ lane, analysis }: { readonly lane: Lane; readonly analysis: ModelAnalysis }) {
  const { t } = useWords();
  const { edit, experiments } = useServices();
  const { getZoom } = useReactFlow();
  const { model } = lane;
  const drag = useRef<number | undefined>(undefined);
  const [steps, setSteps] = useState(0);
  const shared = sharedLayers(model, analysis).filter((id) => kindOf(model, id) !== 'head');
  const shareable = shareableLayers(model, analysis);
  const depth = shared.length + shareable.length;
  if (depth === 0 || analysis.tasks.length < 2) return undefined;

  const rightmost = (ids: readonly string[]): number =>
    Math.max(
      ...ids.map((id) => {
        const node = model.wiring.nodes.find((candidate) => candidate.id === id);
        return node ? (lane.positions[node.id]?.x ?? 0) + sizeOf(node.kind).width : 0;
      }),
    );
  const sources = model.wiring.nodes.filter((node) => node.kind === 'input').map((node) => node.id);
  const x = rightmost(shared.length > 0 ? shared : sources) + HALF_GAP + lane.offset.x - lane.x;

  const clamp = (by: number): number => Math.min(shareable.length, Math.max(-shared.length, by));
  const apply = (by: number): void => {
    const change = splitPointEdit(experiments.getState().experiment, model.id, clamp(by), (experiment, spec) =>
      analyseModel(spec, experiment.data, outlineOf(experiment.data)),
    );
    if (change) edit(change);
  };
  const stepsAt = (event: PointerEvent): number =>
    clamp(Math.round((event.clientX - (drag.current ?? event.clientX)) / getZoom() / LAYER));
  return (
    <div
      className={`${classes.splitPoint ?? ''} nodrag nopan`}
      style={{ left: x + steps * LAYER, top: LANE_HEADER }}
      data-dragging={drag.current !== undefined || undefined}
      title={t('canvas.split.help')}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = event.clientX;
      }}
      onPointerMove={(event) => {
        if (drag.current !== undefined) setSteps(stepsAt(event));
      }}
      onPointerUp={(event) => {
        const by = stepsAt(event);
        drag.current = undefined;
        setSteps(0);
        if (by !== 0) apply(by);
      }}
      onPointerCancel={() => {
        drag.current = undefined;
        setSteps(0);
      }}
    >
      {/* Only the knob is a target for keys and readers: the line would lie too close to the ports beside it. */}
      <span
        role="slider"
        tabIndex={0}
        aria-label={t('canvas.split.label', { name: model.name })}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={depth}
        aria-valuenow={shared.length + steps}
        aria-valuetext={t('canvas.split.value', { shared: shared.length + steps, depth })}
        onKeyDown={(event) => {
          const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
          if (by === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          apply(by);
        }}
      >
        ⟷
      </span>
    </div>
  );
}
const kindOf = (model: ModelSpec, id: string): string | undefined =>
  model.wiring.nodes.find((node) => node.id === id)?.kind;
