/**
 * The form of anything that declares fields (layer, scenario, balancing method): drawn from the declaration, so that a
 * new spec needs no form of its own. Words under `<prefix>.fields.<name>.{label, help, choices.<value>}`.
 */
import { NativeSelect, SegmentedControl, Switch } from '@mantine/core';
import { useId } from 'react';
import type { ChoiceField, Field, Options, OptionValue } from '../../core/fields.ts';
import { withDefaults } from '../../core/fields.ts';
import { HelpLabel } from './HelpLabel.tsx';
import { useWords, type Words } from './i18n/index.ts';
import { NumberControl, type Phase } from './NumberControl.tsx';
import classes from './parts.module.css';

export interface TaskChoice {
  readonly id: string;
  readonly label: string;
}
interface FieldFormProps {
  readonly fields: readonly Field[];
  /** What is set; the fields' defaults stand for the rest. */
  readonly options: Options;
  readonly prefix: string;
  /** What fields of type 'task' offer. */
  readonly tasks: readonly TaskChoice[];
  /** The scenario's inputs, for fields of type 'input'. */
  readonly inputs?: readonly TaskChoice[];
  readonly onChange: (name: string, value: OptionValue, phase: Phase) => void;
}
export function FieldForm({ fields, options, prefix, tasks, inputs = [], onChange }: FieldFormProps) {
  const words = useWords();
  const complete = withDefaults(fields, options);
  const shown = fields.filter((field) => {
    if (!field.when) return true;
    const other = complete[field.when.field];
    return other !== undefined && field.when.is.includes(other);
  });
  if (shown.length === 0) return undefined;
  return (
    <div className={classes.form}>
      {shown.map((field) => (
        <FieldControl
          key={field.name}
          field={field}
          value={complete[field.name] ?? field.default}
          words={wordsOf(words, `${prefix}.fields.${field.name}`)}
          tasks={tasks}
          inputs={inputs}
          onChange={(value, phase) => onChange(field.name, value, phase)}
        />
      ))}
    </div>
  );
}

interface FieldWords {
  readonly label: string;
  readonly help: string | undefined;
  choice(value: string): string;
}
function wordsOf(words: Words, key: string): FieldWords {
  return {
    label: words.word(`${key}.label`),
    help: words.has(`${key}.help`) ? words.word(`${key}.help`) : undefined,
    choice: (value) => (words.has(`${key}.choices.${value}`) ? words.word(`${key}.choices.${value}`) : value),
  };
}
interface FieldControlProps {
  readonly field: Field;
  readonly value: OptionValue;
  readonly words: FieldWords;
  readonly tasks: readonly TaskChoice[];
  readonly inputs: readonly TaskChoice[];
  readonly onChange: (value: OptionValue, phase: Phase) => void;
}
function FieldControl({ field, value, words, tasks, inputs, onChange }: FieldControlProps) {
  switch (field.type) {
    case 'number':
    case 'integer':
      return (
        <NumberControl
          label={words.label}
          help={words.help}
          value={Number(value)}
          min={field.min}
          max={field.max}
          step={field.step}
          integer={field.type === 'integer'}
          scale={field.scale}
          onChange={onChange}
        />
      );
    case 'choice':
      return <Choice field={field} value={String(value)} words={words} onChange={(next) => onChange(next, 'commit')} />;
    case 'switch':
      return (
        <div className={classes.line}>
          <HelpLabel label={words.label} help={words.help} />
          <Switch
            aria-label={words.label}
            aria-description={words.help}
            checked={value === true}
            onChange={(event) => onChange(event.currentTarget.checked, 'commit')}
          />
        </div>
      );
    case 'task':
      return (
        <SelectLine
          label={words.label}
          help={words.help}
          value={String(value)}
          data={[{ value: '', label: '–' }, ...tasks.map((task) => ({ value: task.id, label: task.label }))]}
          onChange={(next) => onChange(next, 'commit')}
        />
      );
    case 'input':
      // One input leaves no choice.
      return inputs.length < 2 ? undefined : (
        <SelectLine
          label={words.label}
          help={words.help}
          value={String(value)}
          data={inputs.map((input) => ({ value: input.id, label: input.label }))}
          onChange={(next) => onChange(next, 'commit')}
        />
      );
  }
}

/** Up to this many letters a choice is laid out as buttons beside each other. */
const SEGMENTED_LETTERS = 22;
function Choice(props: {
  readonly field: ChoiceField;
  readonly value: string;
  readonly words: FieldWords;
  readonly onChange: (value: string) => void;
}) {
  const { field, value, words, onChange } = props;
  const id = useId();
  const data = field.choices.map((choice) => ({ value: choice, label: words.choice(choice) }));
  const letters = data.reduce((sum, choice) => sum + choice.label.length, 0);
  if (data.length > 3 || letters > SEGMENTED_LETTERS) {
    return <SelectLine label={words.label} help={words.help} value={value} data={data} onChange={onChange} />;
  }
  return (
    <div className={classes.field}>
      <span id={id} className={classes.line}>
        <HelpLabel label={words.label} help={words.help} />
      </span>
      <SegmentedControl aria-labelledby={id} fullWidth value={value} data={data} onChange={onChange} />
    </div>
  );
}

interface SelectLineProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly value: string;
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}
/** More letters than this do not fit on one line of a side panel. */
const LINE_LETTERS = 24;
/** A name and a drop-down, on one line where they fit. The browser's own select: quick, and at home on a phone. */
export function SelectLine({ label, help, value, data, onChange }: SelectLineProps) {
  const longest = Math.max(0, ...data.map((choice) => choice.label.length));
  const stacked = label.length + longest > LINE_LETTERS;
  return (
    <div className={stacked ? classes.stacked : classes.line}>
      <HelpLabel label={label} help={help} />
      <NativeSelect
        aria-label={label}
        aria-description={help}
        value={value}
        data={[...data]}
        style={stacked ? {} : { flex: '0 1 60%', minWidth: 0 }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
