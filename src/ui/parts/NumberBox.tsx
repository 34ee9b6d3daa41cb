/**
 * A number that is typed: taken over on Enter, on leaving, and by the arrow keys; what is no number falls back to the
 * old value. Exponents (1e-3) may be typed, which browsers' own number boxes show badly.
 */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { readNumber, shortNumber } from './numbers.ts';
import classes from './parts.module.css';

interface NumberBoxProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number | undefined;
  readonly integer?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly width?: number;
  /** Shown instead of the number, e.g. 'all'. */
  readonly shown?: string | undefined;
  readonly onCommit: (value: number) => void;
}
export function NumberBox({ label, value, min, max, step, integer, disabled, width, shown, onCommit }: NumberBoxProps) {
  const [draft, setDraft] = useState<string>();
  const take = (next: number): void => {
    const whole = integer ? Math.round(next) : next;
    const inside = Math.min(max, Math.max(min, whole));
    if (inside !== value) onCommit(inside);
  };
  const finish = (): void => {
    if (draft === undefined) return;
    const read = readNumber(draft);
    setDraft(undefined);
    if (read !== undefined) take(read);
  };
  const nudge = (direction: 1 | -1): void => {
    setDraft(undefined);
    take(Number((value + direction * (step ?? (integer ? 1 : (max - min) / 100))).toPrecision(12)));
  };
  return (
    <TextInput
      aria-label={label}
      className={classes.box}
      {...(width === undefined ? {} : { style: { width } })}
      inputMode={integer ? 'numeric' : 'decimal'}
      autoComplete="off"
      value={draft ?? shown ?? shortNumber(value)}
      {...(disabled === undefined ? {} : { disabled })}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish();
        else if (event.key === 'Escape') setDraft(undefined);
        else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
          event.preventDefault();
          nudge(event.key === 'ArrowUp' ? 1 : -1);
        }
      }}
    />
  );
}
