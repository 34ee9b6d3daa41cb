/** The right panel: what is selected on the canvas, and the model's training, balancing and sharing. */
import { SegmentedControl, Tabs, VisuallyHidden } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { limitOf } from '../../core/ties/limit.ts';
import { IssueList } from '../parts/IssueList.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { Part } from '../parts/Part.tsx';
import parts from '../parts/parts.module.css';
import { Readout } from '../parts/Readout.tsx';
import { Section } from '../parts/Section.tsx';
import { SharingSlider } from '../parts/SharingSlider.tsx';
import { useExperiment, useServices, useView } from '../parts/services.tsx';
import { Terms } from '../parts/Terms.tsx';
import { taskLetter } from '../parts/taskStyle.ts';
import { useModel } from '../parts/useModel.ts';
import { BalancingPanel } from './BalancingPanel.tsx';
import { ComplexityTable } from './ComplexityTable.tsx';
import classes from './inspector.module.css';
import { SelectionPanel } from './SelectionPanel.tsx';
import { SharingLegend } from './SharingLegend.tsx';
import { SharingGestures, TiesPanel } from './TiesPanel.tsx';
import { TrainingPanel } from './TrainingPanel.tsx';

const TABS = ['selection', 'training', 'balancing', 'sharing'] as const;
type Tab = (typeof TABS)[number];

export function Inspector() {
  const { t } = useWords();
  const { tab, choose } = useTab();
  return (
    <div className={classes.inspector} data-tour="settings">
      <ModelChoice />
      <Tabs
        value={tab}
        onChange={(value) => {
          const next = TABS.find((candidate) => candidate === value);
          if (next) choose(next);
        }}
        keepMounted={false}
        className={classes.tabs ?? ''}
      >
        <Tabs.List grow>
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name} px={4} py={8} fz={12}>
              {t(`inspector.tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="selection" className={classes.panel ?? ''}>
          <Part id="selection">
            <SelectionPanel />
          </Part>
        </Tabs.Panel>
        <Tabs.Panel value="training" className={classes.panel ?? ''}>
          <Part id="training" readout={<Readout of="training" />}>
            <TrainingPanel />
          </Part>
        </Tabs.Panel>
        <Tabs.Panel value="balancing" className={classes.panel ?? ''}>
          <Part id="balancing" readout={<Readout of="balancing" />}>
            <BalancingPanel />
          </Part>
        </Tabs.Panel>
        <Tabs.Panel value="sharing" className={classes.panel ?? ''}>
          <Part id="sharing" readout={<SharingReadout />}>
            <SharingPanel />
          </Part>
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

/**
 * A fresh selection brings its tab forward; clearing it brings back the tab from before. What was chosen by hand holds
 * until the selection changes.
 */
function useTab(): { readonly tab: Tab; readonly choose: (tab: Tab) => void } {
  const selected = useView(({ selection }) =>
    [selection.model ?? '', ...selection.nodes, ...selection.edges, selection.tie ?? ''].join(' '),
  );
  const something = useView(
    ({ selection }) => selection.nodes.length + selection.edges.length > 0 || selection.tie !== undefined,
  );
  const [resting, setResting] = useState<Tab>('training');
  const [byHand, setByHand] = useState<{ readonly selected: string; readonly tab: Tab }>();
  const tab = byHand?.selected === selected ? byHand.tab : something ? 'selection' : resting;
  const choose = (next: Tab): void => {
    setByHand({ selected, tab: next });
    if (next !== 'selection') setResting(next);
  };
  const wanted = useView((state) => state.wanted);
  const bring = useEffectEvent(choose);
  useEffect(() => {
    const next = TABS.find((name) => name === wanted?.place);
    if (next) bring(next);
  }, [wanted]);
  return { tab, choose };
}

function ModelChoice() {
  const { t, given } = useWords();
  const { views } = useServices();
  const { model } = useModel();
  const models = useExperiment((state) => state.experiment.models);
  if (models.length < 2) return undefined;
  return (
    <div className={classes.models}>
      <SegmentedControl
        aria-label={t('inspector.model')}
        styles={{ label: { paddingInline: 9 } }}
        value={model.id}
        data={models.map(({ id, name }, index) => ({
          value: id,
          label: (
            <span title={given(name)}>
              <span aria-hidden>{taskLetter(index)}</span>
              <VisuallyHidden>{given(name)}</VisuallyHidden>
            </span>
          ),
        }))}
        onChange={(value) => {
          const next = models.find(({ id }) => id === value);
          if (next) views.select({ model: next.id, nodes: [], edges: [], tie: undefined });
        }}
      />
      <span className={classes.modelName} title={given(model.name)} aria-hidden>
        {given(model.name)}
      </span>
    </div>
  );
}

/** Who shares what, what it costs and how strong the ties are, without the means to change it. */
function SharingReadout() {
  return (
    <>
      <Readout of="sharing" />
      <div className={parts.sectionBody}>
        <SharingLegend />
        <ComplexityTable />
      </div>
    </>
  );
}

function SharingPanel() {
  const { t } = useWords();
  const { model, analysis } = useModel();
  // Only distances lead from separate networks to hard sharing; other penalties end elsewhere.
  const towardsHard = limitOf(model.ties) === 'equal';
  const loose = analysis?.issues.filter((issue) => issue.where?.node === undefined) ?? [];
  return (
    <>
      <Section title={t('study.slider.section')}>
        {towardsHard ? (
          <SharingSlider model={model} analysis={analysis} />
        ) : (
          <p className={parts.note}>{t('controls.ties.noSlider')}</p>
        )}
      </Section>
      <Section title={t('inspector.sharing.parameters')}>
        <SharingLegend />
        <SharingGestures />
        <IssueList issues={loose} />
        <Terms of={['trunk', 'tower', 'hard', 'soft', 'partlyShared']} />
      </Section>
      <Section title={t('inspector.cost.title')}>
        <ComplexityTable />
      </Section>
      <Section title={t('inspector.sharing.ties')}>
        <TiesPanel />
      </Section>
    </>
  );
}
