/** A dozen test samples with every task's answer beside the truth. Right and wrong are signs, not colours alone. */
import { ActionIcon } from '@mantine/core';
import { IconPlayerPlay, IconVolume } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { ScenarioSpec, TextCode } from '../../core/scenarios/scenario.ts';
import { useWords } from '../parts/i18n/index.ts';
import { startPaintLoop } from '../parts/paintLoop.ts';
import { useRun, useServices } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import classes from './answers.module.css';
import type { Head, ModelHeads } from './heads.ts';
import { taskName } from './names.ts';
import {
  answersAt,
  answersKey,
  type PredictionsView,
  paintAnswerPictures,
  paintAnswers,
  paintTruth,
  pictureOf,
  SAMPLES_KEY,
  sampleAt,
} from './paintAnswers.ts';
import { play } from './play.ts';
import { hasPicture, showsAnswers } from './samplePicture.ts';
import { useRecordings } from './useRecordings.ts';
import { useText } from './useText.ts';

const HZ = 5;
const allHeads = (view: PredictionsView): { model: ModelHeads; head: Head }[] =>
  view.models.flatMap((model) => model.heads.map((head) => ({ model, head })));
/** Synthesis makes sounds out of answers; elsewhere the sample sounds alike whatever is told of it. */
const answersSound = ({ sound, outline, fields }: ScenarioSpec): boolean =>
  sound !== undefined &&
  outline(Object.fromEntries(fields.map((field) => [field.name, field.default]))).tasks.some(
    (task) => task.id === 'spectrogram',
  );

interface AnswerTableProps {
  readonly view: PredictionsView;
  /** Rows of the test split. */
  readonly rows: readonly number[];
}
export function AnswerTable({ view, rows }: AnswerTableProps) {
  const { live } = useServices();
  const words = useWords();
  const text = useText(view.scenario);
  // The run's own seed: the document's may have changed since.
  const seed = useRun((state) => state.experiment?.data.seed ?? 0);
  const playRecording = useRecordings(view.scenario, seed);
  const box = useRef<HTMLElement>(null);
  const count = rows.length;
  const paint = useEffectEvent((): void => {
    const samples = live.latest(SAMPLES_KEY);
    if (!box.current || samples?.shape[0] !== count) return;
    paintTruth(box.current, view, samples, words);
    if (text) paintTexts(box.current, samples.values, count, text);
    for (const { model, head } of allHeads(view)) {
      const answers = live.latest(answersKey(model.id, head.task.id));
      if (answers) paintAnswers(box.current, { view, model, head, samples, answers }, words);
    }
    if (!showsAnswers(pictureOf(view))) return;
    for (const model of view.models) {
      paintAnswerPictures(box.current, view, model, samples, (task) => live.latest(answersKey(model.id, task)));
    }
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a text that has arrived is painted
  useEffect(() => paint(), [text]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
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
  }, [live, view, rows]);
  const columns = rows.map((row, k) => ({ row, k }));
  const picture = hasPicture(pictureOf(view));
  const listen = (k: number, model?: ModelHeads): void => {
    const samples = live.latest(SAMPLES_KEY);
    if (!samples || !view.scenario.sound) return;
    const tasks = view.tasks.map((head) => head.task);
    const { x, told } = sampleAt(samples, k, tasks);
    const answered = model && answersAt(tasks, (task) => live.latest(answersKey(model.id, task)), k);
    const sound = view.scenario.sound(x, answered ?? told);
    if (sound) play(sound);
  };
  const row = (key: string, head: Head) => (
    <tr key={key}>
      <th scope="row">
        <TaskBadge index={head.index} />
        <span>{taskName(words, view.scenario.id, head.task.id)}</span>
      </th>
      {columns.map(({ k }) => (
        <td key={k} data-cell={`${key}/${k}`} />
      ))}
    </tr>
  );
  const recordingRow = (hear: (row: number) => Promise<void>) => (
    <tr>
      <th scope="row">
        <span>{words.t('charts.predictions.recording')}</span>
      </th>
      {columns.map(({ row: at, k }) => (
        <td key={k}>
          <ActionIcon
            size={24}
            variant="subtle"
            aria-label={words.word('charts.predictions.playRecording', { row: at + 1 })}
            onClick={() => void hear(at)}
          >
            <IconVolume size={14} aria-hidden />
          </ActionIcon>
        </td>
      ))}
    </tr>
  );
  const listenRow = (model?: ModelHeads) => (
    <tr>
      <th scope="row">
        <span>{words.t(playRecording ? 'charts.predictions.fromPicture' : 'charts.predictions.sound')}</span>
      </th>
      {columns.map(({ row: at, k }) => (
        <td key={k}>
          <ActionIcon
            size={24}
            variant="subtle"
            aria-label={words.word('charts.predictions.play', { row: at + 1, who: model?.name ?? '' })}
            onClick={() => listen(k, model)}
          >
            <IconPlayerPlay size={14} aria-hidden />
          </ActionIcon>
        </td>
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
            {columns.map(({ row: at, k }) => (
              <th key={k} scope="col">
                {picture && <canvas data-picture={k} aria-hidden />}
                {view.scenario.text && <span className={classes.sampleText} data-text={k} />}
                <span className={picture ? classes.hiddenText : undefined}>{at + 1}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <GroupRow name={words.t('charts.predictions.truth')} columns={count} />
          {view.tasks.map((head) => row(`truth/${head.task.id}`, head))}
          {playRecording && recordingRow(playRecording)}
          {view.scenario.sound && listenRow()}
        </tbody>
        {view.models.map((model: ModelHeads) => (
          <tbody key={model.id}>
            <GroupRow name={words.given(model.name)} columns={count} />
            {showsAnswers(pictureOf(view)) && (
              <tr>
                <td />
                {columns.map(({ k }) => (
                  <td key={k}>
                    <canvas data-answered={model.id} data-row={k} aria-hidden />
                  </td>
                ))}
              </tr>
            )}
            {model.heads.map((head) => row(`${model.id}/${head.task.id}`, head))}
            {answersSound(view.scenario) && listenRow(model)}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function paintTexts(root: Element, values: Float32Array, count: number, text: TextCode): void {
  const width = values.length / count;
  for (const cell of root.querySelectorAll<HTMLElement>('[data-text]')) {
    const k = Number(cell.dataset.text);
    const written = text.write(values.subarray(k * width, (k + 1) * width));
    if (cell.textContent === written) continue;
    cell.textContent = written;
    cell.title = written;
  }
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
