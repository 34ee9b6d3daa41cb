/** Takes sentences that wait in the view store and shows them as notifications; keeps the page's language in step. */
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { useServices, useView } from '../parts/services.tsx';

const COLOURS = { error: 'red', info: 'indigo', done: 'teal' } as const;
/** Refusals stay longer: they say how to mend. */
const SHOWN_MS = { error: 9000, info: 7000, done: 4000 } as const;

export function Notices() {
  const words = useWords();
  const { views } = useServices();
  const notices = useView((state) => state.notices);
  const language = useView((state) => state.language);
  useEffect(() => {
    for (const { id, issue, tone } of notices) {
      notifications.show({
        id: `notice-${id}`,
        message: words.issue(issue),
        color: COLOURS[tone],
        autoClose: SHOWN_MS[tone],
        role: tone === 'error' ? 'alert' : 'status',
        withBorder: true,
        closeButtonProps: { 'aria-label': words.t('controls.close') },
      });
      views.dismiss(id);
    }
  }, [notices, views, words]);
  useEffect(() => {
    document.documentElement.lang = language;
    if (words.language !== language) void words.setLanguage(language);
  }, [language, words]);
  return undefined;
}
