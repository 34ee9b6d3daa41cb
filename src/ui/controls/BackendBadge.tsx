/** Which backend trains and why; a menu pins another one. A pin travels with the link. */
import { Button, Menu } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconCpu } from '@tabler/icons-react';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useRun, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import classes from './controls.module.css';

const CHOICES = ['auto', 'webgl', 'wasm', 'cpu'] as const;

export function BackendBadge() {
  const { t } = useWords();
  const { edit } = useServices();
  const backend = useRun((state) => state.backend);
  const pin = useExperiment((state) => state.experiment.training.backend);
  const missed = backend?.wanted !== undefined && backend.wanted !== backend.name;
  const name = backend ? t(`controls.backend.names.${backend.name}`) : t('controls.backend.none');
  const reason = backend
    ? t(`controls.backend.reason.${backend.reason}`, { wanted: backend.wanted ?? '', name })
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
