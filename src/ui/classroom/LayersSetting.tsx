/** Which layers the palette offers, and which layers on the canvas stay as they are. */
import { Chip, Switch } from '@mantine/core';
import { withClassroom } from '../../core/experiment/classroom.ts';
import type { NodeId } from '../../core/experiment/experiment.ts';
import { layers } from '../../core/layers/index.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useExperiment } from '../parts/services.tsx';
import classes from './classroom.module.css';
import { useClassroomEdit } from './useClassroomEdit.ts';

export function LayersSetting() {
  const { t, word, given } = useWords();
  const set = useClassroomEdit();
  const { models, classroom } = useExperiment(({ experiment }) => ({
    models: experiment.models,
    classroom: experiment.view.classroom,
  }));
  const put = (patch: Parameters<typeof withClassroom>[1]): void => set((view) => withClassroom(view, patch));
  const { offered, layers: locked = [] } = classroom ?? {};
  const inUse = [...new Set(models.flatMap(({ wiring }) => wiring.nodes.map(({ kind }) => kind)))];
  return (
    <fieldset className={classes.group}>
      <legend>{t('classroom.layers.title')}</legend>
      <Switch
        label={t('classroom.layers.offer')}
        description={t('classroom.layers.offerHelp')}
        checked={offered !== undefined}
        onChange={(event) => put({ offered: event.currentTarget.checked ? inUse : undefined })}
      />
      {offered && (
        <Chip.Group multiple value={[...offered]} onChange={(kinds) => put({ offered: kinds })}>
          <div className={classes.chips}>
            {layers.all.map(({ kind }) => (
              <Chip key={kind} value={kind} size="xs">
                {word(`layer.${kind}.label`)}
              </Chip>
            ))}
          </div>
        </Chip.Group>
      )}
      <p className={parts.note}>{t('classroom.layers.lockHelp')}</p>
      {models.map(({ id, name, wiring }) => (
        <Chip.Group
          key={id}
          multiple
          value={[...(locked.find(({ model }) => model === id)?.nodes ?? [])]}
          onChange={(nodes) => {
            const others = locked.filter(({ model }) => model !== id);
            put({ layers: nodes.length > 0 ? [...others, { model: id, nodes: nodes as NodeId[] }] : others });
          }}
        >
          <div className={classes.chips}>
            <strong>{given(name)}</strong>
            {wiring.nodes.map((node) => (
              <Chip key={node.id} value={node.id} size="xs">
                {node.label ?? node.id}
              </Chip>
            ))}
          </div>
        </Chip.Group>
      ))}
    </fieldset>
  );
}
