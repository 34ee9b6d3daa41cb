/** Links and files: the document out of the page and into it. The only thing that leaves is what a person copies or saves. */

import { readFile, toJson } from '../core/experiment/file.ts';
import { LONGEST_FILE } from '../core/experiment/json.ts';
import { encodeLink, withResults } from '../core/experiment/link.ts';
import { packResults } from '../core/experiment/travelling.ts';
import { logToCsv } from '../core/export/csv.ts';
import { error } from '../core/result.ts';
import { workPerStep } from '../core/study/cost.ts';
import { packStudies, readStudies } from '../core/study/studyFile.ts';
import { withoutAnswers } from './classroom.ts';
import { download, fileName } from './download.ts';
import { writeEmbedOptions } from './pageOptions.ts';
import type { Services, Sharing } from './services.ts';
import { resultsNow } from './travelling.ts';

/** Bytes; a letter may take three. */
const LARGEST_FILE = 3 * LONGEST_FILE;

export function createSharing(
  services: Pick<Services, 'experiments' | 'runs' | 'views' | 'studies' | 'open'>,
): Sharing {
  const { experiments, runs, views, studies, open } = services;
  const link: Sharing['link'] = (options) => {
    const address = new URL(location.href);
    // A link leads to the whole page, also when it is made inside another page.
    writeEmbedOptions(address, options?.embed);
    const { experiment } = experiments.getState();
    const plain = encodeLink(withoutAnswers(experiment), options);
    const results = options?.results ? resultsNow(runs.getState(), experiment) : undefined;
    address.hash = results ? withResults(plain, packResults(results)) : plain;
    return address.href;
  };
  /** What was cancelled is a finished comparison of fewer seeds. */
  const ended = () =>
    studies.getState().studies.flatMap(({ progress: { status }, result }) => {
      return status === 'done' || status === 'cancelled' ? [result] : [];
    });
  const runCsv = (): string => {
    const { log, experiment = experiments.getState().experiment } = runs.getState();
    return logToCsv(log.snapshot(), experiment.training.phases, workPerStep(experiment));
  };
  return {
    link,
    async copyLink() {
      const text = link();
      await navigator.clipboard.writeText(text);
      return text.length;
    },
    download(kind) {
      const { experiment } = experiments.getState();
      const results = resultsNow(runs.getState(), experiment);
      const [ending, type, text] =
        kind === 'experiment'
          ? [
              'braid.json',
              'application/json',
              toJson(experiment, packStudies(ended()), results && packResults(results)),
            ]
          : ['csv', 'text/csv', runCsv()];
      download(fileName(experiment.title, ending), new Blob([text], { type }));
    },
    async openFile(file) {
      if (file.size > LARGEST_FILE) {
        views.notify(error('file.size', { found: Math.round(file.size / 2 ** 20), limit: LONGEST_FILE / 2 ** 20 }));
        return;
      }
      const read = readFile(await file.text());
      if (!read.ok) {
        views.notify(read.issue);
        return;
      }
      const kept = readStudies(read.value.studies);
      if (!kept.ok) {
        views.notify(kept.issue);
        return;
      }
      await open(read.value.experiment, { results: read.value.results });
      // The first of the file becomes the newest.
      for (const study of kept.value.toReversed()) studies.add(study);
    },
  };
}
