/** What can be done with the one selected layer, above its card: the sharing gestures, duplicate, delete. */
import { ActionIcon } from '@mantine/core';
import { IconArrowsJoin, IconArrowsSplit2, IconCopy, IconTrash } from '@tabler/icons-react';
import { NodeToolbar, Position } from '@xyflow/react';
import type { Edit } from '../../core/experiment/edit.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useServices, useView } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import { duplicateNodes } from './adding.ts';
import classes from './canvas.module.css';
import type { LayerData } from './flowElements.ts';
import { withLayout } from './gestures.ts';

export function NodeTools({ data, title }: { readonly data: LayerData; readonly title: string }) {
  const { model, node } = data;
  const alone = useView(
    ({ selection }) => selection.model === model.id && selection.nodes.length === 1 && selection.nodes[0] === node.id,
  );
  if (!alone) return undefined;
  return (
    <NodeToolbar isVisible position={Position.Top} offset={6} className={`${classes.tools ?? ''} nodrag nopan`}>
      <Tools data={data} title={title} />
    </NodeToolbar>
  );
}

function Tools({ data, title }: { readonly data: LayerData; readonly title: string }) {
  const { t } = useWords();
  const services = useServices();
  const { edit, experiments } = services;
  const { model, node, tasks } = data;
  const reshape = (change: Edit) => edit(withLayout(experiments.getState().experiment, change, [model.id]));
  const isLayer = node.kind !== 'head' && node.kind !== 'input';
  const hasCopies = model.wiring.nodes.some((other) => other.id !== node.id && other.initKey === node.initKey);
  return (
    <div role="toolbar" aria-label={t('canvas.tools.label', { name: title })} className={classes.toolRow}>
      {isLayer && tasks.length > 1 && (
        <Tip text={t('canvas.tools.splitHelp')}>
          <ActionIcon
            size="sm"
            aria-label={t('canvas.tools.split')}
            onClick={() => reshape({ type: 'splitLayer', model: model.id, node: node.id })}
          >
            <IconArrowsSplit2 size={15} />
          </ActionIcon>
        </Tip>
      )}
      {isLayer && hasCopies && (
        <Tip text={t('canvas.tools.shareHelp')}>
          <ActionIcon
            size="sm"
            aria-label={t('canvas.tools.share')}
            onClick={() => reshape({ type: 'shareLayer', model: model.id, node: node.id })}
          >
            <IconArrowsJoin size={15} />
          </ActionIcon>
        </Tip>
      )}
      <Tip text={t('canvas.tools.duplicateHelp')}>
        <ActionIcon
          size="sm"
          aria-label={t('canvas.tools.duplicate')}
          onClick={() => duplicateNodes(services, model, [node.id])}
        >
          <IconCopy size={15} />
        </ActionIcon>
      </Tip>
      <Tip text={t('canvas.tools.deleteHelp')}>
        <ActionIcon
          size="sm"
          aria-label={t('canvas.tools.delete')}
          onClick={() => edit({ type: 'removeNodes', model: model.id, nodes: [node.id] })}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </Tip>
    </div>
  );
}
