/** Learning rate and freezing of one part of a model: the shared layers, each task's own layers, the heads. */
import { Checkbox, Switch } from '@mantine/core';
import type { Group, ModelSpec } from '../../core/experiment/experiment.ts';
import { HelpLabel } from '../parts/HelpLabel.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { NumberControl } from '../parts/NumberControl.tsx';
import parts from '../parts/parts.module.css';
import { Section } from '../parts/Section.tsx';
import { useExperiment, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import { useModel } from '../parts/useModel.ts';
import { RATE_RANGE } from './OptimizerFields.tsx';

const PARTS = ['shared', 'private', 'heads'] as const;
type Part = (typeof PARTS)[number];

export function GroupsPanel() {
  const { t } = useWords();
  const { model } = useModel();
  const several = useExperiment((state) => state.experiment.models.length > 1);
  const named = model.groups.filter((group) => typeof group.select !== 'string');
  return (
    <Section title={several ? t('controls.groups.of', { model: model.name }) : t('controls.groups.title')}>
      {PARTS.map((part) => (
        <PartRow key={part} part={part} model={model} />
      ))}
      {named.map((group) => (
        <NamedGroup key={group.id} model={model} group={group} />
      ))}
    </Section>
  );
}

/** What the group would be without one of its entries; a group that says nothing any more is removed. */
function useGroup(model: ModelSpec, select: Group['select'], group: Group | undefined) {
  const { edit } = useServices();
  return (
    change: { learningRate?: number | undefined; frozen?: boolean },
    phase: 'ephemeral' | 'commit' = 'commit',
  ) => {
    const merged = { learningRate: group?.learningRate, frozen: group?.frozen ?? false, ...change };
    if (merged.learningRate === undefined && !merged.frozen) {
      if (group) edit({ type: 'removeGroup', model: model.id, group: group.id }, phase);
      return;
    }
    edit(
      {
        type: 'setGroup',
        model: model.id,
        group: {
          ...(group ? { id: group.id } : {}),
          select,
          ...(merged.learningRate === undefined ? {} : { learningRate: merged.learningRate }),
          ...(merged.frozen ? { frozen: true } : {}),
        },
      },
      phase,
    );
  };
}

function PartRow({ part, model }: { readonly part: Part; readonly model: ModelSpec }) {
  const { t } = useWords();
  const common = useExperiment((state) => state.experiment.training.optimizer.learningRate);
  const group = model.groups.find((candidate) => candidate.select === part);
  const set = useGroup(model, part, group);
  const inherited = model.optimizer?.learningRate ?? common;
  const own = group?.learningRate;
  return (
    <div className={parts.taskBlock}>
      <div className={parts.line}>
        <HelpLabel label={t(`controls.groups.${part}`)} help={t(`controls.groups.${part}Help`)} />
        <span className={parts.pair} style={{ gap: 12 }}>
          <Tip text={t('controls.groups.ownRateHelp')}>
            <div>
              <Checkbox
                size="xs"
                label={t('controls.groups.ownRate')}
                aria-label={t('controls.groups.ownRateOf', { part: t(`controls.groups.${part}`) })}
                checked={own !== undefined}
                onChange={(event) => set({ learningRate: event.currentTarget.checked ? inherited : undefined })}
              />
            </div>
          </Tip>
          <Tip text={t('controls.groups.frozenHelp')}>
            <div>
              <Switch
                size="xs"
                label={t('controls.groups.frozen')}
                aria-label={t('controls.groups.freeze', { part: t(`controls.groups.${part}`) })}
                checked={group?.frozen ?? false}
                onChange={(event) => set({ frozen: event.currentTarget.checked })}
              />
            </div>
          </Tip>
        </span>
      </div>
      {own !== undefined && (
        <NumberControl
          label={t('controls.groups.rateOf', { part: t(`controls.groups.${part}`) })}
          help={t('controls.groups.rateHelp')}
          value={own}
          {...RATE_RANGE}
          scale="log"
          onChange={(learningRate, phase) => set({ learningRate }, phase)}
        />
      )}
    </div>
  );
}

/** A group of named layers, as made by 'correct the learning rate'. */
function NamedGroup({ model, group }: { readonly model: ModelSpec; readonly group: Group }) {
  const { t } = useWords();
  const set = useGroup(model, group.select, group);
  if (group.learningRate === undefined) return undefined;
  return (
    <div className={parts.taskBlock}>
      <NumberControl
        label={t('controls.groups.named', { count: group.select.length })}
        help={t('controls.groups.namedHelp')}
        value={group.learningRate}
        {...RATE_RANGE}
        scale="log"
        onChange={(learningRate, phase) => set({ learningRate }, phase)}
      />
    </div>
  );
}
