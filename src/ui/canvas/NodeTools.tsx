/** What can be done with the one selected layer, above its card: the sharing gestures, folding its tower, duplicate, delete. */
import { IconArrowsJoin, IconArrowsSplit2, IconCopy, IconFold, IconTrash } from '@tabler/icons-react';
import { NodeToolbar, Position } from '@xyflow/react';
import type { Edit } from '../../core/experiment/edit.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import { taskLetter } from '../parts/taskStyle.ts';
import { duplicateNodes } from './adding.ts';
import classes from './canvas.module.css';
import type { LayerData } from './flowElements.ts';
import { foldTower, towerOf } from './folding.ts';
import { withLayout } from './gestures.ts';
import { Tool } from './Tool.tsx';
import { useChosenNodes } from './useChosenNodes.ts';

export function NodeTools({ data, title }: { readonly data: LayerData; readonly title: string }) {
  const { model, node } = data;
  const chosen = useChosenNodes(model.id);
  if (chosen.length !== 1 || chosen[0] !== node.id) return undefined;
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
  const analysis = useExperiment(({ analyses }) => analyses.get(model.id));
  const reshape = (change: Edit) => edit(withLayout(experiments.getState().experiment, change, [model.id]));
  const isLayer = node.kind !== 'head' && node.kind !== 'input';
  const hasCopies = model.wiring.nodes.some((other) => other.id !== node.id && other.initKey === node.initKey);
  const tower = towerOf(model, analysis, node.id);
  const [task] = tasks;
  return (
    <div role="toolbar" aria-label={t('canvas.tools.label', { name: title })} className={classes.toolRow}>
      {isLayer && tasks.length > 1 && (
        <Tool
          name={t('canvas.tools.split')}
          help={t('canvas.tools.splitHelp')}
          onClick={() => reshape({ type: 'splitLayer', model: model.id, node: node.id })}
        >
          <IconArrowsSplit2 size={15} />
        </Tool>
      )}
      {isLayer && hasCopies && (
        <Tool
          name={t('canvas.tools.share')}
          help={t('canvas.tools.shareHelp')}
          onClick={() => reshape({ type: 'shareLayer', model: model.id, node: node.id })}
        >
          <IconArrowsJoin size={15} />
        </Tool>
      )}
      {tower && task !== undefined && (
        <Tool
          name={t('canvas.fold.fold', { letter: taskLetter(task) })}
          help={t('canvas.fold.foldHelp', { letter: taskLetter(task) })}
          onClick={() => foldTower(services, model.id, tower)}
        >
          <IconFold size={15} />
        </Tool>
      )}
      <Tool
        name={t('canvas.tools.duplicate')}
        help={t('canvas.tools.duplicateHelp')}
        onClick={() => duplicateNodes(services, model, [node.id])}
      >
        <IconCopy size={15} />
      </Tool>
      <Tool
        name={t('canvas.tools.delete')}
        help={t('canvas.tools.deleteHelp')}
        onClick={() => edit({ type: 'removeNodes', model: model.id, nodes: [node.id] })}
      >
        <IconTrash size={15} />
      </Tool>
    </div>
  );
}
