/**
 * A model's panel: its letter and line style, its name, how many of its parameters are shared, partly shared and private,
 * and what can be done with the whole model.
 */
import { ActionIcon, Menu, TextInput } from '@mantine/core';
import {
  IconArrowsJoin,
  IconArrowsSplit2,
  IconCopy,
  IconDots,
  IconFold,
  IconFoldDown,
  IconLayoutDistributeHorizontal,
  IconPencil,
  IconSitemap,
  IconTrash,
} from '@tabler/icons-react';
import type { NodeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import type { Edit } from '../../core/experiment/edit.ts';
import { LIMITS, type ModelSpec } from '../../core/experiment/experiment.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices, useView } from '../parts/services.tsx';
import { modelDash, taskLetter } from '../parts/taskStyle.ts';
import classes from './canvas.module.css';
import type { LaneFlowNode } from './flowElements.ts';
import { foldTowers, towersOf, unfoldAll } from './folding.ts';
import { layoutEdit, withLayout } from './gestures.ts';
import { Legend } from './Legend.tsx';
import { LANE_HEADER } from './lanes.ts';
import { SplitPoint } from './SplitPoint.tsx';

function LanePanel({ data }: NodeProps<LaneFlowNode>) {
  const { t, given } = useWords();
  const { views } = useServices();
  const { lane, analysis } = data;
  const { model, index } = lane;
  const chosen = useView(({ selection }) => selection.model === model.id);
  const [renaming, setRenaming] = useState(false);
  const select = (): void => views.select({ model: model.id, nodes: [], edges: [], tie: undefined });
  return (
    <section
      className={classes.lane}
      data-chosen={chosen || undefined}
      aria-label={t('canvas.lane.label', { letter: taskLetter(index), name: model.name })}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <header className={`${classes.laneHead ?? ''} nodrag nopan`} style={{ height: LANE_HEADER }} onClick={select}>
        <span className={classes.modelLetter}>{taskLetter(index)}</span>
        <svg width="34" height="8" aria-hidden className={classes.dash}>
          <line x1="1" y1="4" x2="33" y2="4" strokeDasharray={modelDash(index)} />
        </svg>
        {renaming ? (
          <Rename model={model} done={() => setRenaming(false)} />
        ) : (
          <button type="button" className={classes.modelName} onDoubleClick={() => setRenaming(true)} onClick={select}>
            {given(model.name)}
          </button>
        )}
        {analysis && <Legend analysis={analysis} />}
        <LaneMenu model={model} analysis={analysis} rename={() => setRenaming(true)} />
      </header>
      {model.wiring.nodes.length === 0 && <p className={classes.emptyLane}>{t('canvas.lane.empty')}</p>}
      {analysis && <SplitPoint lane={lane} analysis={analysis} />}
    </section>
  );
}
export const LaneNode = memo(LanePanel);

function Rename({ model, done }: { readonly model: ModelSpec; readonly done: () => void }) {
  const { t, given } = useWords();
  const { edit } = useServices();
  const [text, setText] = useState(given(model.name));
  const finish = (keep: boolean): void => {
    const name = text.trim();
    if (keep && name !== '' && name !== given(model.name)) edit({ type: 'renameModel', model: model.id, name });
    done();
  };
  return (
    <TextInput
      size="xs"
      aria-label={t('canvas.lane.rename')}
      value={text}
      autoFocus
      maxLength={60}
      onChange={(event) => setText(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(true);
        if (event.key === 'Escape') finish(false);
      }}
    />
  );
}

/** The tie strength that 'trunk to tied twins' starts with: visible pull, not yet one network. */
const FIRST_STRENGTH = 0.1;

interface LaneMenuProps {
  readonly model: ModelSpec;
  readonly analysis: ModelAnalysis | undefined;
  readonly rename: () => void;
}
function LaneMenu({ model, analysis, rename }: LaneMenuProps) {
  const { t } = useWords();
  const services = useServices();
  const { edit, experiments } = services;
  const towers = towersOf(model, analysis);
  const anyFolded = useExperiment(({ experiment }) =>
    (experiment.view.folded ?? []).some((fold) => fold.model === model.id),
  );
  const count = useExperiment((state) => state.experiment.models.length);
  const reshape = (change: Edit) => edit(withLayout(experiments.getState().experiment, change, [model.id]));
  const ICON = { size: 15 };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="sm" aria-label={t('canvas.lane.menu', { name: model.name })} className={classes.laneMenu}>
          <IconDots {...ICON} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('canvas.lane.sharing')}</Menu.Label>
        <Menu.Item
          leftSection={<IconSitemap {...ICON} />}
          onClick={() => reshape({ type: 'separateTowers', model: model.id })}
        >
          {t('canvas.lane.separateTowers')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowsSplit2 {...ICON} />}
          onClick={() => reshape({ type: 'trunkToTwins', model: model.id, strength: FIRST_STRENGTH })}
        >
          {t('canvas.lane.trunkToTwins')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowsJoin {...ICON} />}
          onClick={() => reshape({ type: 'twinsToTrunk', model: model.id })}
        >
          {t('canvas.lane.twinsToTrunk')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('canvas.fold.section')}</Menu.Label>
        <Menu.Item
          leftSection={<IconFold {...ICON} />}
          disabled={towers.length === 0}
          onClick={() => foldTowers(services, model.id, towers)}
        >
          {t('canvas.fold.all')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFoldDown {...ICON} />}
          disabled={!anyFolded}
          onClick={() => unfoldAll(services, model.id)}
        >
          {t('canvas.fold.openAll')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLayoutDistributeHorizontal {...ICON} />} onClick={() => edit(layoutEdit(model))}>
          {t('canvas.lane.layout')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={rename}>
          {t('canvas.lane.rename')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy {...ICON} />}
          disabled={count >= LIMITS.models}
          onClick={() => edit({ type: 'duplicateModel', model: model.id })}
        >
          {t('canvas.lane.duplicate')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash {...ICON} />}
          disabled={count <= 1}
          onClick={() => edit({ type: 'removeModel', model: model.id })}
        >
          {t('canvas.lane.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
