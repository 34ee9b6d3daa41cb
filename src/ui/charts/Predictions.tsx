/** A dozen test samples with every task's answer beside the truth. Right and wrong are signs, not colours alone. */
import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { outlineOf } from '../../core/scenarios/outline.ts';
import { useWords } from '../parts/i18n/index.ts';
import { startPaintLoop } from '../parts/paintLoop.ts';
import { useRun, useServices } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import classes from './answers.module.css';
import { type Head, headsOf, type ModelHeads } from './heads.ts';
import { taskName } from './names.ts';
import { answersKey, type PredictionsView, paintAnswers, paintTruth, SAMPLES_KEY } from './paintAnswers.ts';

const COUNT = 12;
const HZ = 5;

function viewOf(experiment: Experiment): PredictionsView {
  const outline = outlineOf(experiment.data);
  const models = headsOf(experiment, outline).filter((model) => model.heads.length > 0);
  const tasks = [...new Map(models.flatMap(({ heads }) => heads).map((head) => [head.task.id, head])).values()];
  return { scenario: experiment.data.scenario, input: outline.inputs[0], models, tasks };
}

export function Predictions() {
  const words = useWords();
  const { experiment, testRows } = useRun((state) => ({
    experiment: state.experiment,
    testRows: state.rows?.test ?? 0,
  }));
  const view = useMemo(() => (experiment ? viewOf(experiment) : undefined), [experiment]);
  const [start, setStart] = useState(0);
  const from = Math.min(start, Math.max(0, testRows - COUNT));
  const count = Math.min(COUNT, testRows);
  if (!view || view.tasks.length === 0 || count === 0) {
    return <p className={classes.empty}>{words.t('charts.predictions.empty')}</p>;
  }
  return (
    <div className={classes.predictions}>
      <div className={classes.pager}>
        <span>{words.word('charts.predictions.range', { from: from + 1, to: from + count, rows: testRows })}</span>
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
          disabled={from + count >= testRows}
          onClick={() => setStart(from + COUNT)}
        >
          <IconChevronRight size={15} aria-hidden />
        </ActionIcon>
      </div>
      <AnswerTable view={view} from={from} count={count} />
    </div>
  );
}

const allHeads = (view: PredictionsView): { model: ModelHeads; head: Head }[] =>
  view.models.flatMap((model) => model.heads.map((head) => ({ model, head })));

interface AnswerTableProps {
  readonly view: PredictionsView;
  readonly from: number;
  readonly count: number;
}
function AnswerTable({ view, from, count }: AnswerTableProps) {
  const { live } = useServices();
  const words = useWords();
  const box = useRef<HTMLElement>(null);
  const paint = useEffectEvent((): void => {
    const samples = live.latest(SAMPLES_KEY);
    if (!box.current || samples?.shape[0] !== count) return;
    paintTruth(box.current, view, samples, words);
    for (const { model, head } of allHeads(view)) {
      const answers = live.latest(answersKey(model.id, head.task.id));
      if (answers) paintAnswers(box.current, { view, model, head, samples, answers }, words);
    }
  });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const rows = Array.from({ length: count }, (_, k) => from + k);
    const stops = [
      live.watch({ kind: 'samples', key: SAMPLES_KEY, split: 'test', rows }),
      ...allHeads(view).map(({ model, head }) =>
        live.watch({
          kind: 'predictions',
          key: answersKey(model.id, head.task.id),
          model: model.id,
          task: head.task.id,
          split: 'test',
          rows,
        }),
      ),
    ];
    const keys = [SAMPLES_KEY, ...allHeads(view).map(({ model, head }) => answersKey(model.id, head.task.id))];
    const loop = startPaintLoop(
      element,
      keys.map((key) => (wake) => live.on(key, wake)),
      () => paint(),
      HZ,
    );
    return () => {
      loop.stop();
      for (const stop of stops) stop();
    };
  }, [live, view, from, count]);
  const columns = Array.from({ length: count }, (_, k) => k);
  const picture = view.input?.kind === 'image';
  const row = (key: string, head: Head) => (
    <tr key={key}>
      <th scope="row">
        <TaskBadge index={head.index} />
        <span>{taskName(words, view.scenario, head.task.id)}</span>
      </th>
      {columns.map((k) => (
        <td key={k} data-cell={`${key}/${k}`} />
      ))}
    </tr>
  );
  return (
    <section
      ref={box}
      className={classes.answerTable}
      aria-label={words.t('charts.predictions.table')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            <td />
            {columns.map((k) => (
              <th key={k} scope="col">
                {picture && <canvas data-picture={k} aria-hidden />}
                <span className={picture ? classes.hiddenText : undefined}>{from + k + 1}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <GroupRow name={words.t('charts.predictions.truth')} columns={count} />
          {view.tasks.map((head) => row(`truth/${head.task.id}`, head))}
        </tbody>
        {view.models.map((model: ModelHeads) => (
          <tbody key={model.id}>
            <GroupRow name={model.name} columns={count} />
            {model.heads.map((head) => row(`${model.id}/${head.task.id}`, head))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function GroupRow({ name, columns }: { readonly name: string; readonly columns: number }) {
  return (
    <tr>
      <th scope="rowgroup" colSpan={columns + 1} className={classes.groupName}>
        <span>{name}</span>
      </th>
    </tr>
  );
}
