/** Where every walker stands, in numbers: the pictures for those who read. */
import { useEffect, useState } from 'react';
import { WIDTH } from '../../core/lab/recorder.ts';
import { useWords } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import classes from './lab.module.css';
import type { Walk } from './walk.ts';

const digits = (value: number | undefined): string =>
  value === undefined || !Number.isFinite(value) ? '–' : shortNumber(Number(value.toPrecision(3)));

export function Ends({ walk }: { readonly walk: Walk }) {
  const { t, word } = useWords();
  const [at, setAt] = useState(walk.place());
  useEffect(() => {
    let shown = 0;
    return walk.on(() => {
      const now = performance.now();
      if (walk.playing && now - shown < 400) return;
      shown = now;
      setAt(walk.place());
    });
  }, [walk]);
  const { recording } = walk;
  if (!recording || at < 0) return undefined;
  const { contenders, starts } = recording.setup;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by the keyboard, so it takes the focus
    <section className={classes.tableBox} tabIndex={0} aria-label={t('lab.ends.label')}>
      <table className={classes.table} aria-label={t('lab.ends.name')}>
        <thead>
          <tr>
            <th scope="col">{t('lab.ends.method')}</th>
            <th scope="col">{t('lab.ends.start')}</th>
            <th scope="col">θ₁, θ₂</th>
            <th scope="col">{t('lab.objective.a')}</th>
            <th scope="col">{t('lab.objective.b')}</th>
            <th scope="col">{t('lab.ends.cosine')}</th>
          </tr>
        </thead>
        <tbody>
          {contenders.flatMap(({ method }, c) =>
            starts.map((_, s) => {
              const walker = c * starts.length + s;
              const [x1, x2, f1, f2, , cosine] = recording.values.subarray(
                (at * recording.walkers + walker) * WIDTH,
                (at * recording.walkers + walker + 1) * WIDTH,
              );
              const stuck = recording.noSolution[walker] === true && at === recording.count - 1;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its contender and start
                <tr key={`${c} ${s}`}>
                  <th scope="row">
                    {c + 1} {word(`method.${method}.label`)}
                  </th>
                  <td>{s + 1}</td>
                  <td>
                    {digits(x1)}, {digits(x2)}
                  </td>
                  <td>{digits(f1)}</td>
                  <td>{digits(f2)}</td>
                  <td>
                    {digits(cosine)}
                    {stuck && ` (${t('lab.ends.noSolution')})`}
                  </td>
                </tr>
              );
            }),
          )}
        </tbody>
      </table>
    </section>
  );
}
