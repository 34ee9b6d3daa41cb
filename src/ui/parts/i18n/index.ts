/**
 * i18n: English is bundled, other languages load when chosen. `useWords` gives typed `t` for fixed keys and small
 * readers for words whose key is made from an id (a layer's label, an issue's sentence).
 */
import i18next, { type i18n } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { IssueParams } from '../../../core/result.ts';
import { en } from './en/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

/** Changes to a language, whose words are fetched the first time. */
async function speak(instance: i18n, language: string): Promise<void> {
  if (language === 'zh-CN' && !instance.hasResourceBundle(language, 'translation')) {
    const { zhCN } = await import('./zh-CN/index.ts');
    instance.addResourceBundle(language, 'translation', zhCN);
  }
  await instance.changeLanguage(language);
}

/** Starts in English; another language follows as soon as its words are there. */
export function createWords(language: 'en' | 'zh-CN'): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  if (language !== 'en') void speak(instance, language);
  return instance;
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
    /** The sentence of an issue: found, expected, how to mend. */
    issue: (issue: { readonly code: string; readonly params: IssueParams }): string =>
      word(`issue.${issue.code}`, issue.params),
    fix: (fix: { readonly code: string; readonly params: IssueParams }): string => word(`fix.${fix.code}`, fix.params),
    language: instance.language,
    setLanguage: (language: string) => speak(instance, language),
  };
}
export type Words = ReturnType<typeof useWords>;
