/** Help: how to read the page, and the keys. */
import { Button, Kbd, Modal, Tabs } from '@mantine/core';
import { IconRoute, IconVocabulary } from '@tabler/icons-react';
import { useWords } from '../parts/i18n/index.ts';
import { useServices, useView } from '../parts/services.tsx';
import classes from './app.module.css';

const POINTS = ['wire', 'colours', 'sharing', 'live', 'ties', 'data'] as const;
const KEYS = [
  { id: 'play', keys: ['Space'] },
  { id: 'reset', keys: ['R'] },
  { id: 'step', keys: ['N'] },
  { id: 'present', keys: ['P'] },
  { id: 'undo', keys: ['Ctrl', 'Z'] },
  { id: 'redo', keys: ['Ctrl', 'Y'] },
  { id: 'copyLink', keys: ['Ctrl', 'S'] },
  { id: 'add', keys: ['/'] },
  { id: 'copy', keys: ['Ctrl', 'C'] },
  { id: 'paste', keys: ['Ctrl', 'V'] },
  { id: 'duplicate', keys: ['Ctrl', 'D'] },
  { id: 'select', keys: ['Enter'] },
  { id: 'several', keys: ['Ctrl', 'Click'] },
  { id: 'box', keys: ['Shift', 'Drag'] },
  { id: 'all', keys: ['Ctrl', 'A'] },
  { id: 'move', keys: ['←', '↑', '→', '↓'] },
  { id: 'wire', keys: ['Enter'] },
  { id: 'pan', keys: ['Space', 'Drag'] },
  { id: 'fold', keys: ['Ctrl', 'G'] },
  { id: 'unfold', keys: ['Ctrl', 'Shift', 'G'] },
  { id: 'rename', keys: ['F2'] },
  { id: 'delete', keys: ['Delete'] },
  { id: 'help', keys: ['?'] },
] as const;
export function HelpDialog() {
  const { t } = useWords();
  const { views } = useServices();
  const opened = useView((state) => state.dialog === 'help');
  const close = (): void => views.open(undefined);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('app.help')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('controls.close') }}
    >
      <Tabs defaultValue="read" keepMounted={false}>
        <Tabs.List mb={12}>
          <Tabs.Tab value="read">{t('app.helpTabs.read')}</Tabs.Tab>
          <Tabs.Tab value="keys">{t('app.helpTabs.keys')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="read">
          <HowToRead onTour={close} />
        </Tabs.Panel>
        <Tabs.Panel value="keys">
          <Keys />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}

function HowToRead({ onTour }: { readonly onTour: () => void }) {
  const words = useWords();
  const { t } = words;
  const { views } = useServices();
  return (
    <>
      <ul className={classes.helpList}>
        {POINTS.map((point) => (
          <li key={point}>{t(`app.points.${point}`)}</li>
        ))}
      </ul>
      <Button
        mt={14}
        mr={8}
        variant="default"
        leftSection={<IconVocabulary size={15} />}
        onClick={() => views.open('glossary')}
      >
        {t('app.glossary')}
      </Button>
      <Button
        mt={14}
        variant="light"
        leftSection={<IconRoute size={15} />}
        onClick={() => {
          onTour();
          void import('./tour.ts').then(({ startTour }) => startTour(words, () => undefined));
        }}
      >
        {t('app.tour.button')}
      </Button>
      <p className={classes.small}>{t('app.privacy')}</p>
    </>
  );
}

function Keys() {
  const { t } = useWords();
  return (
    <dl className={classes.keys}>
      {KEYS.map(({ id, keys }) => (
        <div key={id}>
          <dt>
            {keys.map((key) => (
              <Kbd key={key} size="xs">
                {key}
              </Kbd>
            ))}
          </dt>
          <dd>{t(`app.keys.${id}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
