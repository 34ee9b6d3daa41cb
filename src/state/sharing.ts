/** Links and files: the document out of the page and into it. The only thing that leaves is what a person copies or saves. */

import { fromJson, toJson } from '../core/experiment/file.ts';
import { encodeLink } from '../core/experiment/link.ts';
import { logToCsv } from '../core/export/csv.ts';
import { error } from '../core/result.ts';
import type { Services, Sharing } from './services.ts';

const FILE_LIMIT_BYTES = 20 * 1024 * 1024;

function save(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // The browser has taken the address over by the next task; freeing it in this one cancels the download in some.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
const fileName = (title: string, ending: string): string =>
  `${
    title
      .trim()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
      .toLowerCase() || 'braid'
  }.${ending}`;

export function createSharing(services: Pick<Services, 'experiments' | 'runs' | 'views' | 'open'>): Sharing {
  const { experiments, runs, views, open } = services;
  const link: Sharing['link'] = (options) => {
    const address = new URL(location.href);
    address.hash = encodeLink(experiments.getState().experiment, options);
    return address.href;
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
      if (kind === 'experiment') save(fileName(experiment.title, 'braid.json'), 'application/json', toJson(experiment));
      else save(fileName(experiment.title, 'csv'), 'text/csv', logToCsv(runs.getState().log.snapshot()));
    },
    async openFile(file) {
      if (file.size > FILE_LIMIT_BYTES) {
        views.notify(error('file.size', { found: Math.round(file.size / 1e6), limit: FILE_LIMIT_BYTES / 1024 / 1024 }));
        return;
      }
      const result = fromJson(await file.text());
      if (result.ok) await open(result.value);
      else views.notify(result.issue);
    },
  };
}
