/** The screen as one piece of code: fetched while the engine's worker starts. */
import { createRoot } from 'react-dom/client';
import type { Services } from '../../state/services.ts';
import { followOwnNames } from '../own/ownNames.ts';
import { createWords } from '../parts/i18n/index.ts';
import { App } from './App.tsx';

export { createWords };
/** Resolves when all of the screen stands. */
export function mount(root: HTMLElement, services: Services, words: ReturnType<typeof createWords>): Promise<void> {
  followOwnNames(services.experiments, words);
  return new Promise((drawn) => createRoot(root).render(<App services={services} words={words} onDrawn={drawn} />));
}
