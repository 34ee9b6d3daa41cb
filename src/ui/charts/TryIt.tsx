/** An input of one's own: draw a digit, type a sentence, move a point or the numbers of a row, and see all tasks answer. */
import { Button, Slider, Textarea } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { InputDef, ScenarioSpec } from '../../core/scenarios/scenario.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';

import { taskName } from './names.ts';
import { answerText, type PredictionsView, pictureOf } from './paintAnswers.ts';
import { paintSample, showsAnswers } from './samplePicture.ts';
import classes from './tryIt.module.css';
import { useText } from './useText.ts';

const sizeOf = (input: InputDef): number => input.shape.reduce((product, n) => product * n, 1);
/** Numbers that can be moved by hand; more would be a wall of sliders. */
const MOST_SLIDERS = 24;

const ANSWERED = 'braid: answered by hand';

type Answers = ReadonlyMap<string, Float32Array>;
export function TryIt({ view, step }: { readonly view: PredictionsView; readonly step: number }) {
  const words = useWords();
  const { session } = useServices();
  const { scenario, input } = view;
  const [x, setX] = useState<Float32Array>(() => new Float32Array(sizeOf(input)));
  const [answers, setAnswers] = useState<Answers>(new Map());
  const asked = useRef(0);
  const ask = useEffectEvent(async (): Promise<void> => {
    asked.current += 1;
    const own = asked.current;
    const start = performance.now();
    const heads = view.models.flatMap((model) => model.heads.map((head) => ({ model, task: head.task })));
    try {
      const found = await Promise.all(
        heads.map(({ model, task }) =>
          session.probe({
            kind: 'answer',
            key: `try/${model.id}/${task.id}`,
            model: model.id,
            task: task.id,
            input: x,
          }),
        ),
      );
      // A later question is on its way: this answer is old.
      if (own !== asked.current) return;
      // Told to whoever measures the page: from the change to the answers of all tasks. The last one only.
      performance.clearMeasures(ANSWERED);
      performance.measure(ANSWERED, { start });
      setAnswers(new Map(found.map((result, i) => [`${heads[i]?.model.id}/${heads[i]?.task.id}`, result.values])));
    } catch {
      // The run ended: the next one will be asked.
    }
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for every input, and again as the run goes on
  useEffect(() => void ask(), [x, step, view]);
  return (
    <div className={classes.try}>
      <Editor scenario={scenario} input={input} x={x} onChange={setX} />
      <table className={classes.tryAnswers}>
        <tbody>
          {view.models.map((model) => (
            <tr key={model.id}>
              <th scope="row">{words.given(model.name)}</th>
              {showsAnswers(pictureOf(view)) && (
                <td>
                  <Picture view={view} x={x} answers={answers} model={model.id} />
                </td>
              )}
              {model.heads.map((head) => {
                const answer = answers.get(`${model.id}/${head.task.id}`);
                return (
                  <td key={head.task.id}>
                    <TaskBadge index={head.index} /> {taskName(words, scenario.id, head.task.id)}:{' '}
                    <strong>{answer ? answerText(words, view, head.task, answer) : '…'}</strong>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PictureProps {
  readonly view: PredictionsView;
  readonly x: Float32Array;
  readonly answers: Answers;
  readonly model: string;
}
function Picture({ view, x, answers, model }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!canvas.current) return;
    const told = Object.fromEntries(view.tasks.map(({ task }) => [task.id, answers.get(`${model}/${task.id}`)]));
    paintSample(canvas.current, pictureOf(view), x, told);
  });
  return <canvas ref={canvas} className={classes.tryPicture} aria-hidden />;
}

interface EditorProps {
  readonly scenario: ScenarioSpec;
  readonly input: InputDef;
  readonly x: Float32Array;
  readonly onChange: (x: Float32Array) => void;
}
function Editor(props: EditorProps) {
  const { t } = useWords();
  const { scenario, input } = props;
  if (scenario.text) return <Typed {...props} />;
  if (input.kind === 'image' && input.shape[2] === 1 && scenario.domain !== 'speech') return <Drawn {...props} />;
  if (input.kind === 'plane') return <Point {...props} />;
  if (input.kind === 'vector' && sizeOf(input) <= MOST_SLIDERS) return <Numbers {...props} />;
  return <p className={classes.note}>{t('charts.predictions.tryNone')}</p>;
}

function Typed({ scenario, onChange }: EditorProps) {
  const { t } = useWords();
  const code = useText(scenario);
  const [text, setText] = useState<string>();
  const shown = text ?? code?.example ?? '';
  const read = useEffectEvent(() => {
    if (code) onChange(code.read(shown));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: read as it is typed
  useEffect(() => read(), [shown, code]);
  return (
    <Textarea
      label={t('charts.predictions.type')}
      value={shown}
      autosize
      minRows={2}
      maxRows={4}
      style={{ width: 250 }}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}

const DRAWN = 132;
const BRUSH = 1.4;
function Drawn({ input, x, onChange }: EditorProps) {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height = 1, width = 1] = input.shape;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context) return;
    canvas.current.width = width;
    canvas.current.height = height;
    const image = context.createImageData(width, height);
    for (const [i, value] of x.entries()) image.data.set([255 * value, 255 * value, 255 * value, 255], 4 * i);
    context.putImageData(image, 0, 0);
  }, [x, width, height]);
  const ink = (event: React.PointerEvent<HTMLCanvasElement>): void => {
    if (event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const [px, py] = [
      ((event.clientX - box.left) * width) / box.width,
      ((event.clientY - box.top) * height) / box.height,
    ];
    onChange(
      x.map((value, i) => {
        const far = Math.hypot((i % width) + 0.5 - px, Math.floor(i / width) + 0.5 - py);
        return Math.max(value, Math.min(1, Math.max(0, BRUSH + 0.5 - far)));
      }),
    );
  };
  return (
    <div className={classes.draw}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('charts.predictions.draw')}
        style={{ width: DRAWN, height: (DRAWN * height) / width, touchAction: 'none', cursor: 'crosshair' }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          ink(event);
        }}
        onPointerMove={ink}
      />
      <span className={classes.note}>{t('charts.predictions.draw')}</span>
      <Button size="compact-xs" variant="default" onClick={() => onChange(new Float32Array(x.length))}>
        {t('charts.predictions.clear')}
      </Button>
    </div>
  );
}

function Point({ input, x, onChange }: EditorProps) {
  const { t } = useWords();
  const range = input.range ?? 1;
  const put = (event: React.PointerEvent<HTMLDivElement>): void => {
    if (event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const along = (value: number): number => Math.min(range, Math.max(-range, value));
    const u = along(((event.clientX - box.left) / box.width) * 2 * range - range);
    const v = along(range - ((event.clientY - box.top) / box.height) * 2 * range);
    onChange(Float32Array.of(u, v));
  };
  const [u = 0, v = 0] = x;
  return (
    <div className={classes.draw}>
      <div
        className={classes.plane}
        aria-hidden
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          put(event);
        }}
        onPointerMove={put}
      >
        <span style={{ left: `${((u / range + 1) / 2) * 100}%`, top: `${((1 - v / range) / 2) * 100}%` }} />
      </div>
      <Numbers scenario={undefined} input={input} x={x} onChange={onChange} range={range} />
      <span className={classes.note}>{t('charts.predictions.point')}</span>
    </div>
  );
}

function Numbers({
  scenario,
  input,
  x,
  onChange,
  range = 3,
}: Omit<EditorProps, 'scenario'> & { readonly scenario?: ScenarioSpec | undefined; readonly range?: number }) {
  const { word, has } = useWords();
  const nameOf = (i: number): string | undefined => {
    const key = `scenario.${scenario?.id}.columns.${i}`;
    return has(key) ? word(key) : undefined;
  };
  return (
    <div className={classes.sliders}>
      {Array.from({ length: sizeOf(input) }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: inputs are numbered
        <div key={i}>
          {nameOf(i) && <span className={classes.note}>{nameOf(i)}</span>}
          <Slider
            size="xs"
            label={(value) => value.toFixed(2)}
            thumbLabel={nameOf(i) ?? word('charts.predictions.number', { number: i + 1 })}
            min={-range}
            max={range}
            step={0.05}
            value={x[i] ?? 0}
            onChange={(value) => onChange(x.map((old, k) => (k === i ? value : old)))}
          />
        </div>
      ))}
    </div>
  );
}
