/** What the models are made of: the data, and the layers to build with. */
import { Tabs } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Palette } from '../canvas/Palette.tsx';
import { ScenarioPanel } from '../controls/ScenarioPanel.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { Part, usePart } from '../parts/Part.tsx';
import { Readout } from '../parts/Readout.tsx';
import { useView } from '../parts/services.tsx';
import classes from './app.module.css';

const TABS = ['data', 'layers'] as const;
type Tab = (typeof TABS)[number];

export function LeftPanel() {
  const { t } = useWords();
  const [chosen, setTab] = useState<Tab>('data');
  const tabs = usePart('palette') === 'hidden' ? TABS.slice(0, 1) : TABS;
  const wanted = useView((state) => state.wanted);
  useEffect(() => {
    const next = TABS.find((name) => name === wanted?.place);
    if (next) setTab(next);
  }, [wanted]);
  const tab = tabs.find((name) => name === chosen) ?? 'data';
  return (
    <Tabs
      value={tab}
      onChange={(value) => setTab(TABS.find((known) => known === value) ?? 'data')}
      keepMounted={false}
      className={classes.leftColumn ?? ''}
      data-tour="data"
    >
      <Tabs.List grow>
        {tabs.map((name) => (
          <Tabs.Tab key={name} value={name} py={8} fz={13}>
            {t(`app.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="data" className={classes.scroll ?? ''}>
        <Part id="data" readout={<Readout of="data" />}>
          <ScenarioPanel />
        </Part>
      </Tabs.Panel>
      <Tabs.Panel value="layers" className={`${classes.scroll ?? ''} ${classes.palette ?? ''}`}>
        <Palette />
      </Tabs.Panel>
    </Tabs>
  );
}
