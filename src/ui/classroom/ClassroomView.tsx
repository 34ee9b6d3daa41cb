/** The three things that a class does here, each in a tab. */
import { Tabs } from '@mantine/core';
import { isSetForClass } from '../../core/experiment/classroom.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useView } from '../parts/services.tsx';
import { SetUp } from './SetUp.tsx';

const TABS = ['setUp'] as const;

export default function ClassroomView() {
  const { t } = useWords();
  const student = useView((state) => !state.teaching);
  const bound = useExperiment((state) => isSetForClass(state.experiment.view));
  return (
    <Tabs defaultValue={TABS[0]} keepMounted={false}>
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
    </Tabs>
  );
}
