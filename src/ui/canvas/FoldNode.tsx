/**
 * The card of folded layers: its name, whose they are, how many layers and parameters, and the answer and loss of a head
 * inside. Selected, it opens, is renamed, duplicated and deleted as one; a double click opens it, F2 renames it.
 */
import { IconCopy, IconFoldDown, IconPencil, IconTrash } from '@tabler/icons-react';
import { Handle, type NodeProps, NodeToolbar, Position } from '@xyflow/react';
import { type CSSProperties, memo } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { taskSoft } from '../parts/taskStyle.ts';
import { duplicateNodes } from './adding.ts';
import classes from './canvas.module.css';
import { rename, useRenaming } from './canvasView.ts';
import type { FoldData, FoldFlowNode } from './flowElements.ts';
import { foldOf, renameFold, unfoldNodes } from './folding.ts';
import { HeadBody } from './HeadBody.tsx';
import { foldTitle, headTask, taskIndex } from './names.ts';
import { outlineColour, stripes } from './sharingStyle.ts';
import { Tool } from './Tool.tsx';
import { useChosenNodes } from './useChosenNodes.ts';

function FoldCard({ id, data, selected }: NodeProps<FoldFlowNode>) {
  const words = useWords();
  const services = useServices();
  const { model, group, tasks, parameters } = data;
  const renaming = useRenaming(id);
  const outline = useExperiment((state) => state.outline);
  const title = foldTitle(words, group, tasks);
  const [head, ...others] = model.wiring.nodes.filter((node) => headTask(node) !== '' && group.nodes.includes(node.id));
  const index = head && others.length === 0 ? taskIndex(outline, headTask(head)) : -1;
  const task = outline.tasks[index];
  const counts = `${words.t('canvas.fold.layers', { count: group.nodes.length })}, ${words.t('canvas.node.parameters', { count: parameters })}`;
  return (
    <>
      <FoldTools data={data} title={title} onRename={() => rename(id)} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the editor's own wrapper is the focusable group */}
      <div
        className={`${classes.card ?? ''} ${classes.foldCard ?? ''}`}
        data-selected={selected || undefined}
        style={{ '--owner': outlineColour(tasks) } as CSSProperties}
        onDoubleClick={(event) => {
          event.stopPropagation();
          if (!renaming) unfoldNodes(services, model.id, group.nodes);
        }}
      >
        <div className={classes.cardHead} style={{ background: stripes(tasks, taskSoft) }}>
          {renaming ? (
            <Rename
              title={title}
              onDone={(name) => {
                if (name !== title) renameFold(services, group.fold, name);
                rename(undefined);
              }}
            />
          ) : (
            <span className={classes.label} title={title}>
              {title}
            </span>
          )}
          <span className={classes.badges}>
            {tasks.map((each) => (
              <TaskBadge key={each} index={each} />
            ))}
          </span>
        </div>
        <div className={classes.cardBody}>
          {task ? (
            <HeadBody model={model.id} task={task} index={index} caption={counts} />
          ) : (
            <div className={classes.foot}>{counts}</div>
          )}
        </div>
      </div>
      <Handle
        type="target"
        id="target"
        position={Position.Left}
        className={classes.foldPort ?? ''}
        isConnectable={false}
      />
      <Handle
        type="source"
        id="source"
        position={Position.Right}
        className={classes.foldPort ?? ''}
        isConnectable={false}
      />
    </>
  );
}
export const FoldNode = memo(FoldCard);

function Rename({ title, onDone }: { readonly title: string; readonly onDone: (name: string) => void }) {
  const { t } = useWords();
  return (
    <input
      className={`${classes.foldName ?? ''} nodrag`}
      aria-label={t('canvas.fold.rename')}
      defaultValue={title}
      maxLength={60}
      // biome-ignore lint/a11y/noAutofocus: renaming was asked for.
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => onDone(event.currentTarget.value.trim())}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') event.currentTarget.value = title;
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}

interface FoldToolsProps {
  readonly data: FoldData;
  readonly title: string;
  readonly onRename: () => void;
}
function FoldTools({ data, title, onRename }: FoldToolsProps) {
  const { t } = useWords();
  const services = useServices();
  const { model, group } = data;
  const chosen = useChosenNodes(model.id);
  if (!foldOf([group.fold], model.id, chosen)) return undefined;
  return (
    <NodeToolbar isVisible position={Position.Top} offset={6} className={`${classes.tools ?? ''} nodrag nopan`}>
      <div role="toolbar" aria-label={t('canvas.tools.label', { name: title })} className={classes.toolRow}>
        <Tool name={t('canvas.fold.open')} onClick={() => unfoldNodes(services, model.id, group.nodes)}>
          <IconFoldDown size={15} />
        </Tool>
        <Tool name={t('canvas.fold.rename')} onClick={onRename}>
          <IconPencil size={15} />
        </Tool>
        <Tool
          name={t('canvas.tools.duplicate')}
          help={t('canvas.fold.duplicateHelp')}
          onClick={() => duplicateNodes(services, model, group.nodes)}
        >
          <IconCopy size={15} />
        </Tool>
        <Tool
          name={t('canvas.tools.delete')}
          help={t('canvas.fold.deleteHelp')}
          onClick={() => {
            const edit = { type: 'removeNodes', model: model.id, nodes: group.nodes } as const;
            if (services.edit(edit)) services.views.select({ nodes: [], edges: [], tie: undefined });
          }}
        >
          <IconTrash size={15} />
        </Tool>
      </div>
    </NodeToolbar>
  );
}
