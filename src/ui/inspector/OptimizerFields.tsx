/** An optimiser's kind and numbers, for all models or for one model's own. Draws only what the kind uses. */
import type { OptimizerKind, OptimizerSpec } from '../../core/experiment/experiment.ts';
import { SelectLine } from '../parts/FieldForm.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { NumberControl, type Phase } from '../parts/NumberControl.tsx';
import { OPTIMIZER_NUMBERS, type OptimizerNumber } from '../parts/optimizerNumbers.ts';
import parts from '../parts/parts.module.css';

const KINDS: readonly OptimizerKind[] = ['sgd', 'momentum', 'rmsprop', 'adam', 'adamw'];
const RANGES: Readonly<Record<OptimizerNumber, { min: number; max: number; scale?: 'log'; step?: number }>> = {
  momentum: { min: 0, max: 0.99, step: 0.01 },
  rho: { min: 0.5, max: 0.999, step: 0.001 },
  beta1: { min: 0, max: 0.999, step: 0.001 },
  beta2: { min: 0.5, max: 0.9999, step: 0.0001 },
  epsilon: { min: 1e-10, max: 1, scale: 'log' },
  weightDecay: { min: 0, max: 0.5, step: 0.001 },
};

export const RATE_RANGE = { min: 1e-5, max: 3, boxMin: 1e-9, boxMax: 100 } as const;

interface OptimizerFieldsProps {
  readonly value: OptimizerSpec;
  readonly onChange: (patch: Partial<OptimizerSpec>, phase: Phase) => void;
}
export function OptimizerFields({ value, onChange }: OptimizerFieldsProps) {
  const { t } = useWords();
  const used = OPTIMIZER_NUMBERS[value.kind];
  return (
    <>
      <SelectLine
        label={t('controls.optimizer.label')}
        help={t('controls.optimizer.help')}
        value={value.kind}
        data={KINDS.map((kind) => ({ value: kind, label: t(`controls.optimizer.kinds.${kind}`) }))}
        onChange={(next) => {
          const kind = KINDS.find((candidate) => candidate === next);
          if (kind) onChange({ kind }, 'commit');
        }}
      />
      <NumberControl
        label={t('controls.optimizer.learningRate')}
        help={t('controls.optimizer.learningRateHelp')}
        value={value.learningRate}
        {...RATE_RANGE}
        scale="log"
        onChange={(learningRate, phase) => onChange({ learningRate }, phase)}
      />
      {used.length > 0 && (
        <details className={parts.note}>
          <summary>{t('controls.optimizer.more')}</summary>
          <div className={parts.form}>
            {used.map((name) => (
              <NumberControl
                key={name}
                label={t(`controls.optimizer.${name}`)}
                help={t(`controls.optimizer.${name}Help`)}
                value={value[name]}
                {...RANGES[name]}
                onChange={(next, phase) => onChange({ [name]: next }, phase)}
              />
            ))}
          </div>
        </details>
      )}
    </>
  );
}
