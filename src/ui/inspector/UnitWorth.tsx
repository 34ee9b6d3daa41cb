/** Which task needs which unit: every task's validation loss with one unit silenced at a time, measured on request. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ModelId, NodeId } from '../../core/experiment/experiment.ts';
import type { Issue } from '../../core/result.ts';
import type { ProbeResult } from '../../state/series.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import { UnitMatrix } from '../parts/UnitMatrix.tsx';

interface UnitWorthProps {
  readonly model: ModelId;
  readonly node: NodeId;
  readonly units: number;
}
export function UnitWorth({ model, node, units }: UnitWorthProps) {
  const { t } = useWords();
  const { session, views } = useServices();
  const [result, setResult] = useState<ProbeResult>();
  const measure = (): void => {
    session
      .probe({ kind: 'withoutUnits', key: 'unit worth', model, node, units })
      .then(setResult, (issue: Issue) => views.notify(issue));
  };
  return (
    <>
      <Tip text={t('units.measureHelp')}>
        <Button variant="default" onClick={measure}>
          {t('units.measure')}
        </Button>
      </Tip>
      {result && <UnitMatrix result={result} />}
    </>
  );
}
