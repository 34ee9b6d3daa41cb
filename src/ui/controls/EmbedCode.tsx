/** The code that puts the experiment into another page, and what it shows there. */
import { NativeSelect, Switch } from '@mantine/core';
import { useState } from 'react';
import type { EmbedOptions } from '../../state/pageOptions.ts';
import type { LinkOptions } from '../../state/services.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import { CopyLine } from './CopyLine.tsx';
import classes from './controls.module.css';

/** px; the canvas or the charts alone need less room. */
const HEIGHTS = { all: 720, canvas: 480, charts: 480 } as const;

/** Without its own origin the page could neither start its worker nor read its data: both sandbox words are needed. */
function embedCode(address: string, title: string, height: number): string {
  const quote = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<iframe src="${quote(address)}" title="${quote(title)}" width="100%" height="${height}" sandbox="allow-scripts allow-same-origin" allow="clipboard-write" loading="lazy"></iframe>`;
}

const SHOWS = ['all', 'canvas', 'charts'] as const;
const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'zh-CN', label: '简体中文' },
] as const;

interface EmbedCodeProps {
  readonly title: string;
  readonly options: LinkOptions;
}
export function EmbedCode({ title, options }: EmbedCodeProps) {
  const { t } = useWords();
  const { sharing } = useServices();
  const [embed, setEmbed] = useState<EmbedOptions>({});
  const set = (patch: { readonly [Key in keyof EmbedOptions]?: EmbedOptions[Key] | undefined }): void =>
    setEmbed((before) => ({ ...before, ...patch }) as EmbedOptions);
  const auto = { value: '', label: t('controls.share.readers') };
  return (
    <fieldset className={classes.embed}>
      <legend>{t('controls.share.embed')}</legend>
      <div className={classes.embedChoices}>
        <NativeSelect
          label={t('controls.share.show')}
          value={embed.show ?? 'all'}
          data={SHOWS.map((value) => ({ value, label: t(`controls.share.shows.${value}`) }))}
          onChange={(event) => set({ show: SHOWS.find((show) => show === event.currentTarget.value) })}
        />
        <NativeSelect
          label={t('app.language')}
          value={embed.language ?? ''}
          data={[auto, ...LANGUAGES]}
          onChange={(event) =>
            set({ language: LANGUAGES.find(({ value }) => value === event.currentTarget.value)?.value })
          }
        />
        <NativeSelect
          label={t('controls.share.theme')}
          value={embed.theme ?? ''}
          data={[
            auto,
            ...(['light', 'dark'] as const).map((value) => ({ value, label: t(`controls.share.themes.${value}`) })),
          ]}
          onChange={(event) =>
            set({ theme: (['light', 'dark'] as const).find((each) => each === event.currentTarget.value) })
          }
        />
        <Switch
          label={t('controls.share.autoplay')}
          checked={embed.autoplay ?? false}
          onChange={(event) => set({ autoplay: event.currentTarget.checked })}
        />
      </div>
      <CopyLine
        label={t('controls.share.embedCode')}
        copy={t('controls.share.copyEmbed')}
        text={embedCode(sharing.link({ ...options, embed }), title, HEIGHTS[embed.show ?? 'all'])}
      />
    </fieldset>
  );
}
