/**
 * A wire: one strand per task whose gradient flows back through it, wound into a braid where several share it; grey and
 * dashed where none does. Its shape stands on it under the pointer; selected, it offers to insert a layer or be cut.
 */
import { ActionIcon } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { EdgeLabelRenderer, type EdgeProps, useStore } from '@xyflow/react';
import { memo, useCallback, useMemo, useRef, useState } from 'react';
import { modelId, nodeId } from '../../core/experiment/experiment.ts';
import type { Probe } from '../../state/series.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices, useView } from '../parts/services.tsx';
import { taskColour } from '../parts/taskStyle.ts';
import { useCanvasActions } from './actions.ts';
import classes from './canvas.module.css';
import type { WireData, WireFlowEdge } from './flowElements.ts';
import { shapeText } from './names.ts';
import { braidPaths, wireMiddle, wirePath } from './paths.ts';
import { gradientProbe, type NodePull } from './pull.ts';
import { useRunningNode } from './running.ts';
import { usePull } from './usePull.ts';

/** The label stands above its wire, so that it does not cover the ports, px. */
const LABEL_ABOVE = 8;
const NO_MODEL = modelId('');
const NO_NODE = nodeId('');

function WireStrands({ sourceX, sourceY, targetX, targetY, data, selected }: EdgeProps<WireFlowEdge>) {
  const { t } = useWords();
  const { edit } = useServices();
  const actions = useCanvasActions();
  const [hovered, setHovered] = useState(false);
  const strands = useStrandWidths(data);
  const zoom = useStore((state) => (hovered || selected ? state.transform[2] : 1));
  // Among many selected things the wire's own buttons would only be in the way.
  const alone = useView(({ selection }) => selection.edges.length === 1 && selection.nodes.length === 0) && selected;
  if (!data) return undefined;
  const from = { x: sourceX, y: sourceY };
  const to = { x: targetX, y: targetY };
  const middle = wireMiddle(from, to);
  const line = wirePath(from, to);
  const { model, edge, tasks } = data;
  return (
    <>
      <g
        ref={strands}
        className={classes.wire}
        data-selected={selected || undefined}
        onPointerEnter={() => setHovered(true)}
        onPointerLeave={() => setHovered(false)}
      >
        <path d={line} className={classes.wireHalo} />
        {tasks.length === 0 && <path d={line} className={classes.looseWire} />}
        {braidPaths(from, to, tasks.length).map((path, i) =>
          tasks[i] === undefined ? undefined : (
            <path
              key={tasks[i]}
              data-strand={tasks[i]}
              d={path}
              className={classes.strand}
              stroke={taskColour(tasks[i])}
            />
          ),
        )}
        <path d={line} className="react-flow__edge-interaction" fill="none" strokeOpacity={0} strokeWidth={18} />
      </g>
      {(hovered || alone) && (
        <EdgeLabelRenderer>
          <div
            className={`${classes.wireLabel ?? ''} nodrag nopan`}
            style={{
              // Its buttons keep their size on screen, however far away the canvas is.
              transform: `translate(${middle.x}px, ${middle.y}px) scale(${1 / zoom}) translate(-50%, -100%) translateY(-${LABEL_ABOVE}px)`,
            }}
          >
            <span>{shapeText(data.shape)}</span>
            {alone && (
              <>
                <ActionIcon
                  size={24}
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
                  <IconPlus size={15} />
                </ActionIcon>
                <ActionIcon
                  size={24}
                  aria-label={t('canvas.wire.remove')}
                  title={t('canvas.wire.remove')}
                  onClick={() => edit({ type: 'removeEdges', model: model.id, edges: [edge.id] })}
                >
                  <IconX size={15} />
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

/** Strokes of strands, px: from a task that hardly pulls to the one that pulls hardest in the model. */
const THIN = 1.25;
const THICK = 4.5;
const WIDER = 0.25;

/** Each strand as thick as its task's gradient at the layer that the wire feeds. Painted outside React. */
function useStrandWidths(data: WireData | undefined) {
  const group = useRef<SVGGElement>(null);
  const ids = useExperiment((state) => state.outline.tasks.map((task) => task.id));
  const model = data?.model.id;
  const target = data?.edge.target;
  const tasks = data?.tasks;
  const running = useRunningNode(model ?? NO_MODEL, target ?? NO_NODE) !== undefined;
  const probe = useMemo<Probe | undefined>(
    () => (running && model !== undefined ? gradientProbe(model) : undefined),
    [running, model],
  );
  const paint = useCallback(
    (pull: NodePull | undefined) => {
      const paths = group.current?.querySelectorAll<SVGPathElement>('[data-strand]') ?? [];
      for (const path of paths) {
        const id = ids[Number(path.dataset.strand)];
        const norm = pull && id !== undefined ? pull.norms.get(id) : undefined;
        const share = norm === undefined || !pull || pull.largest === 0 ? undefined : Math.sqrt(norm / pull.largest);
        const width = share === undefined ? '' : `${THIN + WIDER * Math.round(((THICK - THIN) * share) / WIDER)}px`;
        // Written only when it can be seen: every stroke that changes is drawn anew with all that lies under it.
        if (path.style.strokeWidth !== width) path.style.strokeWidth = width;
      }
    },
    [ids],
  );
  usePull(tasks && tasks.length > 0 ? probe : undefined, target ?? NO_NODE, paint);
  return group;
}
