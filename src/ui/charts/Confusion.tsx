/** Which classes a model takes for which: counts of the first test rows, truth down, answer across. */
import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import classes from './answers.module.css';
import { className } from './heads.ts';
import { taskName } from './names.ts';
import type { PredictionsView } from './paintAnswers.ts';
import { confusion } from './taskError.ts';
import { useTestAnswers } from './useTestAnswers.ts';

export function Confusion({ view, testRows }: { readonly view: PredictionsView; readonly testRows: number }) {
  const words = useWords();
  const choices = view.models.flatMap((model) =>
    model.heads
      .filter(({ task }) => task.kind === 'binary' || task.kind === 'multiclass')
      .map((head) => ({ model, head, value: `${model.id}/${head.task.id}` })),
  );
  const [value, setValue] = useState(choices[0]?.value ?? '');
  const chosen = choices.find((choice) => choice.value === value) ?? choices[0];
  const { found, ask } = useTestAnswers();
  const [measured, setMeasured] = useState('');
  const measure = async (): Promise<void> => {
    if (!chosen) return;
    if (await ask(chosen.model, chosen.head, testRows)) setMeasured(chosen.value);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured when the choice changes, and when asked
  useEffect(() => void measure(), [chosen?.value, testRows]);
  if (!chosen) return <p className={classes.empty}>{words.t('charts.predictions.noClasses')}</p>;
  const { task } = chosen.head;
  const counts =
    found && measured === chosen.value ? confusion(task, found.answers, found.labels, found.rows) : undefined;
  const name = (index: number): string => className(words, view.scenario.id, view.input, task, index);
  return (
    <div className={classes.confusion}>
      <div className={classes.confusionBar}>
        <NativeSelect
          aria-label={words.t('charts.predictions.which')}
          value={chosen.value}
          data={choices.map((choice) => ({
            value: choice.value,
            label: `${words.given(choice.model.name)}: ${taskName(words, view.scenario.id, choice.head.task.id)}`,
          }))}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Button size="compact-xs" variant="default" onClick={() => void measure()}>
          {words.t('charts.predictions.again')}
        </Button>
        {found && (
          <span className={classes.note}>
            {words.word('charts.predictions.counted', { rows: found.rows, step: found.step })}
          </span>
        )}
      </div>
      {counts && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className={classes.answerTable} tabIndex={0} aria-label={words.t('charts.predictions.confusion')}>
          <table className={classes.counts}>
            <thead>
              <tr>
                <td className={classes.note}>{words.t('charts.predictions.truthDown')}</td>
                {counts.map((_, k) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: classes are numbers
                  <th key={k} scope="col">
                    {name(k)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {counts.map((line, truth) => {
                const all = line.reduce((sum, n) => sum + n, 0);
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: classes are numbers
                  <tr key={truth}>
                    <th scope="row">{name(truth)}</th>
                    {line.map((count, said) => (
                      <td
                        // biome-ignore lint/suspicious/noArrayIndexKey: classes are numbers
                        key={said}
                        data-diagonal={said === truth}
                        style={{
                          background: `color-mix(in srgb, var(${said === truth ? '--accent' : '--bad'}) ${all > 0 ? Math.round((45 * count) / all) : 0}%, transparent)`,
                        }}
                      >
                        {count}
                      </td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
