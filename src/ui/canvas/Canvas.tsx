/**
 * The canvas: every model of the experiment in a lane of one node editor. The document owns nodes and edges; this
 * component hands them to the editor and turns its gestures into Edits. Only a drag under way is kept here.
 */
import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import {
  Background,
  BackgroundVariant,
  type Connection,
  ConnectionMode,
  type EdgeTypes,
  MiniMap,
  type NodeTypes,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useKeyPress,
  useStore,
  useStoreApi,
} from '@xyflow/react';
import { useCallback, useRef, useState } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import { taskColour } from '../parts/taskStyle.ts';
import { AddMenu } from './AddMenu.tsx';
import { CanvasActionsProvider, type MenuRequest } from './actions.ts';
import classes from './canvas.module.css';
import { newEdgeOf } from './connecting.ts';
import { FoldNode } from './FoldNode.tsx';
import type { CanvasNode, WireFlowEdge } from './flowElements.ts';
import { connectEdit, modelOf, whyNot } from './gestures.ts';
import { LaneNode } from './LaneNode.tsx';
import { LayerNode } from './LayerNode.tsx';
import { toCanvas } from './lanes.ts';
import { Outline } from './Outline.tsx';
import { PastNote } from './PastNote.tsx';
import { SeveralTools } from './SeveralTools.tsx';
import { SlowPanel } from './slow/SlowPanel.tsx';
import { useLit } from './slow/useLit.ts';
import { Ties } from './Ties.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useCanvasKeys } from './useCanvasKeys.ts';
import { useClipboard } from './useClipboard.ts';
import { useElements } from './useElements.ts';
import { useFit } from './useFit.ts';
import { useFlowChanges } from './useFlowChanges.ts';
import { useFocusInView } from './useFocusInView.ts';
import { usePlacing } from './usePlacing.ts';
import { Wire } from './Wire.tsx';
import { WireInHand } from './WireInHand.tsx';

const NODE_TYPES: NodeTypes = { layer: LayerNode, lane: LaneNode, fold: FoldNode } as NodeTypes;
const EDGE_TYPES: EdgeTypes = { wire: Wire } as EdgeTypes;
const MULTI_SELECT = ['Meta', 'Control'];
const ZOOM = { min: 0.15, max: 2.5 };
const SNAP_RADIUS = 26;
/** Below this zoom the cards leave small print out. */
const FAR = 0.56;

export function Canvas() {
  return (
    <ReactFlowProvider>
      <Flow />
    </ReactFlowProvider>
  );
}

function Flow() {
  const { t } = useWords();
  const services = useServices();
  const scheme = useComputedColorScheme('light');
  const frame = useRef<HTMLDivElement>(null);
  const { ref: sized, width, height } = useElementSize();
  const elements = useElements(width > 0 ? { width, height } : undefined);
  const { lanes } = elements;
  const { nodes, edges } = useLit(elements);
  const { showAll, onMoveEnd } = useFit(lanes, width, height);
  const [menu, setMenu] = useState<MenuRequest | undefined>(undefined);
  const [minimap, setMinimap] = useState(false);
  const far = useStore((state) => state.transform[2] < FAR);
  const changes = useFlowChanges(elements);
  const placing = usePlacing(lanes, setMenu, frame);
  useCanvasKeys(frame, elements, placing.openAtPointer);
  useFocusInView(frame);
  useClipboard(frame);
  const [byBox, setByBox] = useBoxMode();
  // While Space is held a drag pans, even where it begins on a card.
  const panning = useKeyPress('Space');

  const isValid = useCallback(
    (connection: Connection | WireFlowEdge): boolean => {
      const wanted = newEdgeOf(connection);
      const { experiment, outline } = services.experiments.getState();
      const model = modelOf(experiment, wanted?.model);
      return wanted !== undefined && model !== undefined && !whyNot(model, experiment.data, outline, wanted.edge);
    },
    [services],
  );
  const connect = useCallback(
    (connection: Connection): void => {
      const wanted = newEdgeOf(connection);
      const { experiment, outline } = services.experiments.getState();
      const model = modelOf(experiment, wanted?.model);
      if (wanted && model) services.edit(connectEdit(model, experiment.data, outline, wanted.edge));
    },
    [services],
  );

  return (
    <CanvasActionsProvider value={{ openMenu: setMenu, showAll }}>
      <div
        ref={useMergedRef(frame, sized)}
        className={classes.frame}
        data-far={far || undefined}
        onPointerMove={placing.follow}
      >
        <ReactFlow<CanvasNode, WireFlowEdge>
          aria-label={t('canvas.label')}
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          colorMode={scheme}
          minZoom={ZOOM.min}
          maxZoom={ZOOM.max}
          onNodesChange={changes.onNodesChange}
          onEdgesChange={changes.onEdgesChange}
          onNodeDragStart={changes.onDragStart}
          onNodeDragStop={changes.onDragStop}
          onSelectionDragStart={changes.onDragStart}
          onSelectionDragStop={changes.onDragStop}
          onPaneClick={changes.onPaneClick}
          onMoveEnd={onMoveEnd}
          connectionMode={ConnectionMode.Strict}
          connectionRadius={SNAP_RADIUS}
          connectionLineComponent={WireInHand}
          connectOnClick
          isValidConnection={isValid}
          onConnect={connect}
          onConnectEnd={placing.onConnectEnd}
          onClickConnectEnd={placing.onClickConnectEnd}
          onDragOver={placing.onDragOver}
          onDrop={placing.onDrop}
          onDoubleClick={placing.onDoubleClick}
          deleteKeyCode={null}
          selectionMode={SelectionMode.Partial}
          selectionKeyCode="Shift"
          selectionOnDrag={byBox}
          panOnDrag={!byBox}
          nodesDraggable={!panning}
          multiSelectionKeyCode={MULTI_SELECT}
          zoomOnDoubleClick={false}
          disableKeyboardA11y
          elevateNodesOnSelect={false}
          nodeDragThreshold={3}
          proOptions={{ hideAttribution: true }}
        >
          <Background variant={BackgroundVariant.Dots} gap={18} size={1} color="var(--line)" />
          <Ties lanes={lanes} cornerOf={(lane, id) => elements.cornerOf(lane.model.id, id) ?? at(lane, id)} />
          {minimap && (
            <MiniMap<CanvasNode>
              ariaLabel={t('canvas.toolbar.minimap')}
              pannable
              zoomable
              className={classes.minimap ?? ''}
              nodeColor={(node) =>
                node.type === 'lane'
                  ? 'transparent'
                  : node.data.tasks.length === 1
                    ? taskColour(node.data.tasks[0] ?? 0)
                    : 'var(--ink-soft)'
              }
            />
          )}
        </ReactFlow>
        <SeveralTools />
        <Toolbar
          minimap={minimap}
          onMinimap={() => setMinimap(!minimap)}
          byBox={byBox}
          onByBox={() => setByBox(!byBox)}
          onAdd={placing.openInMiddle}
        />
        {menu && <AddMenu request={menu} frame={frame} onClose={() => setMenu(undefined)} />}
        <PastNote frame={frame} />
        <SlowPanel lanes={lanes} />
        <Outline />
      </div>
    </CanvasActionsProvider>
  );
}

/** Without a keyboard: a drag draws a box, and a tap adds to the selection. */
function useBoxMode(): [boolean, (on: boolean) => void] {
  const flow = useStoreApi();
  const [on, setOn] = useState(false);
  return [
    on,
    (next) => {
      flow.setState({ multiSelectionActive: next });
      setOn(next);
    },
  ];
}

function at(lane: Parameters<typeof toCanvas>[0], id: string) {
  const place = lane.positions[id as keyof typeof lane.positions];
  return place && toCanvas(lane, place);
}
