/** Code to read, copy and save; trained parameters, curves and data as files. */
import { Button, SegmentedControl } from '@mantine/core';
import { IconCheck, IconCopy, IconFileDownload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ExportKind } from '../../core/export/files.ts';
import type { Issue, Result } from '../../core/result.ts';
import { IssueList } from '../parts/IssueList.tsx';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useExperiment, useRun, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import classes from './exporting.module.css';

const LANGUAGES = ['pytorch', 'keras'] as const;
type Language = (typeof LANGUAGES)[number];

export function ExportView() {
  const { t } = useWords();
  const [language, setLanguage] = useState<Language>('pytorch');
  const [fault, setFault] = useState<Issue>();
  return (
    <div className={parts.form}>
      <p className={parts.note}>{t('exporting.text')}</p>
      <div className={classes.row}>
        <SegmentedControl
          aria-label={t('exporting.language')}
          value={language}
          onChange={(next) => setLanguage(LANGUAGES.find((known) => known === next) ?? 'pytorch')}
          data={LANGUAGES.map((value) => ({ value, label: t(`exporting.languages.${value}`) }))}
        />
        <span className={classes.spring} />
        <Save kind={language} onFault={setFault} />
        {language === 'pytorch' && <Save kind="notebook" onFault={setFault} />}
      </div>
      <p className={parts.note}>{t(`exporting.about.${language}`)}</p>
      <Program language={language} />
      <h3 className={classes.heading}>{t('exporting.files')}</h3>
      <Files onFault={setFault} />
      {fault && <IssueList issues={[fault]} />}
    </div>
  );
}

function Program({ language }: { readonly language: Language }) {
  const { t } = useWords();
  const { exports } = useServices();
  const experiment = useExperiment((state) => state.experiment);
  const [program, setProgram] = useState<Result<string>>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is that of the present experiment.
  useEffect(() => {
    let current = true;
    void exports.text(language).then((next) => {
      if (current) setProgram(next);
    });
    return () => {
      current = false;
    };
  }, [exports, language, experiment]);
  if (!program) return <pre className={classes.code} aria-busy="true" />;
  if (!program.ok) return <IssueList issues={[program.issue]} />;
  return (
    <div className={classes.program}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard. */}
      <section className={classes.code} tabIndex={0} aria-label={t('exporting.code')}>
        <pre>{program.value}</pre>
      </section>
      <Copy text={program.value} />
    </div>
  );
}

function Copy({ text }: { readonly text: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState<string>();
  const done = copied === text;
  const copy = async (): Promise<void> => {
    try {
      // Not every page has a clipboard: there, and where it is refused, the text can still be marked by hand.
      await navigator.clipboard.writeText(text);
      setCopied(text);
    } catch {
      setCopied(undefined);
    }
  };
  return (
    <Button
      className={classes.copy ?? ''}
      size="compact-sm"
      variant="default"
      leftSection={done ? <IconCheck size={14} /> : <IconCopy size={14} />}
      onClick={() => void copy()}
    >
      {done ? t('controls.share.copied') : t('exporting.copy')}
    </Button>
  );
}

interface SaveProps {
  readonly kind: ExportKind;
  readonly disabled?: boolean;
  readonly onFault: (fault: Issue | undefined) => void;
}
function Save({ kind, disabled = false, onFault }: SaveProps) {
  const { t } = useWords();
  const { exports, embedded } = useServices();
  const [busy, setBusy] = useState(false);
  // Inside another page the sandbox lets no file out.
  if (embedded) return null;
  const save = async (): Promise<void> => {
    setBusy(true);
    const done = await exports.save(kind);
    onFault(done.ok ? undefined : done.issue);
    setBusy(false);
  };
  return (
    <Tip text={t(`exporting.kinds.${kind}.help`)}>
      <Button
        variant={kind === 'pytorch' || kind === 'keras' ? 'filled' : 'default'}
        leftSection={<IconFileDownload size={15} />}
        loading={busy}
        disabled={disabled}
        onClick={() => void save()}
      >
        {t(`exporting.kinds.${kind}.label`)}
      </Button>
    </Tip>
  );
}

function Files({ onFault }: Pick<SaveProps, 'onFault'>) {
  const { t } = useWords();
  const { sharing, embedded } = useServices();
  const untrained = useRun((state) => state.progress.step === 0);
  if (embedded) return <p className={parts.note}>{t('exporting.embedded')}</p>;
  return (
    <div className={classes.row}>
      <Save kind="safetensors" disabled={untrained} onFault={onFault} />
      <Save kind="tfjs" disabled={untrained} onFault={onFault} />
      <Save kind="data" onFault={onFault} />
      <Tip text={t('exporting.kinds.curves.help')}>
        <Button
          variant="default"
          leftSection={<IconFileDownload size={15} />}
          disabled={untrained}
          onClick={() => sharing.download('csv')}
        >
          {t('exporting.kinds.curves.label')}
        </Button>
      </Tip>
      <Tip text={t('exporting.kinds.experiment.help')}>
        <Button
          variant="default"
          leftSection={<IconFileDownload size={15} />}
          onClick={() => sharing.download('experiment')}
        >
          {t('exporting.kinds.experiment.label')}
        </Button>
      </Tip>
    </div>
  );
}
