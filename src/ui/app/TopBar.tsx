/** The top bar: name, places, title, undo and redo, share, files, panels, language, theme, help. */
import { ActionIcon, Button, Menu, TextInput, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconHelp,
  IconLanguage,
  IconLayoutBottombar,
  IconLayoutSidebar,
  IconLayoutSidebarRight,
  IconMoon,
  IconShare2,
  IconSun,
} from '@tabler/icons-react';
import { useState } from 'react';
import { FileMenu } from '../controls/FileMenu.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices, useView } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import classes from './app.module.css';
import { Logo } from './Logo.tsx';
import { Places } from './Places.tsx';
import type { PanelState } from './panels.ts';
import { TourButton } from './TourButton.tsx';

interface TopBarProps {
  readonly panels: PanelState;
  readonly onToggle: (panel: keyof PanelState) => void;
  /** The side panels are drawers: no room for a row of places. */
  readonly narrow: boolean;
  readonly compact: boolean;
}
export function TopBar({ panels, onToggle, narrow, compact }: TopBarProps) {
  const { t } = useWords();
  const { views } = useServices();
  return (
    <div className={classes.topBar}>
      <h1 className={classes.brand}>
        <Logo />
        <span className={classes.brandName}>{t('app.name')}</span>
      </h1>
      <Places asMenu={narrow} />
      {!compact && <Title />}
      {!compact && <TourButton />}
      <div className={classes.tools}>
        {!compact && <UndoRedo />}
        <Tip text={t('controls.share.help')}>
          <Button variant="light" leftSection={<IconShare2 size={15} />} onClick={() => views.open('share')}>
            {t('controls.share.button')}
          </Button>
        </Tip>
        {!compact && (
          <>
            <FileMenu />
            <span className={classes.divider} />
            <PanelButtons panels={panels} onToggle={onToggle} />
            <span className={classes.divider} />
          </>
        )}
        <LanguageSwitch />
        <SchemeSwitch />
        <Tip text={t('app.helpHelp')}>
          <ActionIcon aria-label={t('app.help')} onClick={() => views.open('help')}>
            <IconHelp size={18} />
          </ActionIcon>
        </Tip>
      </div>
    </div>
  );
}

function Title() {
  const { t, given } = useWords();
  const { edit } = useServices();
  const title = given(useExperiment((state) => state.experiment.title));
  const [draft, setDraft] = useState<string>();
  const finish = (): void => {
    if (draft !== undefined && draft !== title) edit({ type: 'setText', title: draft });
    setDraft(undefined);
  };
  return (
    <TextInput
      className={classes.title ?? ''}
      variant="unstyled"
      aria-label={t('app.title')}
      placeholder={t('app.titlePlaceholder')}
      value={draft ?? title}
      maxLength={200}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(undefined);
      }}
    />
  );
}

export function UndoRedo() {
  const { t } = useWords();
  const { experiments } = useServices();
  const { canUndo, canRedo } = useExperiment((state) => ({ canUndo: state.canUndo, canRedo: state.canRedo }));
  return (
    <>
      <Tip text={t('app.undoHelp')}>
        <ActionIcon aria-label={t('app.undo')} disabled={!canUndo} onClick={() => experiments.undo()}>
          <IconArrowBackUp size={18} />
        </ActionIcon>
      </Tip>
      <Tip text={t('app.redoHelp')}>
        <ActionIcon aria-label={t('app.redo')} disabled={!canRedo} onClick={() => experiments.redo()}>
          <IconArrowForwardUp size={18} />
        </ActionIcon>
      </Tip>
    </>
  );
}

const PANEL_ICONS = { left: IconLayoutSidebar, bottom: IconLayoutBottombar, right: IconLayoutSidebarRight } as const;
const PANELS = ['left', 'bottom', 'right'] as const;
export function PanelButtons({ panels, onToggle }: Pick<TopBarProps, 'panels' | 'onToggle'>) {
  const { t } = useWords();
  return PANELS.map((panel) => {
    const Icon = PANEL_ICONS[panel];
    return (
      <Tip key={panel} text={t(`app.toggle.${panel}`)}>
        <ActionIcon
          aria-label={t(`app.toggle.${panel}`)}
          aria-pressed={panels[panel]}
          className={classes.panelButton ?? ''}
          onClick={() => onToggle(panel)}
        >
          <Icon size={18} />
        </ActionIcon>
      </Tip>
    );
  });
}

const LANGUAGES = [
  { id: 'en', name: 'English' },
  { id: 'zh-CN', name: '简体中文' },
] as const;
function LanguageSwitch() {
  const { t } = useWords();
  const { views } = useServices();
  const language = useView((state) => state.language);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tip text={t('app.languageHelp')}>
          <ActionIcon aria-label={t('app.language')}>
            <IconLanguage size={18} />
          </ActionIcon>
        </Tip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={language}
          onChange={(next) => {
            const chosen = LANGUAGES.find(({ id }) => id === next);
            if (chosen) views.setLanguage(chosen.id);
          }}
        >
          {LANGUAGES.map(({ id, name }) => (
            <Menu.RadioItem key={id} value={id} lang={id} closeMenuOnClick>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

function SchemeSwitch() {
  const { t } = useWords();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <Tip text={dark ? t('app.light') : t('app.dark')}>
      <ActionIcon
        aria-label={dark ? t('app.light') : t('app.dark')}
        onClick={() => setColorScheme(dark ? 'light' : 'dark')}
      >
        {dark ? <IconSun size={18} /> : <IconMoon size={18} />}
      </ActionIcon>
    </Tip>
  );
}
