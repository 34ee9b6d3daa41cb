/** Presets and the page's other places: buttons in a row, or a menu where there is no room for them. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { PresetsMenu } from '../controls/PresetsMenu.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { usePart } from '../parts/Part.tsx';
import { useExperiment, useServices, useView } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import classes from './app.module.css';
import { PLACES, type Place } from './places.ts';

export function Places({ asMenu }: { readonly asMenu: boolean }) {
  const { t } = useWords();
  return (
    <nav className={classes.places} aria-label={t('app.places')}>
      {usePart('presets') !== 'hidden' && <PresetsMenu />}
      {asMenu ? <PlacesMenu /> : <PlaceButtons />}
    </nav>
  );
}

/** Those that a teacher has left open. */
function usePlaces(): readonly Place[] {
  const hidden = useExperiment((state) => state.experiment.view.hidden);
  const teaching = useView((state) => state.teaching);
  return PLACES.filter(({ id }) => teaching || !hidden?.includes(id));
}

function PlaceButtons() {
  const { word } = useWords();
  const { views } = useServices();
  return usePlaces().map(({ id, label, help }) => (
    <Tip key={id} text={word(help)}>
      <Button variant="subtle" className={classes.place ?? ''} aria-haspopup="dialog" onClick={() => views.open(id)}>
        {word(label)}
      </Button>
    </Tip>
  ));
}

function PlacesMenu() {
  const { t, word } = useWords();
  const { views } = useServices();
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Tip text={t('app.placesHelp')}>
          <ActionIcon aria-label={t('app.places')} size={30}>
            <IconMenu2 size={18} />
          </ActionIcon>
        </Tip>
      </Menu.Target>
      <Menu.Dropdown maw={280}>
        {usePlaces().map(({ id, Icon, label, help }) => (
          <Menu.Item key={id} leftSection={<Icon size={16} />} onClick={() => views.open(id)}>
            <strong>{word(label)}</strong>
            <span className={classes.placeHelp}>{word(help)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
