/**
 * Composition root: opens the link or what was left here, makes the engine client and the stores, mounts the page.
 * The only file that knows everyone.
 */

import { inPlaceOf } from './core/experiment/classroom.ts';
import type { Experiment } from './core/experiment/experiment.ts';
import { openLink } from './core/experiment/link.ts';
import { FIRST_PRESET, presets } from './core/experiment/presets/index.ts';
import { unpackResults } from './core/experiment/travelling.ts';
import { isLabLink } from './core/lab/address.ts';
import { error, type Issue } from './core/result.ts';
import { createWorkerClient } from './engine/client.ts';
import { type SpeedStore, withKnownSpeeds, withSpeeds } from './engine/speeds.ts';
import { createActivity } from './state/activity.ts';
import { fence, predictFirst, predictionWaits } from './state/classroom.ts';
import { createStorage } from './state/database.ts';
import { answerParent, noStorage } from './state/embed.ts';
import { createExperimentStore } from './state/experimentStore.ts';
import { createExports } from './state/exports.ts';
import { hideUnpinned } from './state/history.ts';
import { createLibrary } from './state/library.ts';
import { createLive } from './state/live.ts';
import { keepOffline } from './state/offline.ts';
import { createOwnTables, withOwnTables } from './state/ownTables.ts';
import { readPageOptions } from './state/pageOptions.ts';
import { createPersist } from './state/persist.ts';
import { createPlayground } from './state/playground.ts';
import { createRunStore } from './state/runStore.ts';
import { keepSelectionPresent } from './state/selection.ts';
import type { Services } from './state/services.ts';
import { createSession } from './state/session.ts';
import { createSharing } from './state/sharing.ts';
import { createSlowMode } from './state/slowMode.ts';
import { keepStudies } from './state/studyKeeper.ts';
import { createStudies, enginesFor } from './state/studyRunner.ts';
import { showResults, watchResults } from './state/travelling.ts';
import { createViewStore } from './state/viewStore.ts';
import { loadCatalogue } from './ui/parts/i18n/catalogues.ts';

const LANGUAGE_KEY = 'braid.language';
const storedLanguage = (): 'en' | 'zh-CN' => {
  try {
    const kept = localStorage.getItem(LANGUAGE_KEY) ?? navigator.language;
    return kept.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  } catch {
    return 'en';
  }
};

const SPEEDS_KEY = 'braid.speeds';
const speedStore: SpeedStore = {
  read() {
    try {
      return localStorage.getItem(SPEEDS_KEY);
    } catch {
      return null;
    }
  },
  write(text) {
    try {
      localStorage.setItem(SPEEDS_KEY, text);
    } catch {
      // Measured again another time.
    }
  },
};

async function main(): Promise<void> {
  // First of all: the worker fetches its code, and the screen its own and its words, while the page reads what was left here.
  const engine = createWorkerClient();
  const screen = import('./ui/app/mount.tsx');
  const page = readPageOptions(location.search);
  const { embedded } = page;
  const language = page.language ?? storedLanguage();
  const catalogue = loadCatalogue(language);
  const views = createViewStore(language);
  views.present(page.presenting);
  const storage = embedded
    ? noStorage
    : createStorage((reason) => views.notify(error('file.storage', { reason }), 'info'));
  const tables = createOwnTables(storage);
  const createClient = () => withOwnTables(createWorkerClient(), tables);
  const client = withSpeeds(withOwnTables(engine, tables), createClient, speedStore);
  const persist = createPersist(storage);
  const activity = createActivity();
  const endOpening = activity.begin('opening the page');

  const fromHash = readHash(embedded);
  if (fromHash && !fromHash.ok) views.notify(fromHash.issue);
  const opened = location.hash;
  // Restored even when a link is opened, because it also claims this tab's place in the store.
  const left = await persist.restore();
  const saved = fromHash?.ok ? undefined : left;
  const inLab = isLabLink(location.hash);
  if (inLab) views.open('lab');
  const firstVisit = !saved && !fromHash && !inLab;
  const first: Experiment = fromHash?.ok
    ? fromHash.value.experiment
    : (saved?.experiment ?? presets.get(FIRST_PRESET).build());

  const experiments = createExperimentStore(first, fence(views));
  keepSelectionPresent(experiments, views);
  const runs = createRunStore();
  const earlier = left?.history ?? [];
  runs.setState({ ghosts: fromHash?.ok ? hideUnpinned(earlier) : earlier });
  runs.subscribe((state, before) => {
    if (state.ghosts !== before.ghosts) {
      void activity.during('saving the run history', persist.saveHistory(state.ghosts));
    }
  });
  const live = createLive();
  const dataUrl = new URL('data/', document.baseURI).href;
  const told = new Set<string>();
  const session = createSession({
    experiments,
    runs,
    live,
    client,
    persist,
    activity,
    dataUrl,
    shut: () => (predictionWaits(experiments.getState(), views.getState().teaching) ? predictFirst() : undefined),
    notify(issue) {
      // The same fallback at every start is said once; each recovery is news.
      const text = JSON.stringify(issue);
      if (issue.code === 'backend.fallback' && told.has(text)) return;
      told.add(text);
      views.notify(issue, 'info');
    },
  });
  watchResults(runs);
  const show = (experiment: Experiment, packed: string): void => {
    const read = unpackResults(packed);
    if (read.ok) showResults(runs, experiment, read.value);
    else views.notify(read.issue);
  };
  const open: Services['open'] = async (experiment, options) => {
    const result = experiments.edit({ type: 'replace', experiment });
    if (!result.ok) {
      views.notify(result.issue);
      return;
    }
    views.select({ model: undefined, nodes: [], edges: [], tie: undefined });
    runs.setState((state) => ({ ghosts: hideUnpinned(state.ghosts), author: undefined }));
    // At once: the data and the model may take a while.
    if (options?.results !== undefined) show(experiment, options.results);
    await session.restart({ ...options, afresh: true });
  };
  const studies = createStudies({
    createClient: () => withKnownSpeeds(createClient(), speedStore),
    dataUrl,
    now: () => performance.now(),
    pool: enginesFor(navigator.hardwareConcurrency),
  });
  // The oldest first, so that the newest stands on top again.
  for (const { result, kept } of (left?.studies ?? []).toReversed()) studies.add(result, kept);
  keepStudies(studies, persist, activity);
  const sharing = createSharing({ experiments, runs, views, studies, open });
  const services: Services = {
    studies,
    experiments,
    runs,
    views,
    live,
    session,
    slow: createSlowMode({ runs, session, notify: (issue) => views.notify(issue) }),
    sharing,
    tables,
    exports: createExports({ experiments, session, tables }, dataUrl),
    library: embedded ? undefined : createLibrary(storage),
    embedded,
    page,
    open,
    choose: (fresh, options) => open(inPlaceOf(experiments.getState().experiment, fresh), options),
    edit(edit, phase) {
      const result = experiments.edit(edit, phase);
      if (!result.ok) views.notify(result.issue);
      return result.ok;
    },
  };
  window.playground = createPlayground(services);
  views.subscribe((state, before) => {
    if (state.language !== before.language) {
      try {
        localStorage.setItem(LANGUAGE_KEY, state.language);
      } catch {
        // Storage denied: the choice holds for this visit.
      }
    }
  });
  const follow = (): void => {
    if (isLabLink(location.hash)) views.open('lab');
    const link = readHash(embedded);
    if (link?.ok) void open(link.value.experiment, { results: link.value.results });
    else if (link) views.notify(link.issue);
  };

  if (fromHash?.ok && fromHash.value.results !== undefined) show(first, fromHash.value.results);
  // The worker builds the run while the screen's code is fetched and drawn.
  const begun = session.begin(saved?.run);
  const root = document.getElementById('root');
  if (!root) throw new Error("index.html has no element with the id 'root'");
  const { createWords, mount } = await screen;
  const words = createWords(language, await catalogue);
  if (embedded) {
    const say = ({ code, params }: Issue): string =>
      words.t(`issue.${code}` as never, params as never) as unknown as string;
    answerParent({ open, playground: window.playground }, { self: window, say });
  }
  const drawn = mount(root, services, words);
  await begun;
  window.addEventListener('hashchange', follow);
  // A link that was put into the address while the page was opening.
  if (location.hash !== opened) follow();
  const wanted = firstVisit || (page.autoplay && !predictionWaits(experiments.getState(), false));
  if (wanted && experiments.getState().trainable) await session.play();
  await drawn;
  endOpening();
  if (import.meta.env.PROD && !embedded) {
    keepOffline({
      onNewer: (takeOver) => views.offer(takeOver),
      onOthers: (count) => views.notify(error('file.otherTabs', { count }), 'info'),
    });
  }
}

/**
 * Reads a link and takes it out of the address, so that a reload resumes the work instead of starting the link again.
 * Where no work is kept, a reload has only the link: it stays (`keep`).
 */
function readHash(keep: boolean): ReturnType<typeof openLink> | undefined {
  const hash = location.hash.slice(1);
  // A place on this page, as in 'skip to the canvas', is no link.
  if (hash === '' || isLabLink(hash) || document.getElementById(hash)) return undefined;
  if (!keep) history.replaceState(history.state, '', location.pathname + location.search);
  return openLink(hash);
}

void main();
