/** Lambda of one tie or of all, from 0 (separate networks) to infinity (hard sharing's limit); live. */
import { Slider, TextInput } from '@mantine/core';
import { useState } from 'react';
import { HelpLabel } from '../parts/HelpLabel.tsx';
import { useWords } from '../parts/i18n/index.ts';
import type { Phase } from '../parts/NumberControl.tsx';
import { readNumber, shortNumber } from '../parts/numbers.ts';
import parts from '../parts/parts.module.css';
import { positionOf, STRENGTH_POSITIONS, type Strength, strengthAt } from './tieStrength.ts';

const INFINITE_WORDS = new Set(['∞', 'inf', 'infinity', 'infinite']);
const LARGEST = 1e6;

interface StrengthControlProps {
  readonly label: string;
  readonly value: Strength;
  /** Where infinity leads; absent: twins become equal. */
  readonly limit?: 'equal' | 'aligned' | 'zero' | undefined;
  readonly onChange: (strength: Strength, phase: Phase) => void;
}
export function StrengthControl({ label, value, limit = 'equal', onChange }: StrengthControlProps) {
  const { t } = useWords();
  const [draft, setDraft] = useState<string>();
  const shown = value === 'infinite' ? '∞' : shortNumber(value);
  const finish = (): void => {
    if (draft === undefined) return;
    setDraft(undefined);
    const text = draft.trim().toLowerCase();
    const read = readNumber(text);
    if (INFINITE_WORDS.has(text)) onChange('infinite', 'commit');
    else if (read !== undefined && read >= 0) onChange(Math.min(read, LARGEST), 'commit');
  };
  return (
    <div className={parts.field}>
      <div className={parts.line}>
        <HelpLabel label={label} help={t('controls.ties.strengthHelp')} />
        <TextInput
          aria-label={label}
          className={parts.box}
          autoComplete="off"
          value={draft ?? shown}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={finish}
          onKeyDown={(event) => {
            if (event.key === 'Enter') finish();
          }}
        />
      </div>
      <Slider
        className={parts.slider ?? ''}
        label={null}
        min={0}
        max={STRENGTH_POSITIONS}
        step={1}
        value={positionOf(value)}
        thumbLabel={label}
        thumbValueText={shown}
        onChange={(position) => onChange(strengthAt(position), 'ephemeral')}
        onChangeEnd={(position) => onChange(strengthAt(position), 'commit')}
      />
      <div className={parts.line} style={{ minHeight: 14 }}>
        <span className={parts.note}>{t('controls.ties.zeroEnd')}</span>
        <span className={parts.note}>{t(`controls.ties.limit.${limit}`)}</span>
      </div>
    </div>
  );
}
