/** What a hidden part is set to, as a plain list: hiding a control never hides what it says. */
import { type FactsPart, factsOf } from './facts.ts';
import { useWords } from './i18n/index.ts';
import classes from './parts.module.css';
import { useExperiment } from './services.tsx';
import { useModel } from './useModel.ts';
import { useTaskNames } from './useTaskNames.ts';

export function Readout({ of }: { readonly of: FactsPart }) {
  const words = useWords();
  const experiment = useExperiment((state) => state.experiment);
  const { model } = useModel();
  const tasks = useTaskNames();
  const facts = factsOf(of, { experiment, model, tasks, words });
  return (
    <section className={classes.readout} aria-label={words.t('classroom.readout')}>
      <p className={classes.note}>{words.t('classroom.readout')}</p>
      <dl>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {facts.length === 0 && <div>{words.t('classroom.nothingSet')}</div>}
      </dl>
    </section>
  );
}
