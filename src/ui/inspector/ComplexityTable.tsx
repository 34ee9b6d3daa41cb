/** What the model costs, and each task's answer in it: parameters and multiply-adds, and how much of them is shared. */
import { complexityOf } from '../../core/graph/complexity.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { useModel } from '../parts/useModel.ts';
import { useTaskNames } from '../parts/useTaskNames.ts';
import classes from './inspector.module.css';

export function ComplexityTable() {
  const { t, number } = useWords();
  const { analysis } = useModel();
  const names = useTaskNames();
  const plan = analysis?.plan;
  if (!plan) return <p className={parts.note}>{t('inspector.cost.none')}</p>;
  const cost = complexityOf(plan);
  const short = (value: number): string => number(value, { notation: 'compact', maximumSignificantDigits: 3 });
  const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`);
  const row = (whole: typeof cost.model, shared: typeof cost.model) => (
    <>
      <td>{short(whole.parameters)}</td>
      <td>{share(shared.parameters, whole.parameters)}</td>
      <td>{short(whole.multiplyAdds)}</td>
      <td>{share(shared.multiplyAdds, whole.multiplyAdds)}</td>
    </>
  );
  return (
    <>
      <table className={classes.cost}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('inspector.cost.parameters')}</th>
            <th scope="col">{t('inspector.cost.shared')}</th>
            <th scope="col">{t('inspector.cost.multiplyAdds')}</th>
            <th scope="col">{t('inspector.cost.shared')}</th>
          </tr>
        </thead>
        <tbody>
          {cost.tasks.map(({ task, alone, shared }) => {
            const name = names.find((each) => each.id === task);
            return (
              <tr key={task}>
                <th scope="row">
                  {name && <TaskBadge index={name.index} />} {name?.label ?? task}
                </th>
                {row(alone, shared)}
              </tr>
            );
          })}
          <tr>
            <th scope="row">{t('inspector.cost.model')}</th>
            {row(cost.model, cost.shared)}
          </tr>
        </tbody>
      </table>
      <p className={parts.note}>
        {t('inspector.cost.note', {
          saved: share(cost.separate.parameters - cost.model.parameters, cost.separate.parameters),
          separate: short(cost.separate.parameters),
        })}
      </p>
    </>
  );
}
