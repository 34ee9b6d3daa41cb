/**
 * What the address asks of the page, apart from the experiment: to stand inside another page, what to show there, to train
 * at once, a language, colours, large type. Read once; nothing of it is kept. Described in docs/embed.md.
 */

export interface EmbedOptions {
  readonly show?: 'all' | 'canvas' | 'charts';
  readonly autoplay?: boolean;
  readonly language?: 'en' | 'zh-CN';
  readonly theme?: 'light' | 'dark';
}
export interface PageOptions extends EmbedOptions {
  readonly embedded: boolean;
  readonly presenting: boolean;
}

const oneOf = <Value extends string>(values: readonly Value[], text: string | null): Value | undefined =>
  values.find((value) => value.toLowerCase() === text?.toLowerCase());

/** @param search of the address, with its '?'; what is not understood is passed over */
export function readPageOptions(search: string): PageOptions {
  const asked = new URLSearchParams(search);
  const embedded = asked.get('embed') === '1';
  const language = asked.get('lang')?.toLowerCase();
  const theme = oneOf(['light', 'dark'] as const, asked.get('theme'));
  const show = oneOf(['all', 'canvas', 'charts'] as const, asked.get('show'));
  return {
    embedded,
    presenting: asked.get('present') === '1',
    autoplay: asked.get('autoplay') === '1',
    // Panels belong to the person outside another page.
    show: embedded ? (show ?? 'all') : 'all',
    ...(language === undefined ? {} : { language: language.startsWith('zh') ? 'zh-CN' : 'en' }),
    ...(theme ? { theme } : {}),
  };
}

/** Puts them into an address whose others are taken out. */
export function writeEmbedOptions(address: URL, options: EmbedOptions | undefined): void {
  for (const name of ['embed', 'show', 'autoplay', 'lang', 'theme', 'present']) address.searchParams.delete(name);
  if (!options) return;
  address.searchParams.set('embed', '1');
  if (options.show && options.show !== 'all') address.searchParams.set('show', options.show);
  if (options.autoplay) address.searchParams.set('autoplay', '1');
  if (options.language) address.searchParams.set('lang', options.language);
  if (options.theme) address.searchParams.set('theme', options.theme);
}
