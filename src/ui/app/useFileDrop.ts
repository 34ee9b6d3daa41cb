/** A file dropped anywhere on the page: a table opens its window, anything else is taken for a saved experiment. */
import { useEffect } from 'react';
import type { Services } from '../../state/services.ts';

const TABLE = /\.(?:csv|tsv|txt)$/i;
const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

export function useFileDrop({ views, tables, sharing }: Services): void {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      // Otherwise the browser leaves the page and shows the file.
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      const file = event.dataTransfer?.files[0];
      if (!hasFiles(event) || !file || event.defaultPrevented) return;
      event.preventDefault();
      if (!TABLE.test(file.name)) {
        void sharing.openFile(file);
        return;
      }
      tables.offer(file);
      views.open('table');
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [views, tables, sharing]);
}
