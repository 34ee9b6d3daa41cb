/** Several layers: their parameters together, tying them as twins, removing them. */

import { Button } from '@mantine/core';
import { IconLink, IconTrash } from '@tabler/icons-react';
import type { ModelSpec, WiringNode } from '../../core/experiment/experiment.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import { ties } from '../../core/ties/index.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import { Fact } from './Fact.tsx';
import classes from './inspector.module.css';

const FIRST_STRENGTH = 0.1;

interface SeveralPanelProps {
  readonly model: ModelSpec;
  readonly analysis: ModelAnalysis | undefined;
  readonly nodes: readonly WiringNode[];
}
export function SeveralPanel({ model, analysis, nodes }: SeveralPanelProps) {
  const { t, number } = useWords();
  const { edit } = useServices();
  const count = nodes.reduce((sum, node) => sum + (analysis?.nodes.get(node.id)?.parameterCount ?? 0), 0);
  const kind = ties.ids[0];
  const tieable = kind !== undefined && nodes.every((node) => (analysis?.nodes.get(node.id)?.parameterCount ?? 0) > 0);
  const ids = nodes.map((node) => node.id);
  return (
    <div className={classes.body}>
      <h3 className={classes.heading}>{t('inspector.several.title', { count: nodes.length })}</h3>
      <dl className={classes.facts}>
        <Fact name={t('inspector.node.parameters')}>{number(count)}</Fact>
      </dl>
      <div className={parts.buttons}>
        {tieable && (
          <Tip text={t('inspector.several.tieHelp')}>
            <Button
              variant="default"
              leftSection={<IconLink size={14} />}
              onClick={() =>
                edit({ type: 'addTie', model: model.id, tie: { kind, nodes: ids, strength: FIRST_STRENGTH } })
              }
            >
              {t('inspector.several.tie')}
            </Button>
          </Tip>
        )}
        <Button
          variant="default"
          leftSection={<IconTrash size={14} />}
          onClick={() => edit({ type: 'removeNodes', model: model.id, nodes: ids })}
        >
          {t('inspector.several.remove')}
        </Button>
      </div>
    </div>
  );
}
