/** When training ends by itself. */

import { NativeSelect } from '@mantine/core';
import { LIMITS, type StopRule } from '../../core/experiment/experiment.ts';
import { useWords } from '../parts/i18n/index.ts';
import { NumberBox } from '../parts/NumberBox.tsx';
import parts from '../parts/parts.module.css';
import { useExperiment, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';

const KINDS = ['never', 'steps', 'epochs', 'target', 'patience'] as const;
const FIRST: Readonly<Record<StopRule['kind'], StopRule>> = {
  never: { kind: 'never' },
  steps: { kind: 'steps', steps: 1000 },
  epochs: { kind: 'epochs', epochs: 10 },
  target: { kind: 'target', loss: 0.1 },
  patience: { kind: 'patience', evaluations: 20 },
};

export function StopRuleControl() {
  const { t } = useWords();
  const { edit } = useServices();
  const stop = useExperiment((state) => state.experiment.training.stop);
  const set = (next: StopRule): void => {
    edit({ type: 'setTraining', patch: { stop: next } });
  };
  return (
    <div className={parts.pair}>
      <Tip text={t('controls.stopRule.help')}>
        <NativeSelect
          aria-label={t('controls.stopRule.label')}
          value={stop.kind}
          data={KINDS.map((kind) => ({ value: kind, label: t(`controls.stopRule.kinds.${kind}`) }))}
          onChange={(event) => {
            const kind = KINDS.find((candidate) => candidate === event.currentTarget.value);
            if (kind) set(FIRST[kind]);
          }}
        />
      </Tip>
      <StopValue stop={stop} onChange={set} />
    </div>
  );
}

function StopValue({ stop, onChange }: { readonly stop: StopRule; readonly onChange: (stop: StopRule) => void }) {
  const { t } = useWords();
  const label = t('controls.stopRule.value');
  switch (stop.kind) {
    case 'never':
      return undefined;
    case 'steps': {
      const commit = (steps: number) => onChange({ ...stop, steps });
      return (
        <NumberBox label={label} value={stop.steps} min={1} max={LIMITS.steps} integer step={100} onCommit={commit} />
      );
    }
    case 'epochs': {
      const commit = (epochs: number) => onChange({ ...stop, epochs });
      return <NumberBox label={label} value={stop.epochs} min={1} max={LIMITS.epochs} integer onCommit={commit} />;
    }
    case 'target': {
      const commit = (loss: number) => onChange({ ...stop, loss });
      return <NumberBox label={label} value={stop.loss} min={0} max={1000} step={0.01} onCommit={commit} />;
    }
    case 'patience': {
      const commit = (evaluations: number) => onChange({ ...stop, evaluations });
      return <NumberBox label={label} value={stop.evaluations} min={1} max={10_000} integer onCommit={commit} />;
    }
  }
}
