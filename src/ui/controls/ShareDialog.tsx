/** Share: the whole experiment as a link, a Markdown link, code for another page, a QR code and files. Nothing is sent anywhere. */
import { Button, Group, Modal, Switch } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { resultsNow } from '../../state/travelling.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useExperiment, useRun, useServices, useView } from '../parts/services.tsx';
import { CopyLine } from './CopyLine.tsx';
import { EmbedCode } from './EmbedCode.tsx';
import { QrCode, qrPicture } from './QrCode.tsx';

/** Some chat programs cut longer addresses. */
const LONG_LINK = 1800;

/** `pictures`: the buttons that save the canvas as a picture; the canvas is not for this folder to know. */
export function ShareDialog({ pictures }: { readonly pictures: ReactNode }) {
  const { t } = useWords();
  const { views } = useServices();
  const opened = useView((state) => state.dialog === 'share');
  return (
    <Modal
      opened={opened}
      onClose={() => views.open(undefined)}
      title={t('controls.share.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('controls.close') }}
    >
      {opened && <ShareBody pictures={pictures} />}
    </Modal>
  );
}

function ShareBody({ pictures }: { readonly pictures: ReactNode }) {
  const { t, given } = useWords();
  const { sharing, edit, embedded } = useServices();
  const [positions, setPositions] = useState(false);
  const experiment = useExperiment((state) => state.experiment);
  const [results, setResults] = useState(false);
  const hasResults = useRun((state) => resultsNow(state, experiment) !== undefined);
  const link = sharing.link({ positions, results });
  const picture = qrPicture(link);
  const title = given(experiment.title).trim() || t('app.name');
  const pin = experiment.training.backend;
  const running = useRun((state) => state.backend?.name);
  const wanted = pin === 'auto' ? (running ?? 'cpu') : pin;
  return (
    <div className={parts.form}>
      <p className={parts.note}>{t('controls.share.text')}</p>
      <CopyLine label={t('controls.share.link')} copy={t('controls.share.copyLink')} text={link} />
      <p className={parts.note} data-testid="link-length">
        {t('controls.share.length', { count: link.length })}
        {link.length > LONG_LINK && ` ${t('controls.share.long', { limit: LONG_LINK })}`}
      </p>
      <CopyLine
        label={t('controls.share.markdown')}
        copy={t('controls.share.copyMarkdown')}
        text={`[${title.replace(/([[\]\\])/g, '\\$1')}](${link})`}
      />
      <Group gap="lg" align="flex-start" wrap="wrap">
        {picture ? (
          <QrCode picture={picture} label={t('controls.share.qr')} />
        ) : (
          <p className={parts.note}>{t('controls.share.noQr')}</p>
        )}
        <div className={parts.form} style={{ flex: '1 1 200px' }}>
          <Switch
            label={t('controls.share.positions')}
            description={t('controls.share.positionsHelp')}
            checked={positions}
            onChange={(event) => setPositions(event.currentTarget.checked)}
          />
          {hasResults && (
            <Switch
              label={t('classroom.results.take')}
              description={t('classroom.results.takeHelp')}
              checked={results}
              onChange={(event) => setResults(event.currentTarget.checked)}
            />
          )}
          <Switch
            label={t('controls.share.pin', { name: t(`controls.backend.names.${wanted}`) })}
            description={t('controls.share.pinHelp')}
            checked={pin !== 'auto'}
            onChange={(event) => edit({ type: 'setBackend', backend: event.currentTarget.checked ? wanted : 'auto' })}
          />
        </div>
      </Group>
      <EmbedCode title={title} options={{ positions, results }} />
      {/* Inside another page the sandbox lets no file out. */}
      {!embedded && (
        <div className={parts.buttons}>
          <Button
            variant="default"
            leftSection={<IconFileDownload size={14} />}
            onClick={() => sharing.download('experiment')}
          >
            {t('controls.share.file')}
          </Button>
          {pictures}
        </div>
      )}
    </div>
  );
}
