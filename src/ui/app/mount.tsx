/** The screen as one piece of code: fetched while the engine's worker starts. */
import { createRoot } from 'react-dom/client';
import type { Services } from '../../state/services.ts';
import { followOwnNames } from '../own/ownNames.ts';
import { createWords } from '../parts/i18n/index.ts';
import { App } from './App.tsx';

export { createWords };
export function mount(root: HTMLElement, services: Services, words: ReturnType<typeof createWords>): void {
  followOwnNames(services.experiments, words);
  createRoot(root).render(<App services={services} words={words} />);
}
