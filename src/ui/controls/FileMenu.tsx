/** Files: save and open the experiment as JSON, save the curves as CSV. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconBooks, IconChartLine, IconDeviceFloppy, IconFolderOpen } from '@tabler/icons-react';
import { useRef } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { useRun, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';

export function FileMenu() {
  const { t } = useWords();
  const { sharing, views, library } = useServices();
  const empty = useRun((state) => state.progress.step === 0);
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Tip text={t('controls.file.help')}>
            <ActionIcon aria-label={t('controls.file.menu')}>
              <IconDeviceFloppy size={18} />
            </ActionIcon>
          </Tip>
        </Menu.Target>
        <Menu.Dropdown>
          {library && (
            <>
              <Menu.Item leftSection={<IconBooks size={16} />} onClick={() => views.open('experiments')}>
                {t('controls.library.menu')}
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <Menu.Item leftSection={<IconDeviceFloppy size={16} />} onClick={() => sharing.download('experiment')}>
            {t('controls.file.save')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFolderOpen size={16} />} onClick={() => chooser.current?.click()}>
            {t('controls.file.open')}
          </Menu.Item>
          <Menu.Item leftSection={<IconChartLine size={16} />} disabled={empty} onClick={() => sharing.download('csv')}>
            {t('controls.file.csv')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <input
        ref={chooser}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('controls.file.open')}
        onChange={(event) => {
          const input = event.currentTarget;
          const file = input.files?.[0];
          if (file) void sharing.openFile(file);
          // Choosing the same file again must count as a change.
          input.value = '';
        }}
      />
    </>
  );
}
