/** Changes what the class is given. Whoever does so is not bound by it from then on. */
import { withClassroom } from '../../core/experiment/classroom.ts';
import type { Classroom } from '../../core/experiment/view.ts';
import { useServices } from '../parts/services.tsx';

type ClassroomPatch = { readonly [Key in keyof Classroom]?: Classroom[Key] | undefined };

export function useClassroomEdit(): (patch: ClassroomPatch) => void {
  const { experiments, views } = useServices();
  return (patch) => {
    views.teach(true);
    const { view } = experiments.getState().experiment;
    experiments.edit({ type: 'setView', patch: withClassroom(view, patch) });
  };
}
