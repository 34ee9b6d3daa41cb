/**
 * i18n: the page starts in one language, and another one loads when it is chosen. `useWords` gives typed `t` for fixed keys and small
 * readers for words whose key is made from an id (a layer's label, an issue's sentence).
 */
import i18next, { type FormatterModule, type i18n } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { IssueParams } from '../../../core/result.ts';
import { type Catalogue, type Language, loadCatalogue } from './catalogues.ts';
import type { en } from './en/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

/** Changes to a language, whose words are fetched the first time. */
async function speak(instance: i18n, language: Language): Promise<void> {
  if (!instance.hasResourceBundle(language, 'translation')) {
    instance.addResourceBundle(language, 'translation', await loadCatalogue(language));
  }
  await instance.changeLanguage(language);
}

/** A name that came with a preset as the page's language says it, a copy's number with it; a person's own as it stands. */
function givenIn(instance: i18n, name: string): string {
  const catalogue = instance.getResourceBundle(instance.language, 'translation') as Catalogue;
  const given = catalogue.given as Readonly<Record<string, string>>;
  const known = (text: string): string | undefined => (Object.hasOwn(given, text) ? given[text] : undefined);
  const [, stem = name, number = ''] = /^(.*?)( \d+)?$/.exec(name) ?? [];
  const found = known(stem);
  return known(name) ?? (found === undefined ? name : `${found}${number}`);
}

/** Every catalogue is complete (a test holds that), so no language stands in for another. */
export function createWords(language: Language, catalogue: Catalogue): i18n {
  const instance = i18next.createInstance();
  // What is put into a sentence is often the name of a model.
  const format = (value: unknown): unknown => (typeof value === 'string' ? givenIn(instance, value) : value);
  void instance
    .use(initReactI18next)
    .use({ type: 'formatter', init: () => {}, add: () => {}, addCached: () => {}, format } as FormatterModule)
    .init({
      lng: language,
      fallbackLng: false,
      resources: { [language]: { translation: catalogue } },
      interpolation: { escapeValue: false, alwaysFormat: true },
      returnNull: false,
    });
  return instance;
}

type NumberText = (value: number, options?: Intl.NumberFormatOptions) => string;
const writers = new Map<string, NumberText>();
/** The same function for one language every time, so that effects may depend on it. */
function numberIn(language: string): NumberText {
  const found = writers.get(language);
  if (found) return found;
  const plain = new Intl.NumberFormat(language);
  const made: NumberText = (value, options) =>
    options ? new Intl.NumberFormat(language, options).format(value) : plain.format(value);
  writers.set(language, made);
  return made;
}

/** Reads a word by a key made at run time; shows the key where the catalogue lacks it (a test keeps that from happening). */
export function useWords() {
  const { t, i18n: instance } = useTranslation();
  const word = (key: string, params?: IssueParams): string =>
    instance.t(key as never, params as never) as unknown as string;
  return {
    t,
    word,
    has: (key: string): boolean => instance.exists(key),
    /** The name or title of something that may have come with a preset. Within sentences it is said so by itself. */
    given: (name: string): string => givenIn(instance, name),
    /** The sentence of an issue: found, expected, how to mend. */
    issue: (issue: { readonly code: string; readonly params: IssueParams }): string =>
      word(`issue.${issue.code}`, issue.params),
    fix: (fix: { readonly code: string; readonly params: IssueParams }): string => word(`fix.${fix.code}`, fix.params),
    /** A number or a moment as the page's language writes it. */
    number: numberIn(instance.language),
    moment: (value: number): string =>
      new Intl.DateTimeFormat(instance.language, { dateStyle: 'medium', timeStyle: 'short' }).format(value),
    language: instance.language,
    setLanguage: (language: Language) => speak(instance, language),
  };
}
export type Words = ReturnType<typeof useWords>;
