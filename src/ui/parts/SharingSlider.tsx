/**
 * One slider over a whole model: separate networks, soft sharing with the strength of all ties together, hard sharing.
 * On a model with ties every move is a live change; on others the first move gives the shared layers twins. Its far end is
 * named by what the ties lead to: hard sharing is the end of distances alone.
 */
import { Slider } from '@mantine/core';
import { useMemo } from 'react';
import { applyEdit } from '../../core/experiment/applyEdit.ts';
import type { ModelSpec } from '../../core/experiment/experiment.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import { meaningOf, sliderEdit, sliderState, strengthAt } from '../../core/study/sharingSlider.ts';
import { limitOf } from '../../core/ties/limit.ts';
import { useWords } from './i18n/index.ts';
import { shortNumber } from './numbers.ts';
import classes from './parts.module.css';
import { useExperiment, useServices } from './services.tsx';
import { sliderKeys } from './sliderKeys.ts';

const POSITIONS = 100;
const SLIDER = { min: 0, max: POSITIONS, step: 1, toValue: (position: number) => strengthAt(position / POSITIONS) };
const PROBE = 0.5;

interface SharingSliderProps {
  readonly model: ModelSpec;
  readonly analysis: ModelAnalysis | undefined;
}
export function SharingSlider({ model, analysis }: SharingSliderProps) {
  const { t } = useWords();
  const { edit } = useServices();
  const shares = (analysis?.counts.shared ?? 0) + (analysis?.counts.partly ?? 0) > 0;
  const state = sliderState(model, shares);
  const possible = usePossible(model);
  if (!possible) return <p className={classes.note}>{t('study.slider.impossible')}</p>;
  const move = (position: number, phase: 'ephemeral' | 'commit'): void => {
    // Putting the handle back where the wiring already is, without ties, changes nothing.
    if (model.ties.length === 0 && meaningOf(strengthAt(position / POSITIONS)) === state.sharing) return;
    edit(sliderEdit(model, position / POSITIONS), phase);
  };
  const byKey = (position: number): void => move(position, 'commit');
  const strength = strengthAt(state.position);
  const limit = limitOf(model.ties);
  const end = limit === 'equal' ? t('study.slider.hard') : t(`controls.ties.limit.${limit}`);
  const text = state.mixed
    ? t('study.slider.mixed')
    : state.sharing !== 'soft'
      ? t(`study.sharing.${state.sharing}`)
      : strength === 'infinite'
        ? end
        : t('study.slider.soft', { strength: shortNumber(strength) });
  return (
    <div className={classes.field} onKeyDownCapture={sliderKeys(SLIDER, state.position * POSITIONS, byKey)}>
      <div className={classes.line}>
        <span className={classes.label}>{t('study.slider.label')}</span>
        <output className={classes.note}>{text}</output>
      </div>
      <Slider
        className={classes.slider ?? ''}
        label={null}
        min={SLIDER.min}
        max={SLIDER.max}
        step={SLIDER.step}
        value={state.position * POSITIONS}
        thumbLabel={t('study.slider.label')}
        thumbValueText={text}
        thumbProps={{ 'aria-description': t('study.slider.help') }}
        onChange={(position) => move(position, 'ephemeral')}
        onChangeEnd={(position) => move(position, 'commit')}
      />
      <div className={classes.line} style={{ minHeight: 14 }} aria-hidden>
        <span className={classes.note}>{t('study.slider.separate')}</span>
        <span className={classes.note}>{t('study.slider.between')}</span>
        <span className={classes.note}>{end}</span>
      </div>
    </div>
  );
}

/** Whether the model has ties, or layers that can be tied. */
function usePossible(model: ModelSpec): boolean {
  const experiment = useExperiment((state) => state.experiment);
  return useMemo(
    () => model.ties.length > 0 || applyEdit(experiment, sliderEdit(model, PROBE)).ok,
    [experiment, model],
  );
}
