/** One thin line per seed across the models, from separate over soft to hard, and the mean over seeds as a thick one. */
import { useId } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { mean } from '../../core/math/stats.ts';
import { useWords } from '../parts/i18n/index.ts';
import { taskColour } from '../parts/taskStyle.ts';
import { metricText } from './describe.ts';
import classes from './study.module.css';

interface SlopeChartProps {
  readonly name: string;
  readonly taskIndex: number;
  readonly metric: string;
  /** In the order of the chart. */
  readonly models: readonly { readonly name: string; readonly values: ReadonlyMap<number, number> }[];
}
const TICK = { fill: 'var(--ink-soft)', fontSize: 11 };
const LINE = { stroke: 'var(--line)' };
const LETTERS = 16;
const short = (text: string): string => (text.length > LETTERS ? `${text.slice(0, LETTERS - 1)}…` : text);

export function SlopeChart({ name, taskIndex, metric, models }: SlopeChartProps) {
  const { t } = useWords();
  const id = useId();
  const seeds = [...new Set(models.flatMap(({ values }) => [...values.keys()]))].sort((a, b) => a - b);
  const rows = models.map((model, index) => ({
    index,
    mean: mean([...model.values.values()]),
    ...Object.fromEntries(seeds.map((seed) => [`seed ${seed}`, model.values.get(seed)])),
  }));
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption id={id} className={classes.caption}>
        {name}
      </figcaption>
      <div aria-hidden className={classes.slope}>
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 300, height: 190 }}>
          <LineChart data={rows} margin={{ top: 8, right: 30, bottom: 2, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid stroke="var(--line)" strokeOpacity={0.6} horizontal={false} />
            <XAxis
              dataKey="index"
              type="number"
              domain={[0, Math.max(1, models.length - 1)]}
              ticks={models.map((_, index) => index)}
              tickFormatter={(index: number) => short(models[index]?.name ?? '')}
              interval={0}
              padding={{ left: 36, right: 12 }}
              tick={TICK}
              axisLine={LINE}
              tickLine={LINE}
            />
            <YAxis
              domain={['auto', 'auto']}
              tickCount={5}
              tickFormatter={(value: number) => metricText(value, metric)}
              tick={TICK}
              axisLine={LINE}
              tickLine={LINE}
              width={56}
            />
            {seeds.map((seed) => (
              <Line
                key={seed}
                dataKey={`seed ${seed}`}
                stroke={taskColour(taskIndex)}
                strokeOpacity={0.5}
                strokeWidth={1}
                dot={{ r: 1.5, fill: taskColour(taskIndex) }}
                connectNulls
                isAnimationActive={false}
              />
            ))}
            <Line
              dataKey="mean"
              stroke="var(--ink)"
              strokeWidth={3}
              dot={{ r: 4, fill: 'var(--ink)' }}
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      </div>
      <details className={classes.details}>
        <summary>{t('study.table')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className={classes.scrollTable} tabIndex={0} aria-label={`${name}: ${t('study.table')}`}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('study.seeds.seed')}</th>
                {models.map((model) => (
                  <th key={model.name} scope="col">
                    {model.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {seeds.map((seed) => (
                <tr key={seed}>
                  <th scope="row">{seed + 1}</th>
                  {models.map((model) => (
                    <td key={model.name}>{metricText(model.values.get(seed) ?? Number.NaN, metric)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  );
}
