/** One tie: its strength and its twins. */
import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ModelSpec, Tie } from '../../core/experiment/experiment.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import { ties } from '../../core/ties/index.ts';
import { IssueList } from '../parts/IssueList.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import { useNodeNames } from '../parts/useNodeNames.ts';
import classes from './inspector.module.css';
import { StrengthControl } from './StrengthControl.tsx';
import { TieKind } from './TieKind.tsx';

interface TiePanelProps {
  readonly model: ModelSpec;
  readonly analysis: ModelAnalysis | undefined;
  readonly tie: Tie;
}
export function TiePanel({ model, analysis, tie }: TiePanelProps) {
  const { t } = useWords();
  const { edit, views } = useServices();
  const names = useNodeNames(model);
  return (
    <div className={classes.body}>
      <h3 className={classes.heading}>
        {t('inspector.tie.title', { twins: tie.nodes.map((node) => names.get(node) ?? node).join(' ~ ') })}
      </h3>
      <IssueList issues={analysis?.ties.get(tie.id)?.issues ?? []} />
      <StrengthControl
        label={t('inspector.tie.strength')}
        value={tie.strength}
        limit={ties.find(tie.kind)?.limit}
        onChange={(strength, phase) => edit({ type: 'setTieStrength', model: model.id, tie: tie.id, strength }, phase)}
      />
      <TieKind model={model} analysis={analysis} tie={tie} all={false} />
      <Button
        variant="default"
        leftSection={<IconTrash size={14} />}
        onClick={() => {
          if (edit({ type: 'removeTie', model: model.id, tie: tie.id })) views.select({ tie: undefined });
        }}
      >
        {t('inspector.tie.remove')}
      </Button>
    </div>
  );
}
