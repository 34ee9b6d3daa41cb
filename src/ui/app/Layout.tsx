/**
 * One page, no scrolling on a desktop: top bar, run bar, data and layers left, canvas middle, inspector right, charts and
 * answers below. Under 1000 px the side panels are drawers; on a phone everything stands in one column.
 */
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { lazy, Suspense, startTransition, useCallback, useEffect, useState } from 'react';
import { Canvas } from '../canvas/Canvas.tsx';
import { AuthorStrip } from '../classroom/AuthorStrip.tsx';
import { ClassroomDialog } from '../classroom/ClassroomDialog.tsx';
import { ClassStrip } from '../classroom/ClassStrip.tsx';
import { FailureBanner } from '../controls/Banners.tsx';
import { ExperimentsDialog } from '../controls/ExperimentsDialog.tsx';
import { RunBar } from '../controls/RunBar.tsx';
import { ShareDialog } from '../controls/ShareDialog.tsx';
import { ExportDialog } from '../exporting/ExportDialog.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { LabDialog } from '../lab/LabDialog.tsx';
import { LessonsDialog } from '../lessons/LessonsDialog.tsx';
import { findCourse } from '../lessons/tours.ts';
import { TableDialog } from '../own/TableDialog.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import { StudyDialog } from '../study/StudyDialog.tsx';
import classes from './app.module.css';
import { BottomPanel } from './BottomPanel.tsx';
import { EmbedBar } from './EmbedBar.tsx';
import { GlossaryDialog } from './GlossaryDialog.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { LeftPanel } from './LeftPanel.tsx';
import { usePanels } from './panels.ts';
import { ResultsDivider } from './ResultsDivider.tsx';
import { SavePicture } from './SavePicture.tsx';
import { SaveReport } from './SaveReport.tsx';
import { SideDrawer } from './SideDrawer.tsx';
import { TopBar } from './TopBar.tsx';
import { UpdateNotice } from './UpdateNotice.tsx';
import { useFileDrop } from './useFileDrop.ts';
import { usePresenting } from './usePresenting.ts';
import { useShortcuts } from './useShortcuts.ts';

const LessonPanel = lazy(() =>
  import('../lessons/LessonPanel.tsx').then(({ LessonPanel: component }) => ({ default: component })),
);

/**
 * False in the first picture: the canvas and the button that starts training come first, what stands around them a
 * moment later, in slices that let the engine's answers in between.
 */
function useWhole(): boolean {
  const [whole, setWhole] = useState(false);
  useEffect(() => {
    const later = setTimeout(() => startTransition(() => setWhole(true)));
    return () => clearTimeout(later);
  }, []);
  return whole;
}

/** `onDrawn`: called once, when the last part of the screen stands. */
export function Layout({ onDrawn }: { readonly onDrawn: () => void }) {
  const { t } = useWords();
  const narrow = useMediaQuery('(max-width: 999px)', false, { getInitialValueInEffect: false });
  const phone = useMediaQuery('(max-width: 619px), (max-height: 519px)', false, { getInitialValueInEffect: false });
  const services = useServices();
  const presenting = usePresenting();
  const { embedded } = services;
  const lesson = useExperiment((state) => state.experiment.view.lesson);
  const reading = !embedded && lesson !== undefined && findCourse(lesson) !== undefined;
  const { panels, toggle } = usePanels({ narrow, presenting, reading, embedded });
  const { show } = services.page;
  const bottom = show !== 'canvas' && (show === 'charts' || panels.bottom);
  const copied = useCallback(
    (length: number) => {
      notifications.show({ message: t('app.linkCopied', { length }), color: 'teal', role: 'status', withBorder: true });
    },
    [t],
  );
  useShortcuts(services, copied);
  useFileDrop(services);
  const whole = useWhole();
  useEffect(() => {
    if (whole) onDrawn();
  }, [whole, onDrawn]);
  return (
    <div
      className={classes.page}
      data-left={(!narrow && panels.left) || undefined}
      data-right={(!narrow && panels.right) || undefined}
      data-bottom={bottom || undefined}
      data-show={show}
      data-reading={reading || undefined}
    >
      <a href="#canvas" className={classes.skip}>
        {t('app.skip')}
      </a>
      <header className={classes.header} data-magnify>
        {embedded ? (
          <EmbedBar panels={panels} onToggle={toggle} />
        ) : (
          <TopBar panels={panels} onToggle={toggle} narrow={narrow || presenting} compact={phone} />
        )}
        <RunBar />
        <ClassStrip />
        <AuthorStrip />
      </header>
      {reading && (
        <Suspense fallback={<div className={classes.lesson} />}>
          <LessonPanel />
        </Suspense>
      )}
      {narrow ? (
        <SideDrawer side="left" opened={panels.left} title={t('app.left')} onClose={() => toggle('left')}>
          <LeftPanel />
        </SideDrawer>
      ) : (
        panels.left && (
          <nav className={classes.left} data-magnify aria-label={t('app.left')}>
            {whole && <LeftPanel />}
          </nav>
        )
      )}
      {show !== 'charts' && (
        <main className={classes.main} id="canvas" data-tour="canvas" aria-label={t('app.canvas')} tabIndex={-1}>
          <Canvas />
          <div className={classes.banners}>
            <FailureBanner />
            <UpdateNotice />
          </div>
        </main>
      )}
      {narrow ? (
        <SideDrawer side="right" opened={panels.right} title={t('app.right')} onClose={() => toggle('right')}>
          <Inspector />
        </SideDrawer>
      ) : (
        panels.right && (
          <aside className={classes.right} data-magnify aria-label={t('app.right')}>
            {whole && <Inspector />}
          </aside>
        )
      )}
      {bottom && (
        <section className={classes.bottom} data-magnify data-tour="results" aria-label={t('app.bottom')}>
          {!phone && <ResultsDivider />}
          {whole && <BottomPanel stacked={phone} />}
        </section>
      )}
      {whole && <Dialogs />}
    </div>
  );
}

function Dialogs() {
  return (
    <>
      <ShareDialog
        pictures={
          <>
            <SavePicture />
            <SaveReport />
          </>
        }
      />
      <HelpDialog />
      <GlossaryDialog />
      <ExperimentsDialog />
      <StudyDialog />
      <LabDialog />
      <ExportDialog />
      <LessonsDialog />
      <TableDialog />
      <ClassroomDialog />
    </>
  );
}
