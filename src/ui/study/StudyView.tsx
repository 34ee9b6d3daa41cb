/** The study view: how much the model shares, how often to repeat, and six questions about it, one tab each. */
import { NativeSelect, Tabs } from '@mantine/core';
import { useWords } from '../parts/i18n/index.ts';
import { SharingSlider } from '../parts/SharingSlider.tsx';
import { useExperiment, useServices } from '../parts/services.tsx';
import { useModel } from '../parts/useModel.ts';
import { ControlsTab } from './ControlsTab.tsx';
import { FairnessTab } from './FairnessTab.tsx';
import { GroupsTab } from './GroupsTab.tsx';
import { LabelsTab } from './LabelsTab.tsx';
import { MethodsTab } from './MethodsTab.tsx';
import { OriginTab } from './OriginTab.tsx';
import { SeedsTab } from './SeedsTab.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import { StrengthTab } from './StrengthTab.tsx';
import classes from './study.module.css';
import { setStudy } from './studyStore.ts';

const TABS = [
  { id: 'seeds', Panel: SeedsTab },
  { id: 'strength', Panel: StrengthTab },
  { id: 'labels', Panel: LabelsTab },
  { id: 'controls', Panel: ControlsTab },
  { id: 'fairness', Panel: FairnessTab },
  { id: 'methods', Panel: MethodsTab },
  { id: 'groups', Panel: GroupsTab },
  { id: 'origin', Panel: OriginTab },
] as const;

export function StudyView() {
  const { t } = useWords();
  const services = useServices();
  const asked = useExperiment((state) => state.experiment.view.study?.tab);
  const tab = TABS.find(({ id }) => id === asked)?.id ?? TABS[0].id;
  return (
    <div className={classes.body}>
      <SettingsForm />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => {
          if (value) setStudy(services, { tab: value });
        }}
      >
        <Tabs.List mb={12}>
          {TABS.map(({ id }) => (
            <Tabs.Tab key={id} value={id}>
              {t(`study.tabs.${id}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map(({ id, Panel }) => (
          <Tabs.Panel key={id} value={id}>
            {id === 'strength' && <ModelSharing />}
            <Panel />
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  );
}

function ModelSharing() {
  const { t, given } = useWords();
  const { views } = useServices();
  const { model, analysis } = useModel();
  const models = useExperiment((state) => state.experiment.models);
  return (
    <div className={classes.head} style={{ marginBottom: 12 }}>
      {models.length > 1 && (
        <NativeSelect
          label={t('study.slider.model')}
          value={model.id}
          data={models.map(({ id, name }) => ({ value: id as string, label: given(name) }))}
          onChange={(event) => {
            const next = models.find(({ id }) => id === event.currentTarget.value);
            if (next) views.select({ model: next.id, nodes: [], edges: [], tie: undefined });
          }}
        />
      )}
      <div className={classes.slider}>
        <SharingSlider model={model} analysis={analysis} />
      </div>
    </div>
  );
}
