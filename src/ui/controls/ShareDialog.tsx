/** Share: the whole experiment as a link, a Markdown link, code for another page, a QR code and files. Nothing is sent anywhere. */
import { Button, Group, Modal, Switch, TextInput } from '@mantine/core';
import { IconCheck, IconCopy, IconFileDownload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useExperiment, useRun, useServices, useView } from '../parts/services.tsx';
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

/** Without its own origin the page could neither start its worker nor read its data: both sandbox words are needed. */
function embedCode(address: string, title: string): string {
  const quoted = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<iframe src="${address}" title="${quoted}" width="100%" height="720" sandbox="allow-scripts allow-same-origin" allow="clipboard-write" loading="lazy"></iframe>`;
}

function ShareBody({ pictures }: { readonly pictures: ReactNode }) {
  const { t } = useWords();
  const { sharing, edit, embedded } = useServices();
  const [positions, setPositions] = useState(false);
  const experiment = useExperiment((state) => state.experiment);
  const link = sharing.link({ positions });
  const picture = qrPicture(link);
  const title = experiment.title.trim() || t('app.name');
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
      <CopyLine
        label={t('controls.share.embed')}
        copy={t('controls.share.copyEmbed')}
        text={embedCode(sharing.link({ positions, embed: true }), title)}
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
          <Switch
            label={t('controls.share.pin', { name: t(`controls.backend.names.${wanted}`) })}
            description={t('controls.share.pinHelp')}
            checked={pin !== 'auto'}
            onChange={(event) => edit({ type: 'setBackend', backend: event.currentTarget.checked ? wanted : 'auto' })}
          />
        </div>
      </Group>
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

function CopyLine({ label, copy, text }: { readonly label: string; readonly copy: string; readonly text: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState<string>();
  const done = copied === text;
  return (
    <div className={parts.line} style={{ alignItems: 'flex-end' }}>
      <TextInput
        label={label}
        value={text}
        readOnly
        style={{ flex: 1 }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        leftSection={done ? <IconCheck size={14} /> : <IconCopy size={14} />}
        onClick={() => {
          navigator.clipboard.writeText(text).then(
            () => setCopied(text),
            () => setCopied(undefined),
          );
        }}
      >
        {done ? t('controls.share.copied') : copy}
      </Button>
    </div>
  );
}
