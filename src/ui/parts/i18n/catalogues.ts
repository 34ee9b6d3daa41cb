/** The catalogues, each a piece of code of its own: a visit fetches the language it speaks, and no other. */
import type { en } from './en/index.ts';

export type Language = 'en' | 'zh-CN';
export type Catalogue = { readonly [Key in keyof typeof en]: object };

export async function loadCatalogue(language: Language): Promise<Catalogue> {
  if (language === 'zh-CN') return (await import('./zh-CN/index.ts')).zhCN;
  return (await import('./en/index.ts')).en;
}
