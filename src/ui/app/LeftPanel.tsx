/** What the models are made of: the data, and the layers to build with. */
import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { Palette } from '../canvas/Palette.tsx';
import { ScenarioPanel } from '../controls/ScenarioPanel.tsx';
import { useWords } from '../parts/i18n/index.ts';
import classes from './app.module.css';

const TABS = ['data', 'layers'] as const;
type Tab = (typeof TABS)[number];

export function LeftPanel() {
  const { t } = useWords();
  const [tab, setTab] = useState<Tab>('data');
  return (
    <Tabs
      value={tab}
      onChange={(value) => setTab(TABS.find((known) => known === value) ?? 'data')}
      keepMounted={false}
      className={classes.leftColumn ?? ''}
    >
      <Tabs.List grow>
        {TABS.map((name) => (
          <Tabs.Tab key={name} value={name} py={8} fz={13}>
            {t(`app.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="data" className={classes.scroll ?? ''}>
        <ScenarioPanel />
      </Tabs.Panel>
      <Tabs.Panel value="layers" className={`${classes.scroll ?? ''} ${classes.palette ?? ''}`}>
        <Palette />
      </Tabs.Panel>
    </Tabs>
  );
}
