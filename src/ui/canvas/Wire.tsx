/**
 * A wire: one strand per task whose gradient flows back through it, wound into a braid where several share it; grey and
 * dashed where none does. Its shape stands on it under the pointer; selected, it offers to insert a layer or be cut.
 */
import { ActionIcon } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import { taskColour } from '../parts/taskStyle.ts';
import { useCanvasActions } from './actions.ts';
import classes from './canvas.module.css';
import type { WireFlowEdge } from './flowElements.ts';
import { shapeText } from './names.ts';
import { braidPaths, wireMiddle, wirePath } from './paths.ts';

function WireStrands({ sourceX, sourceY, targetX, targetY, data, selected }: EdgeProps<WireFlowEdge>) {
  const { t } = useWords();
  const { edit } = useServices();
  const actions = useCanvasActions();
  const [hovered, setHovered] = useState(false);
  if (!data) return undefined;
  const from = { x: sourceX, y: sourceY };
  const to = { x: targetX, y: targetY };
  const middle = wireMiddle(from, to);
  const line = wirePath(from, to);
  const { model, edge, tasks } = data;
  return (
    <>
      <g
        className={classes.wire}
        data-selected={selected || undefined}
        onPointerEnter={() => setHovered(true)}
        onPointerLeave={() => setHovered(false)}
      >
        <path d={line} className={classes.wireHalo} />
        {tasks.length === 0 && <path d={line} className={classes.looseWire} />}
        {braidPaths(from, to, tasks.length).map((path, i) =>
          tasks[i] === undefined ? undefined : (
            <path key={tasks[i]} d={path} className={classes.strand} stroke={taskColour(tasks[i])} />
          ),
        )}
        <path d={line} className="react-flow__edge-interaction" fill="none" strokeOpacity={0} strokeWidth={18} />
      </g>
      {(hovered || selected) && (
        <EdgeLabelRenderer>
          <div
            className={`${classes.wireLabel ?? ''} nodrag nopan`}
            style={{ transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)` }}
          >
            <span>{shapeText(data.shape)}</span>
            {selected && (
              <>
                <ActionIcon
                  size={18}
                  aria-label={t('canvas.wire.insert')}
                  title={t('canvas.wire.insert')}
                  onClick={(event) =>
                    actions.openMenu({
                      kind: 'edge',
                      model: model.id,
                      edge: edge.id,
                      at: middle,
                      client: { x: event.clientX, y: event.clientY },
                    })
                  }
                >
                  <IconPlus size={13} />
                </ActionIcon>
                <ActionIcon
                  size={18}
                  aria-label={t('canvas.wire.remove')}
                  title={t('canvas.wire.remove')}
                  onClick={() => edit({ type: 'removeEdges', model: model.id, edges: [edge.id] })}
                >
                  <IconX size={13} />
                </ActionIcon>
              </>
            )}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
export const Wire = memo(WireStrands);
