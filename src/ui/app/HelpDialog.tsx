/** Help: how to read the page, and the keys. */
import { Kbd, Modal } from '@mantine/core';
import { useWords } from '../parts/i18n/index.ts';
import { useServices, useView } from '../parts/services.tsx';
import classes from './app.module.css';

const POINTS = ['wire', 'colours', 'sharing', 'live', 'ties', 'data'] as const;
const KEYS = [
  { id: 'play', keys: ['Space'] },
  { id: 'reset', keys: ['R'] },
  { id: 'step', keys: ['N'] },
  { id: 'undo', keys: ['Ctrl', 'Z'] },
  { id: 'redo', keys: ['Ctrl', 'Shift', 'Z'] },
  { id: 'copyLink', keys: ['Ctrl', 'S'] },
  { id: 'delete', keys: ['Delete'] },
  { id: 'help', keys: ['?'] },
] as const;

export function HelpDialog() {
  const { t } = useWords();
  const { views } = useServices();
  const opened = useView((state) => state.dialog === 'help');
  return (
    <Modal
      opened={opened}
      onClose={() => views.open(undefined)}
      title={t('app.help')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('controls.close') }}
    >
      <ul className={classes.helpList}>
        {POINTS.map((point) => (
          <li key={point}>{t(`app.points.${point}`)}</li>
        ))}
      </ul>
      <h3 className={classes.helpTitle}>{t('app.keys.title')}</h3>
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
      <p className={classes.small}>{t('app.privacy')}</p>
    </Modal>
  );
}
