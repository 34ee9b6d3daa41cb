/** The scenario's tasks with their names, letters' places and whether they are on. */
import type { TaskId } from '../../core/experiment/experiment.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import { useWords } from './i18n/index.ts';
import { useExperiment } from './services.tsx';

export interface NamedTask {
  readonly id: TaskId;
  readonly index: number;
  readonly label: string;
  readonly enabled: boolean;
  readonly def: TaskDef;
}
export function useTaskNames(): readonly NamedTask[] {
  const { word, has } = useWords();
  const { outline, data } = useExperiment((state) => ({ outline: state.outline, data: state.experiment.data }));
  return outline.tasks.map((def, index) => {
    const key = `scenario.${data.scenario}.tasks.${def.id}`;
    return {
      id: def.id,
      index,
      label: has(key) ? word(key) : def.id,
      enabled: data.tasks[def.id]?.enabled ?? true,
      def,
    };
  });
}

/** The scenario's inputs with their names; most scenarios have one, without a name. */
export function useInputNames(): readonly { readonly id: string; readonly label: string }[] {
  const { word, has } = useWords();
  const { outline, scenario } = useExperiment((state) => ({
    outline: state.outline,
    scenario: state.experiment.data.scenario,
  }));
  return outline.inputs.map(({ id }) => {
    const key = `scenario.${scenario}.inputs.${id}`;
    return { id, label: has(key) ? word(key) : id };
  });
}
