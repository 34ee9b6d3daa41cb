/** A number with a slider and a box. The slider reports 'ephemeral' while it is dragged and 'commit' at the end. */
import { Slider } from '@mantine/core';
import { HelpLabel } from './HelpLabel.tsx';
import { NumberBox } from './NumberBox.tsx';
import { shortNumber, spreadOf } from './numbers.ts';
import classes from './parts.module.css';
import { sliderKeys } from './sliderKeys.ts';

export type Phase = 'ephemeral' | 'commit';
interface NumberControlProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number | undefined;
  readonly integer?: boolean | undefined;
  readonly scale?: 'linear' | 'log' | undefined;
  readonly disabled?: boolean | undefined;
  /** The box may go further than the slider. */
  readonly boxMax?: number | undefined;
  readonly boxMin?: number | undefined;
  readonly shown?: string | undefined;
  readonly leading?: React.ReactNode;
  readonly onChange: (value: number, phase: Phase) => void;
}
export function NumberControl(props: NumberControlProps) {
  const { label, help, value, min, max, step, integer, scale, disabled, boxMax, boxMin, shown, leading, onChange } =
    props;
  const spread = spreadOf({ min, max, step, integer, scale });
  const byKey = (position: number): void => onChange(spread.toValue(position), 'commit');
  return (
    <div className={classes.field} onKeyDownCapture={sliderKeys(spread, spread.toPosition(value), byKey)}>
      <div className={classes.line}>
        <span style={{ display: 'flex', gap: 6, alignItems: 'center', minWidth: 0 }}>
          {leading}
          <HelpLabel label={label} help={help} />
        </span>
        <NumberBox
          label={label}
          value={value}
          min={boxMin ?? min}
          max={boxMax ?? max}
          step={scale === 'log' ? value / 10 : spread.step}
          integer={integer}
          disabled={disabled}
          shown={shown}
          onCommit={(next) => onChange(next, 'commit')}
        />
      </div>
      <Slider
        className={classes.slider ?? ''}
        label={null}
        min={spread.min}
        max={spread.max}
        step={spread.step}
        value={spread.toPosition(value)}
        {...(disabled === undefined ? {} : { disabled })}
        thumbLabel={label}
        thumbValueText={shown ?? shortNumber(value)}
        thumbProps={{ 'aria-description': help }}
        onChange={(position) => onChange(spread.toValue(position), 'ephemeral')}
        onChangeEnd={(position) => onChange(spread.toValue(position), 'commit')}
      />
    </div>
  );
}
