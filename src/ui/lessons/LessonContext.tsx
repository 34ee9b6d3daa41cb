/** What the words of a lesson can do: open an experiment, point to a control, wait for the reader to do the thing. */
import { IconCheck, IconCircle, IconFlag, IconTelescope } from '@tabler/icons-react';
import { createContext, type ReactNode, use } from 'react';
import { presets } from '../../core/experiment/presets/index.ts';
import type { Place } from '../../state/stores.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import { Fault, Idea, Listing, Mended } from './Listing.tsx';
import classes from './lessons.module.css';

export interface LessonState {
  readonly id: string;
  readonly done: ReadonlySet<string>;
}
const LessonContext = createContext<LessonState>({ id: '', done: new Set() });
export const LessonProvider = LessonContext.Provider;
/** The name under which a lesson's challenge is kept among its deeds. */
export const CHALLENGE = 'challenge';

/** What is pressed in the middle of a sentence. A real button is one block whatever its style says, and cannot break over two lines. */
function InText({
  act,
  points,
  children,
}: {
  readonly act: () => void;
  readonly points?: true;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    <span
      role="button"
      tabIndex={0}
      className={classes.link}
      data-points={points}
      onClick={act}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        event.stopPropagation();
        act();
      }}
    >
      {children}
    </span>
  );
}

/** A link that sets the experiment. */
export function Open({
  preset,
  play = false,
  children,
}: {
  readonly preset: string;
  readonly play?: boolean;
  readonly children: ReactNode;
}) {
  const { choose } = useServices();
  const { id } = use(LessonContext);
  const start = (): void => {
    const experiment = presets.get(preset).build();
    void choose({ ...experiment, view: { ...experiment.view, lesson: id } }, { play });
  };
  return <InText act={start}>{children}</InText>;
}

/** A link that opens one of the page's other windows. */
export function Go({ to, children }: { readonly to: 'study' | 'lab' | 'export'; readonly children: ReactNode }) {
  const { views } = useServices();
  return <InText act={() => views.open(to)}>{children}</InText>;
}

const POINTED_MS = 2400;
/** What stands in the page, whatever panels are open. */
const FIXED = ['play', 'seed', 'presets', 'canvas'] as const;
type Fixed = (typeof FIXED)[number];
const isFixed = (at: Fixed | Place): at is Fixed => FIXED.some((name) => name === at);
function targetOf(at: Fixed | Place): string {
  if (isFixed(at) || at === 'results') return at;
  return at === 'data' || at === 'layers' ? 'data' : 'settings';
}

/** A panel that was asked for stands a frame or two later, a drawer a few more. */
const FRAMES = 30;
function pointTo(target: string, frames = FRAMES): void {
  const element = document.querySelector(`[data-tour="${target}"]`);
  if (!element) {
    if (frames > 0) requestAnimationFrame(() => pointTo(target, frames - 1));
    return;
  }
  element.scrollIntoView({ block: 'nearest' });
  element.setAttribute('data-pointed', '');
  setTimeout(() => element.removeAttribute('data-pointed'), POINTED_MS);
}

/** Names a control and shows where it is; a panel that is shut opens, and its tab comes forward. */
export function Point({ at, children }: { readonly at: Fixed | Place; readonly children: ReactNode }) {
  const { views } = useServices();
  const show = (): void => {
    if (!isFixed(at)) views.show(at);
    pointTo(targetOf(at));
  };
  return (
    <InText act={show} points>
      {children}
    </InText>
  );
}

/** One step: done when its deed has been seen. */
export function Do({ deed, children }: { readonly deed: string; readonly children: ReactNode }) {
  const { t } = useWords();
  const done = use(LessonContext).done.has(deed);
  return (
    <div className={classes.step} data-done={done || undefined}>
      {done ? (
        <IconCheck size={18} role="img" aria-label={t('lessons.done')} />
      ) : (
        <IconCircle size={18} role="img" aria-label={t('lessons.todo')} />
      )}
      <div>{children}</div>
    </div>
  );
}
/** The task that the page checks. */
export function Challenge({ children }: { readonly children: ReactNode }) {
  const { t } = useWords();
  const done = use(LessonContext).done.has(CHALLENGE);
  return (
    <section className={classes.challenge} data-done={done || undefined}>
      <h3>
        <IconFlag size={16} aria-hidden="true" /> {t('lessons.challenge')}
      </h3>
      {children}
      <p role="status" className={classes.verdict}>
        {t(done ? 'lessons.solved' : 'lessons.unsolved')}
      </p>
    </section>
  );
}
/** What the page's own repeats over seeds gave in a preset: the sentence of its card, so that no number is written twice. */
export function Measured({ preset }: { readonly preset: string }) {
  const { t, word } = useWords();
  return (
    <p className={classes.measured}>
      <strong>{t('controls.presets.measured', { seeds: presets.get(preset).seeds ?? 10 })}</strong>{' '}
      {word(`preset.${preset}.measured`)}
    </p>
  );
}
/** A task that nobody checks. */
export function Further({ children }: { readonly children: ReactNode }) {
  const { t } = useWords();
  return (
    <section className={classes.challenge}>
      <h3>
        <IconTelescope size={16} aria-hidden="true" /> {t('lessons.further')}
      </h3>
      {children}
    </section>
  );
}
export const LESSON_COMPONENTS = { Open, Go, Point, Do, Measured, Challenge, Further, Listing, Idea, Fault, Mended };
