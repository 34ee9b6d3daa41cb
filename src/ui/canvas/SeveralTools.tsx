/** What can be done with several selected layers, above them: fold to one card or open, duplicate, delete. */
import { ActionIcon } from '@mantine/core';
import { IconCopy, IconFold, IconFoldDown, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices, useView } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import { duplicateNodes } from './adding.ts';
import classes from './canvas.module.css';
import { foldNodes, foldOf, unfoldNodes } from './folding.ts';
import { deleteEdit, modelOf } from './gestures.ts';

export function SeveralTools() {
  const { t } = useWords();
  const services = useServices();
  const { nodes, model: id } = useView(({ selection }) => ({ nodes: selection.nodes, model: selection.model }));
  const model = useExperiment(({ experiment }) => modelOf(experiment, id));
  const folded = useExperiment(
    ({ experiment }) => id !== undefined && foldOf(experiment.view.folded ?? [], id, nodes) !== undefined,
  );
  if (!model || nodes.length < 2) return undefined;
  const remove = (): void => {
    const edit = deleteEdit(services.views.getState().selection);
    if (edit && services.edit(edit)) services.views.select({ nodes: [], edges: [], tie: undefined });
  };
  const tool = (name: string, act: () => void, icon: ReactNode) => (
    <Tip text={name}>
      <ActionIcon size="sm" aria-label={name} onClick={act}>
        {icon}
      </ActionIcon>
    </Tip>
  );
  return (
    <div
      role="toolbar"
      aria-label={t('canvas.fold.tools', { count: nodes.length })}
      className={`${classes.toolRow ?? ''} ${classes.severalTools ?? ''}`}
    >
      {folded
        ? tool(t('canvas.fold.open'), () => unfoldNodes(services, model.id, nodes), <IconFoldDown size={15} />)
        : tool(t('canvas.fold.several'), () => foldNodes(services, model.id, nodes), <IconFold size={15} />)}
      {tool(t('canvas.tools.duplicate'), () => duplicateNodes(services, model, nodes), <IconCopy size={15} />)}
      {tool(t('canvas.tools.delete'), remove, <IconTrash size={15} />)}
    </div>
  );
}
