/** A text of several lines: a task, a note. */
import { Textarea } from '@mantine/core';

const LONGEST = 4000;

interface LongTextProps {
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onBlur?: (text: string) => void;
}
export function LongText({ label, help, value, onChange, onBlur }: LongTextProps) {
  return (
    <Textarea
      size="sm"
      autosize
      minRows={2}
      maxRows={8}
      maxLength={LONGEST}
      label={label}
      description={help}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={(event) => onBlur?.(event.currentTarget.value)}
    />
  );
}
