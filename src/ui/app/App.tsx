/** The page: providers of looks, words and services around the layout. */
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '../parts/theme.css';
import '../parts/presenting.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { i18n } from 'i18next';
import { StrictMode } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { Services } from '../../state/services.ts';
import { ServicesProvider } from '../parts/services.tsx';
import { theme } from '../parts/theme.ts';
import { Layout } from './Layout.tsx';
import { Notices } from './Notices.tsx';

interface AppProps {
  readonly services: Services;
  readonly words: i18n;
  readonly onDrawn: () => void;
}
export function App({ services, words, onDrawn }: AppProps) {
  const forced = services.page.theme;
  return (
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" {...(forced ? { forceColorScheme: forced } : {})}>
        <I18nextProvider i18n={words}>
          <ServicesProvider value={services}>
            <Notifications position="top-center" limit={4} zIndex={1000} />
            <Notices />
            <Layout onDrawn={onDrawn} />
          </ServicesProvider>
        </I18nextProvider>
      </MantineProvider>
    </StrictMode>
  );
}
