/** What can be done with several selected layers, above them: fold to one card, duplicate, delete. */
import { IconCopy, IconFold, IconTrash } from '@tabler/icons-react';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices, useView } from '../parts/services.tsx';
import { duplicateNodes } from './adding.ts';
import classes from './canvas.module.css';
import { foldNodes, foldOf } from './folding.ts';
import { deleteEdit, modelOf } from './gestures.ts';
import { Tool } from './Tool.tsx';

export function SeveralTools() {
  const { t } = useWords();
  const services = useServices();
  const { nodes, model: id } = useView(({ selection }) => ({ nodes: selection.nodes, model: selection.model }));
  const model = useExperiment(({ experiment }) => modelOf(experiment, id));
  const folded = useExperiment(
    ({ experiment }) => id !== undefined && foldOf(experiment.view.folded ?? [], id, nodes) !== undefined,
  );
  // A folded card has its own tools.
  if (!model || nodes.length < 2 || folded) return undefined;
  const remove = (): void => {
    const edit = deleteEdit(services.views.getState().selection);
    if (edit && services.edit(edit)) services.views.select({ nodes: [], edges: [], tie: undefined });
  };
  return (
    <div
      role="toolbar"
      aria-label={t('canvas.fold.tools', { count: nodes.length })}
      className={`${classes.toolRow ?? ''} ${classes.severalTools ?? ''}`}
    >
      <Tool
        name={t('canvas.fold.several')}
        help={t('canvas.fold.severalHelp')}
        onClick={() => foldNodes(services, model.id, nodes)}
      >
        <IconFold size={15} />
      </Tool>
      <Tool name={t('canvas.tools.duplicate')} onClick={() => duplicateNodes(services, model, nodes)}>
        <IconCopy size={15} />
      </Tool>
      <Tool name={t('canvas.tools.delete')} onClick={remove}>
        <IconTrash size={15} />
      </Tool>
    </div>
  );
}
