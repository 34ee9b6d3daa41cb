/** Folds the layers that one task has to itself, its head among them, to one card, and opens them again. */
import { IconFold, IconFoldDown } from '@tabler/icons-react';
import type { ModelSpec, TaskId } from '../../core/experiment/experiment.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import { taskLetter } from '../parts/taskStyle.ts';
import classes from './canvas.module.css';
import { foldNodes, foldOf, towerOf, unfoldNodes } from './folding.ts';

interface FoldTowerProps {
  readonly model: ModelSpec;
  readonly analysis: ModelAnalysis;
  readonly task: TaskId;
  readonly index: number;
}
export function FoldTower({ model, analysis, task, index }: FoldTowerProps) {
  const { t } = useWords();
  const services = useServices();
  const tower = towerOf(model, analysis, task);
  const folded = useExperiment(({ experiment }) => foldOf(experiment.view.folded ?? [], model.id, tower) !== undefined);
  if (tower.length < 2) return undefined;
  const name = t(folded ? 'canvas.fold.unfold' : 'canvas.fold.fold', { letter: taskLetter(index) });
  return (
    <button
      type="button"
      className={classes.foldTower}
      aria-label={name}
      title={name}
      aria-expanded={!folded}
      onClick={() => (folded ? unfoldNodes(services, model.id, tower) : foldNodes(services, model.id, tower))}
    >
      {folded ? <IconFoldDown size={14} aria-hidden /> : <IconFold size={14} aria-hidden />}
    </button>
  );
}
