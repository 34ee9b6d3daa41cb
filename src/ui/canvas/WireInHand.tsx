/** The wire under the pointer while it is being drawn, with the reason where it may not be put down. */
import type { ConnectionLineComponentProps } from '@xyflow/react';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import classes from './canvas.module.css';
import type { CanvasNode } from './flowElements.ts';
import { modelOf, whyNot } from './gestures.ts';
import { readNode } from './ids.ts';
import { wirePath } from './paths.ts';

export function WireInHand({ fromX, fromY, toX, toY, fromHandle, toHandle }: ConnectionLineComponentProps<CanvasNode>) {
  const words = useWords();
  const { experiments } = useServices();
  const forwards = fromHandle.type === 'source';
  const [start, end] = forwards
    ? [
        { x: fromX, y: fromY },
        { x: toX, y: toY },
      ]
    : [
        { x: toX, y: toY },
        { x: fromX, y: fromY },
      ];

  const reason = (): string | undefined => {
    if (!toHandle || (toHandle.nodeId === fromHandle.nodeId && toHandle.id === fromHandle.id)) return undefined;
    const [source, target] = forwards ? [fromHandle, toHandle] : [toHandle, fromHandle];
    if (toHandle.type === fromHandle.type) return words.t('canvas.port.sameSide');
    const [a, b] = [readNode(source.nodeId), readNode(target.nodeId)];
    if (a.model !== b.model) return words.t('canvas.port.otherModel');
    const { experiment, outline } = experiments.getState();
    const model = modelOf(experiment, a.model);
    if (!model) return undefined;
    const issue = whyNot(model, experiment.data, outline, {
      source: a.node,
      sourcePort: source.id ?? '',
      target: b.node,
      targetPort: target.id ?? '',
    });
    return issue && words.issue(issue);
  };
  const text = reason();
  return (
    <g>
      <path d={wirePath(start, end)} className={classes.wireInHand} data-bad={text !== undefined || undefined} />
      {text !== undefined && (
        <foreignObject x={toX + 12} y={toY + 12} width={230} height={120} className={classes.reasonBox}>
          <div className={classes.reason}>{text}</div>
        </foreignObject>
      )}
    </g>
  );
}
