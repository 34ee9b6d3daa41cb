/** Changes what the class is given. Whoever does so is not bound by it from then on. */
import type { ViewPatch } from '../../core/experiment/edit.ts';
import type { ViewSpec } from '../../core/experiment/view.ts';
import { useServices } from '../parts/services.tsx';

export function useClassroomEdit(): (change: (view: ViewSpec) => ViewPatch) => void {
  const { experiments, views } = useServices();
  return (change) => {
    views.teach(true);
    experiments.edit({ type: 'setView', patch: change(experiments.getState().experiment.view) });
  };
}
