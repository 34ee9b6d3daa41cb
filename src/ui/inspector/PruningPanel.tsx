/**
 * Pruning: how much of the model can go. On request every task's measure on validation data against sparsity, on copies of
 * the present parameters; the slider prunes the running model, at once or gradually while it trains.
 */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ModelId, Pruning } from '../../core/experiment/experiment.ts';
import type { Issue } from '../../core/result.ts';
import { mainMetric } from '../../core/tasks/index.ts';
import type { ProbeResult } from '../../state/series.ts';
import { SelectLine } from '../parts/FieldForm.tsx';
import { HelpLabel } from '../parts/HelpLabel.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { NumberBox } from '../parts/NumberBox.tsx';
import { NumberControl } from '../parts/NumberControl.tsx';
import parts from '../parts/parts.module.css';
import { Section } from '../parts/Section.tsx';
import { useExperiment, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import { taskColour } from '../parts/taskStyle.ts';
import { useModel } from '../parts/useModel.ts';
import { useTaskNames } from '../parts/useTaskNames.ts';
import classes from './inspector.module.css';

/** Shares of zeros at which the curve is measured. */
const LEVELS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98];
const AT_ONCE: Pruning = { scope: 'layer', sparsity: 0, begin: 0, steps: 0 };

export function PruningPanel() {
  const { t } = useWords();
  const { edit } = useServices();
  const regularisation = useExperiment((state) => state.experiment.training.regularisation);
  const pruning = regularisation.pruning ?? AT_ONCE;
  const set = (patch: Partial<Pruning>, phase: 'ephemeral' | 'commit' = 'commit'): void => {
    const { pruning: _, ...others } = regularisation;
    const next = { ...pruning, ...patch };
    const off = next.sparsity === 0;
    edit({ type: 'setTraining', patch: { regularisation: off ? others : { ...others, pruning: next } } }, phase);
  };
  const steps = { min: 0, max: 1e8, integer: true } as const;
  return (
    <Section title={t('controls.pruning.title')} startsOpen={regularisation.pruning !== undefined}>
      <NumberControl
        label={t('controls.pruning.sparsity')}
        help={t('controls.pruning.sparsityHelp')}
        value={pruning.sparsity}
        min={0}
        max={0.98}
        step={0.01}
        shown={`${Math.round(100 * pruning.sparsity)} %`}
        onChange={(sparsity, phase) => set({ sparsity }, phase)}
      />
      <SelectLine
        label={t('controls.pruning.scope')}
        help={t('controls.pruning.scopeHelp')}
        value={pruning.scope}
        data={(['layer', 'model'] as const).map((scope) => ({
          value: scope,
          label: t(`controls.pruning.scopes.${scope}`),
        }))}
        onChange={(scope) => set({ scope: scope === 'model' ? 'model' : 'layer' })}
      />
      <div className={parts.line}>
        <HelpLabel label={t('controls.pruning.begin')} help={t('controls.pruning.beginHelp')} />
        <NumberBox
          label={t('controls.pruning.begin')}
          value={pruning.begin}
          {...steps}
          onCommit={(begin) => set({ begin })}
        />
      </div>
      <div className={parts.line}>
        <HelpLabel label={t('controls.pruning.steps')} help={t('controls.pruning.stepsHelp')} />
        <NumberBox
          label={t('controls.pruning.steps')}
          value={pruning.steps}
          {...steps}
          onCommit={(count) => set({ steps: count })}
        />
      </div>
      <SparsityCurve key={pruning.scope} scope={pruning.scope} sparsity={pruning.sparsity} />
    </Section>
  );
}

interface SparsityCurveProps {
  readonly scope: Pruning['scope'];
  readonly sparsity: number;
}
function SparsityCurve({ scope, sparsity }: SparsityCurveProps) {
  const { t } = useWords();
  const { session, views } = useServices();
  const { model } = useModel();
  const [measured, setMeasured] = useState<{ readonly model: ModelId; readonly result: ProbeResult }>();
  const measure = (): void => {
    session.probe({ kind: 'sparsity', key: 'sparsity', model: model.id, scope, levels: LEVELS }).then(
      (result) => setMeasured({ model: model.id, result }),
      (issue: Issue) => views.notify(issue),
    );
  };
  return (
    <>
      <Tip text={t('controls.pruning.measureHelp')}>
        <Button variant="default" onClick={measure}>
          {t('controls.pruning.measure')}
        </Button>
      </Tip>
      {measured?.model === model.id && <Curve result={measured.result} sparsity={sparsity} />}
    </>
  );
}

/** px */
const SIZE = { width: 280, height: 110, left: 34, right: 6, top: 8, bottom: 18 };

/** One line a task, each on its own scale from its worst to its best: what is compared is where each one falls. */
function Curve({ result, sparsity }: { readonly result: ProbeResult; readonly sparsity: number }) {
  const { t, word } = useWords();
  const names = useTaskNames();
  const tasks = result.tasks ?? [];
  const x = (level: number): number => SIZE.left + level * (SIZE.width - SIZE.left - SIZE.right);
  const valueAt = (level: number, task: number): number => result.values[level * tasks.length + task] ?? Number.NaN;
  return tasks.map((task, k) => {
    const name = names.find((each) => each.id === task);
    if (!name) return undefined;
    const values = LEVELS.map((_, level) => valueAt(level, k));
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const y = (value: number): number => {
      const share = high > low ? (value - low) / (high - low) : 1;
      return SIZE.top + (1 - share) * (SIZE.height - SIZE.top - SIZE.bottom);
    };
    const points = values.map((value, level) => `${x(LEVELS[level] ?? 0)},${y(value)}`).join(' ');
    const metric = word(`metric.${mainMetric(name.def).id}.label`);
    const title = t('controls.pruning.curve', { task: name.label, metric });
    return (
      <figure key={task} className={classes.curve}>
        <figcaption>{title}</figcaption>
        <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-label={title}>
          <line x1={x(0)} x2={x(1)} y1={y(low)} y2={y(low)} stroke="var(--line)" />
          <polyline points={points} fill="none" stroke={taskColour(name.index)} strokeWidth={2} />
          {values.map((value, level) => (
            <circle
              key={LEVELS[level]}
              cx={x(LEVELS[level] ?? 0)}
              cy={y(value)}
              r={2.4}
              fill={taskColour(name.index)}
            />
          ))}
          <line
            x1={x(sparsity)}
            x2={x(sparsity)}
            y1={SIZE.top}
            y2={SIZE.height - SIZE.bottom}
            stroke="var(--ink)"
            strokeDasharray="3 2"
          />
          <text x={SIZE.left - 4} y={y(high) + 4} textAnchor="end">
            {high.toFixed(2)}
          </text>
          <text x={SIZE.left - 4} y={y(low) + 2} textAnchor="end">
            {low.toFixed(2)}
          </text>
          {[0, 0.5, 1].map((level) => (
            <text
              key={level}
              x={x(level)}
              y={SIZE.height - 4}
              textAnchor={level === 1 ? 'end' : level === 0 ? 'start' : 'middle'}
            >
              {`${100 * level} %`}
            </text>
          ))}
        </svg>
      </figure>
    );
  });
}
