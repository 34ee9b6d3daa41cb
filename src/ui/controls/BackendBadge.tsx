/** Which backend trains and why; a menu pins another one. A pin travels with the link. */
import { Button, Menu } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconCpu } from '@tabler/icons-react';
import type { RunState } from '../../state/stores.ts';

import { useWords, type Words } from '../parts/i18n/index.ts';
import { useExperiment, useRun, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import classes from './controls.module.css';

const CHOICES = ['auto', 'arrays', 'wasm', 'webgl', 'cpu'] as const;

type BackendInfo = NonNullable<RunState['backend']>;

/** 'WASM, 0.8 ms a step; WebGL 7.9.' where it was measured, else the rule that chose. */
function chosenBecause({ t, number }: Words, { name, measured, operations = 0 }: BackendInfo): string {
  if (measured?.[name] !== undefined) {
    const others = Object.entries(measured).filter(([other]) => other !== name) as [BackendInfo['name'], number][];
    return t('controls.backend.measured', {
      name: t(`controls.backend.names.${name}`),
      time: shortTime(measured[name]),
      others: others.map(([other, time]) => `${t(`controls.backend.names.${other}`)} ${shortTime(time)}`).join(', '),
    });
  }
  return t(`controls.backend.rule.${name}`, {
    operations: number(operations, { notation: 'compact' }),
  });
}
const shortTime = (milliseconds: number): string => Number(milliseconds.toPrecision(2)).toString();

export function BackendBadge() {
  const words = useWords();
  const { t } = words;
  const { edit } = useServices();
  const backend = useRun((state) => state.backend);
  const pin = useExperiment((state) => state.experiment.training.backend);
  const missed = backend?.wanted !== undefined && backend.wanted !== backend.name;
  const name = backend ? t(`controls.backend.names.${backend.name}`) : t('controls.backend.none');
  const reason = backend
    ? backend.reason === 'chosen'
      ? chosenBecause(words, backend)
      : t(`controls.backend.reason.${backend.reason}`, { wanted: backend.wanted ?? '', name })
    : t('controls.backend.noneReason');
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Tip text={`${t('controls.backend.help')} ${reason}`} position="bottom-end">
          <Button
            variant="default"
            px={8}
            className={classes.badge ?? ''}
            data-missed={missed || undefined}
            aria-label={t('controls.backend.label', { name })}
            leftSection={missed ? <IconAlertTriangle size={14} /> : <IconCpu size={14} />}
            rightSection={<IconChevronDown size={12} />}
          >
            {name}
          </Button>
        </Tip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label style={{ whiteSpace: 'normal' }}>{reason}</Menu.Label>
        {backend?.refused?.map((each) => (
          <Menu.Label key={each.backend} style={{ whiteSpace: 'normal' }}>
            {t('controls.backend.refused', { name: t(`controls.backend.names.${each.backend}`), reason: each.reason })}
          </Menu.Label>
        ))}
        {backend?.renderer && <Menu.Label style={{ whiteSpace: 'normal' }}>{backend.renderer}</Menu.Label>}
        {backend && !backend.worker && (
          <Menu.Label style={{ whiteSpace: 'normal' }}>{t('controls.backend.inPage')}</Menu.Label>
        )}
        <Menu.Divider />
        <Menu.RadioGroup
          value={pin}
          onChange={(next) => {
            const choice = CHOICES.find((candidate) => candidate === next);
            if (choice) edit({ type: 'setBackend', backend: choice });
          }}
        >
          {CHOICES.map((choice) => (
            <Menu.RadioItem key={choice} value={choice} closeMenuOnClick>
              {t(`controls.backend.choices.${choice}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
