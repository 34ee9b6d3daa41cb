/** What the networks say: test samples with truths and answers, sorted if wished; which classes are confused; one's own input. */
import { ActionIcon, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { scenarios } from '../../core/scenarios/index.ts';
import { outlineOf } from '../../core/scenarios/outline.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useRun } from '../parts/services.tsx';
import { AnswerTable } from './AnswerTable.tsx';
import classes from './answers.module.css';
import { Confusion } from './Confusion.tsx';
import { headsOf } from './heads.ts';
import { taskName } from './names.ts';
import type { PredictionsView } from './paintAnswers.ts';
import { TryIt } from './TryIt.tsx';
import { byError } from './taskError.ts';
import { useTestAnswers } from './useTestAnswers.ts';

const COUNT = 12;
type Part = 'samples' | 'confusion' | 'try';

function viewOf(experiment: Experiment): PredictionsView | undefined {
  const outline = outlineOf(experiment.data);
  const [input] = outline.inputs;
  const models = headsOf(experiment, outline).filter((model) => model.heads.length > 0);
  const tasks = [...new Map(models.flatMap(({ heads }) => heads).map((head) => [head.task.id, head])).values()];
  return input && { scenario: scenarios.get(experiment.data.scenario), input, models, tasks };
}

export function Predictions() {
  const { t } = useWords();
  const { experiment, testRows, step } = useRun((state) => ({
    experiment: state.experiment,
    testRows: state.rows?.test ?? 0,
    step: state.progress?.step ?? 0,
  }));
  const view = useMemo(() => (experiment ? viewOf(experiment) : undefined), [experiment]);
  const [part, setPart] = useState<Part>('samples');
  if (!view || view.tasks.length === 0 || testRows === 0) {
    return <p className={classes.empty}>{t('charts.predictions.empty')}</p>;
  }
  return (
    <div className={classes.predictions}>
      <SegmentedControl
        size="xs"
        aria-label={t('charts.predictions.part')}
        value={part}
        data={(['samples', 'confusion', 'try'] as const).map((value) => ({
          value,
          label: t(`charts.predictions.parts.${value}`),
        }))}
        onChange={(value) => setPart(value as Part)}
        style={{ alignSelf: 'flex-start' }}
      />
      {part === 'samples' && <Samples key={`${view.scenario.id} ${testRows}`} view={view} testRows={testRows} />}
      {part === 'confusion' && <Confusion view={view} testRows={testRows} />}
      {part === 'try' && <TryIt key={`${view.scenario.id} ${view.input.shape.join()}`} view={view} step={step} />}
    </div>
  );
}

function Samples({ view, testRows }: { readonly view: PredictionsView; readonly testRows: number }) {
  const words = useWords();
  const [start, setStart] = useState(0);
  const [sorted, setSorted] = useState<{ readonly by: string; readonly order: readonly number[] }>();
  const { ask } = useTestAnswers();
  const total = sorted?.order.length ?? testRows;
  const from = Math.min(start, Math.max(0, total - COUNT));
  const rows = useMemo(
    () => Array.from({ length: Math.min(COUNT, total) }, (_, k) => sorted?.order[from + k] ?? from + k),
    [from, total, sorted],
  );
  const choices = view.models.flatMap((model) =>
    model.heads.map((head) => ({ model, head, value: `${model.id}/${head.task.id}` })),
  );
  const sort = async (value: string): Promise<void> => {
    setStart(0);
    const chosen = choices.find((choice) => choice.value === value);
    if (!chosen) return setSorted(undefined);
    const found = await ask(chosen.model, chosen.head, testRows);
    if (found) setSorted({ by: value, order: byError(chosen.head.task, found.answers, found.labels, found.rows) });
  };
  return (
    <>
      <div className={classes.pager}>
        <NativeSelect
          size="xs"
          aria-label={words.t('charts.predictions.sort')}
          value={sorted?.by ?? ''}
          data={[
            { value: '', label: words.t('charts.predictions.unsorted') },
            ...choices.map((choice) => ({
              value: choice.value,
              label: words.word('charts.predictions.worst', {
                model: choice.model.name,
                task: taskName(words, view.scenario.id, choice.head.task.id),
              }),
            })),
          ]}
          onChange={(event) => void sort(event.currentTarget.value)}
        />
        <span>{words.word('charts.predictions.range', { from: from + 1, to: from + rows.length, rows: total })}</span>
        <ActionIcon
          size={24}
          aria-label={words.t('charts.predictions.previous')}
          disabled={from === 0}
          onClick={() => setStart(Math.max(0, from - COUNT))}
        >
          <IconChevronLeft size={15} aria-hidden />
        </ActionIcon>
        <ActionIcon
          size={24}
          aria-label={words.t('charts.predictions.next')}
          disabled={from + rows.length >= total}
          onClick={() => setStart(from + COUNT)}
        >
          <IconChevronRight size={15} aria-hidden />
        </ActionIcon>
      </div>
      <AnswerTable view={view} rows={rows} />
    </>
  );
}
