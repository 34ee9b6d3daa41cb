/** One click: the experiment and its results as one HTML page, to read or to print. */
import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { download, fileName, notMade } from '../../state/download.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';

export function SaveReport() {
  const words = useWords();
  const services = useServices();
  const save = async (): Promise<void> => {
    try {
      const [{ reportParts }, { reportHtml }] = await Promise.all([
        import('./reportParts.ts'),
        import('../../core/export/report.ts'),
      ]);
      const parts = reportParts(services, words, new Date());
      const html = reportHtml(parts, services.runs.getState().log);
      download(fileName(parts.title, 'html'), new Blob([html], { type: 'text/html;charset=utf-8' }));
    } catch (cause) {
      // The writers are loaded when they are first asked for: without a network they may not come.
      services.views.notify(notMade(cause));
    }
  };
  return (
    <Button variant="default" leftSection={<IconFileText size={14} />} onClick={() => void save()}>
      {words.t('classroom.report.save')}
    </Button>
  );
}
