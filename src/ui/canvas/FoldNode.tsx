/** The card of folded layers: its name, whose they are, how many layers and parameters, and the loss of a head inside. */
import { ActionIcon } from '@mantine/core';
import { IconFoldDown } from '@tabler/icons-react';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { type CSSProperties, memo, useState } from 'react';
import type { TaskId } from '../../core/experiment/experiment.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { taskSoft } from '../parts/taskStyle.ts';
import classes from './canvas.module.css';
import type { FoldFlowNode } from './flowElements.ts';
import { renameFold, unfoldNodes } from './folding.ts';
import { LossNow } from './LossNow.tsx';
import { foldTitle, headTask } from './names.ts';
import { outlineColour, stripes } from './sharingStyle.ts';

function FoldCard({ data, selected }: NodeProps<FoldFlowNode>) {
  const words = useWords();
  const services = useServices();
  const { model, group, tasks, parameters } = data;
  const [renaming, setRenaming] = useState(false);
  const title = foldTitle(words, group, tasks);
  const heads = model.wiring.nodes.filter((node) => node.kind === 'head' && group.nodes.includes(node.id));
  const [head] = heads;
  return (
    <>
      <div
        className={`${classes.card ?? ''} ${classes.foldCard ?? ''}`}
        data-selected={selected || undefined}
        style={{ '--owner': outlineColour(tasks) } as CSSProperties}
      >
        <div className={classes.cardHead} style={{ background: stripes(tasks, taskSoft) }}>
          {renaming ? (
            <input
              className={`${classes.foldName ?? ''} nodrag`}
              aria-label={words.t('canvas.fold.rename')}
              defaultValue={title}
              maxLength={60}
              // biome-ignore lint/a11y/noAutofocus: renaming was asked for.
              autoFocus
              onFocus={(event) => event.currentTarget.select()}
              onBlur={(event) => {
                const name = event.currentTarget.value.trim();
                if (name !== title) renameFold(services, group.fold, name);
                setRenaming(false);
              }}
              onKeyDown={(event) => {
                event.stopPropagation();
                if (event.key === 'Escape') event.currentTarget.value = title;
                if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
              }}
            />
          ) : (
            <button
              type="button"
              className={`${classes.foldName ?? ''} ${classes.label ?? ''}`}
              title={words.t('canvas.fold.rename')}
              aria-label={`${title}: ${words.t('canvas.fold.rename')}`}
              onDoubleClick={() => setRenaming(true)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' || event.key === 'F2') {
                  event.preventDefault();
                  setRenaming(true);
                }
              }}
            >
              {title}
            </button>
          )}
          <span className={classes.badges}>
            {tasks.map((each) => (
              <TaskBadge key={each} index={each} />
            ))}
          </span>
        </div>
        <div className={classes.cardBody}>
          <div className={classes.meta}>
            <span>{words.t('canvas.fold.layers', { count: group.nodes.length })}</span>
            {head && heads.length === 1 && (
              <LossNow model={model.id} task={headTask(head) as TaskId} index={tasks[0] ?? 0} />
            )}
          </div>
          <div className={classes.foot}>
            <span>{words.t('canvas.node.parameters', { count: parameters })}</span>
          </div>
        </div>
        <ActionIcon
          size={24}
          className={`${classes.unfold ?? ''} nodrag`}
          aria-label={words.t('canvas.fold.open')}
          aria-expanded={false}
          title={words.t('canvas.fold.open')}
          onClick={() => unfoldNodes(services, model.id, group.nodes)}
        >
          <IconFoldDown size={16} />
        </ActionIcon>
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
