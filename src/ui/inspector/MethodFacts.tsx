/** What a balancing method needs, costs and does to heads; and what it reports of the present run. */
import { useEffect, useState } from 'react';
import type { BalancingSpec } from '../../core/balancing/method.ts';
import type { ModelSpec } from '../../core/experiment/experiment.ts';
import { withDefaults } from '../../core/fields.ts';
import { series } from '../../state/series.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useServices } from '../parts/services.tsx';
import { useTaskNames } from '../parts/useTaskNames.ts';
import { Fact } from './Fact.tsx';
import classes from './inspector.module.css';

interface MethodFactsProps {
  readonly method: BalancingSpec;
  readonly model: ModelSpec;
}
export function MethodFacts({ method, model }: MethodFactsProps) {
  const { t, word, has } = useWords();
  const T = useTaskNames().filter(({ enabled }) => enabled).length;
  const passes = method.backwardPasses(T, withDefaults(method.fields, model.balancing.options));
  const { reduction, rescale, clip } = method.convention;
  const convention = [t(`controls.balancing.reductionShort.${reduction}`), rescale, clip].filter(Boolean).join('; ');
  return (
    <dl className={classes.facts}>
      <Fact name={t('controls.balancing.family')}>
        {has(`family.${method.family}`) ? word(`family.${method.family}`) : method.family}
      </Fact>
      <Fact name={t('controls.balancing.needs.label')}>{t(`controls.balancing.needs.${method.needs}`)}</Fact>
      <Fact name={t('controls.balancing.cost')}>
        {t('controls.balancing.passes', { count: passes })}
        {method.lossAfterStep && t('controls.balancing.forward')}
      </Fact>
      <Fact name={t('controls.balancing.convention')}>{convention}</Fact>
      <Fact name={t('controls.balancing.headsName')}>{word(`method.${method.id}.heads`)}</Fact>
    </dl>
  );
}

const LOOK_MS = 700;
/** No common way down, or a bound that may not be met, at the last logged step. */
export function MethodReport({ model }: Pick<MethodFactsProps, 'model'>) {
  const { t } = useWords();
  const { runs } = useServices();
  const tasks = useTaskNames();
  const [found, setFound] = useState<{ readonly noSolution: boolean; readonly infeasible: string }>();
  useEffect(() => {
    const look = (): void => {
      const { log } = runs.getState();
      const is = (task: (typeof tasks)[number], name: string): boolean =>
        (log.last(series.diagnostic(model.id, task.id, name))?.value ?? 0) > 0;
      const infeasible = tasks.filter((task) => is(task, 'infeasible')).map(({ label }) => label);
      const next = { noSolution: tasks.some((task) => is(task, 'noSolution')), infeasible: infeasible.join(', ') };
      setFound((held) => (JSON.stringify(held) === JSON.stringify(next) ? held : next));
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [runs, model.id, tasks]);
  if (!found || (!found.noSolution && found.infeasible === '')) return undefined;
  return (
    <p className={`${parts.note} ${classes.report}`} role="status">
      {found.noSolution && t('controls.balancing.noSolution')}
      {found.infeasible !== '' && t('controls.balancing.infeasible', { tasks: found.infeasible })}
    </p>
  );
}
