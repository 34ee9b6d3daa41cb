/** A student's work, collected from the page: the document with its answers, the runs, what is done of the lessons. */
import { type HandIn, type HandInRun, writeHandIn } from '../core/experiment/handIn.ts';
import { resultsOf } from '../core/experiment/travelling.ts';
import { download, fileName } from './download.ts';
import type { Services } from './services.ts';
import { travellingNames } from './travelling.ts';

/** The present run, and the earlier ones of this tab. What came with a link is not the student's own. */
function runsOf({ runs }: Pick<Services, 'runs'>, presentName: string): HandInRun[] {
  const { experiment, log, backend, ghosts, progress } = runs.getState();
  const present = experiment && progress.step > 0 ? [{ name: presentName, experiment, log }] : [];
  const earlier = ghosts.filter(({ travelled }) => !travelled);
  return [...present, ...earlier].flatMap(({ name, experiment: trained, log: rows }) => {
    const results = resultsOf(rows, travellingNames(trained), backend?.name ?? '');
    return results ? [{ name, experiment: trained, results }] : [];
  });
}

export function saveHandIn(
  services: Pick<Services, 'runs' | 'experiments'>,
  lessons: HandIn['lessons'],
  presentName: string,
): void {
  const { experiment } = services.experiments.getState();
  const text = writeHandIn({ experiment, lessons, runs: runsOf(services, presentName) });
  const name = experiment.view.answers?.name ?? '';
  download(fileName(`${name} ${experiment.title}`, 'hand-in.json'), new Blob([text], { type: 'application/json' }));
}
