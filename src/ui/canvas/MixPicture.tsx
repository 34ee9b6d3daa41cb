/** A layer's `display`, live on its card: matrix or bars, measured on validation rows and painted outside React. */
import { useCallback, useMemo, useRef } from 'react';
import type { ModelSpec, WiringNode } from '../../core/experiment/experiment.ts';
import type { LayerDisplay } from '../../core/layers/layer.ts';
import type { Probe, ProbeResult } from '../../state/series.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment } from '../parts/services.tsx';
import classes from './canvas.module.css';
import { useProbe, useVisible } from './live.ts';
import { titleOf } from './names.ts';
import { paintMix } from './paintMix.ts';
import { useRunningNode } from './running.ts';

/** px */
const SIZE = { width: 147, height: 42 };
/** Examples whose mean is shown. */
const ROWS = 128;

interface MixPictureProps {
  readonly model: ModelSpec;
  readonly node: WiringNode;
  readonly display: LayerDisplay;
}
export function MixPicture({ model, node, display }: MixPictureProps) {
  const words = useWords();
  const outline = useExperiment((state) => state.outline);
  const canvas = useRef<HTMLCanvasElement>(null);
  const visible = useVisible(canvas);
  const running = useRunningNode(model.id, node.id) !== undefined;
  const { kind, of } = display;
  const probe = useMemo(
    (): Probe | undefined =>
      visible && running
        ? { kind: 'display', key: `canvas/display/${model.id}/${node.id}`, model: model.id, node: node.id, rows: ROWS }
        : undefined,
    [visible, running, model.id, node.id],
  );
  const paint = useCallback(
    ({ shape, values }: ProbeResult) => {
      if (canvas.current) paintMix(canvas.current, { kind, shape, values }, SIZE);
    },
    [kind],
  );
  useProbe(probe, paint, canvas);
  const wires = model.wiring.edges.filter(
    (edge) => edge.target === node.id && (of === undefined ? kind === 'matrix' : edge.targetPort === of),
  );
  const names = wires.map((edge) => titleOf(words, model, edge.source, outline)).join(', ');
  return (
    <canvas
      ref={canvas}
      className={classes.mixPicture}
      style={SIZE}
      title={words.t(kind === 'matrix' ? 'canvas.node.matrix' : 'canvas.node.bars', { names })}
      aria-hidden
    />
  );
}
