/**
 * A port of a card: where wires start and end. By dragging, by clicking one port and then another, and by the keyboard
 * (Enter on a port, then on another). While a wire is being drawn, ports that cannot take it dim and say why.
 */
import { Handle, Position, useConnection, useStore } from '@xyflow/react';
import { useMemo } from 'react';
import type { NewEdge } from '../../core/experiment/edit.ts';
import type { ModelSpec, NodeId } from '../../core/experiment/experiment.ts';
import type { Issue } from '../../core/result.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import classes from './canvas.module.css';
import { whyNot } from './gestures.ts';
import { readNode } from './ids.ts';

interface PortProps {
  readonly model: ModelSpec;
  readonly node: NodeId;
  readonly port: string;
  readonly type: 'source' | 'target';
  readonly top: number;
  readonly name: string;
}

/** The port that a wire is being drawn from, as text, so that a port renders only when that changes. */
export function useWireStart(): string {
  const dragged = useConnection((state) =>
    state.inProgress ? `${state.fromHandle.type} ${state.fromNode.id} ${state.fromHandle.id ?? ''}` : '',
  );
  const clicked = useStore((state) => {
    const start = state.connectionClickStartHandle;
    return start ? `${start.type} ${start.nodeId} ${start.id ?? ''}` : '';
  });
  return dragged || clicked;
}

type Fit = { readonly kind: 'start' | 'yes' } | { readonly kind: 'no'; readonly issue: Issue | undefined };

export function Port({ model, node, port, type, top, name }: PortProps) {
  const words = useWords();
  const { experiments } = useServices();
  const start = useWireStart();
  const fit = useMemo((): Fit | undefined => {
    if (start === '') return undefined;
    const [side, flowNode = '', startPort = ''] = start.split(' ');
    const from = readNode(flowNode);
    if (from.model === model.id && from.node === node && side === type && startPort === port) return { kind: 'start' };
    if (side === type || from.model !== model.id) return { kind: 'no', issue: undefined };
    const edge: NewEdge =
      type === 'target'
        ? { source: from.node, sourcePort: startPort, target: node, targetPort: port }
        : { source: node, sourcePort: port, target: from.node, targetPort: startPort };
    const { experiment, outline } = experiments.getState();
    const issue = whyNot(model, experiment.data, outline, edge);
    return issue ? { kind: 'no', issue } : { kind: 'yes' };
  }, [start, model, node, port, type, experiments]);

  const reason = fit?.kind === 'no' && fit.issue ? words.issue(fit.issue) : undefined;
  const label = words.t(type === 'source' ? 'canvas.port.output' : 'canvas.port.input', { name });
  return (
    <Handle
      type={type}
      id={port}
      position={type === 'source' ? Position.Right : Position.Left}
      className={classes.port ?? ''}
      style={{ top }}
      data-fit={fit?.kind}
      role="button"
      tabIndex={0}
      aria-label={label}
      aria-description={reason}
      aria-pressed={fit?.kind === 'start' ? true : undefined}
      title={reason ?? label}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.click();
      }}
    />
  );
}
