/** The three things that a class does here, each in a tab. */
import { Tabs } from '@mantine/core';
import { isSetForClass } from '../../core/experiment/classroom.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useView } from '../parts/services.tsx';
import { CompareTab } from './CompareTab.tsx';
import { HandInTab } from './HandInTab.tsx';
import { SetUp } from './SetUp.tsx';

const TABS = ['setUp', 'handIn', 'compare'] as const;

export default function ClassroomView() {
  const { t } = useWords();
  const student = useView((state) => !state.teaching);
  const bound = useExperiment((state) => isSetForClass(state.experiment.view));
  return (
    // Whoever was given the page hands in; whoever made it sets up.
    <Tabs defaultValue={student && bound ? 'handIn' : 'setUp'} keepMounted={false}>
      <Tabs.List mb={12}>
        {TABS.map((tab) => (
          <Tabs.Tab key={tab} value={tab}>
            {t(`classroom.tabs.${tab}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="setUp">
        <SetUp fenced={student && bound} />
      </Tabs.Panel>
      <Tabs.Panel value="handIn">
        <HandInTab />
      </Tabs.Panel>
      <Tabs.Panel value="compare">
        <CompareTab />
      </Tabs.Panel>
    </Tabs>
  );
}
