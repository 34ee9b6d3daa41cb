/** Words that the page uses, as links into the glossary. */
import { useWords } from './i18n/index.ts';
import classes from './parts.module.css';
import { useServices } from './services.tsx';

export const TERMS = [
  'task',
  'head',
  'feature',
  'parameters',
  'trunk',
  'tower',
  'hard',
  'soft',
  'partlyShared',
  'tie',
  'twins',
  'loss',
  'metric',
  'taskWeight',
  'balancing',
  'sharedUpdate',
  'gradient',
  'cosine',
  'conflict',
  'dominance',
  'pareto',
  'relatedness',
  'transfer',
  'negativeTransfer',
  'auxiliary',
  'baseline',
  'stopGradient',
  'learningRate',
  'overfitting',
  'step',
  'epoch',
  'validation',
] as const;
type TermId = (typeof TERMS)[number];

export function Terms({ of: terms }: { readonly of: readonly TermId[] }) {
  const { t } = useWords();
  const { views } = useServices();
  return (
    <p className={classes.terms}>
      {terms.map((term) => (
        <button key={term} type="button" className={classes.term} onClick={() => views.open('glossary', term)}>
          {t(`app.terms.${term}.name`)}
        </button>
      ))}
    </p>
  );
}
