/**
 * Fields: the options that a layer, scenario, balancing method or tie declares about itself.
 * Forms, validation, defaults and link compression are all drawn from them, so a new spec needs no screen code.
 * Words (label, help) live in the language catalogues under `<owner>.<id>.fields.<name>`, choices under `….choices.<value>`.
 */
export type OptionValue = number | string | boolean;
export type Options = Readonly<Record<string, OptionValue>>;

interface FieldBase {
  readonly name: string;
  /** May change while a run goes on, without a rebuild. Default: false. */
  readonly live?: boolean;
  /** Not worth a word on a card while it has its default. Default: false. */
  readonly quiet?: boolean;
  /** Shown only when another option has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly OptionValue[] };
}
export interface NumberField extends FieldBase {
  readonly type: 'number' | 'integer';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** How a slider spreads its values; 'log' needs min > 0. */
  readonly scale?: 'linear' | 'log';
}
export interface ChoiceField extends FieldBase {
  readonly type: 'choice';
  readonly default: string;
  readonly choices: readonly string[];
}
export interface SwitchField extends FieldBase {
  readonly type: 'switch';
  readonly default: boolean;
}
/** The id of one of the scenario's tasks (used by the task head). '' means: not chosen yet. */
export interface TaskField extends FieldBase {
  readonly type: 'task';
  readonly default: string;
}
/** The id of one of the scenario's inputs (used by the input layer). */
export interface InputField extends FieldBase {
  readonly type: 'input';
  readonly default: string;
}
export type Field = NumberField | ChoiceField | SwitchField | TaskField | InputField;

/** What is wrong with an option, as a code and values: the catalogue words it. */
export type FieldFault =
  | { code: 'option.notNumber'; params: { field: string; found: string } }
  | { code: 'option.notInteger'; params: { field: string; found: number } }
  | { code: 'option.range'; params: { field: string; found: number; min: number; max: number } }
  | { code: 'option.choice'; params: { field: string; found: string; expected: string } }
  | { code: 'option.type'; params: { field: string; found: string; expected: string } }
  | { code: 'option.unknown'; params: { field: string; expected: string } };

export function defaultsOf(fields: readonly Field[]): Record<string, OptionValue> {
  return Object.fromEntries(fields.map((field) => [field.name, field.default]));
}

/** Options with the field's defaults where nothing was set. */
export function withDefaults(fields: readonly Field[], options: Options): Record<string, OptionValue> {
  return { ...defaultsOf(fields), ...options };
}

/** The first fault of one value, or `undefined`. */
export function checkField(field: Field, value: OptionValue): FieldFault | undefined {
  const { name } = field;
  switch (field.type) {
    case 'number':
    case 'integer':
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        return { code: 'option.notNumber', params: { field: name, found: String(value) } };
      }
      if (field.type === 'integer' && !Number.isInteger(value)) {
        return { code: 'option.notInteger', params: { field: name, found: value } };
      }
      if (value < field.min || value > field.max) {
        return { code: 'option.range', params: { field: name, found: value, min: field.min, max: field.max } };
      }
      return undefined;
    case 'choice':
      return typeof value === 'string' && field.choices.includes(value)
        ? undefined
        : { code: 'option.choice', params: { field: name, found: String(value), expected: field.choices.join(', ') } };
    case 'switch':
      return typeof value === 'boolean'
        ? undefined
        : { code: 'option.type', params: { field: name, found: String(value), expected: 'true, false' } };
    case 'task':
    case 'input':
      return typeof value === 'string'
        ? undefined
        : { code: 'option.type', params: { field: name, found: String(value), expected: field.type } };
  }
}

/** Every fault of a set of options against its fields; options that are not set are fine (their default holds). */
export function checkOptions(fields: readonly Field[], options: Options): FieldFault[] {
  const faults: FieldFault[] = [];
  for (const [name, value] of Object.entries(options)) {
    const field = fields.find((candidate) => candidate.name === name);
    const fault = field
      ? checkField(field, value)
      : ({
          code: 'option.unknown',
          params: { field: name, expected: fields.map((f) => f.name).join(', ') },
        } as const);
    if (fault) faults.push(fault);
  }
  return faults;
}

/** Readers for options that `checkOptions` has accepted. @throws TypeError on a programmer's mistake. */
export function numberOption(options: Options, name: string): number {
  const value = options[name];
  if (typeof value !== 'number') throw new TypeError(`option '${name}' should be a number, is ${String(value)}`);
  return value;
}
export function textOption(options: Options, name: string): string {
  const value = options[name];
  if (typeof value !== 'string') throw new TypeError(`option '${name}' should be a text, is ${String(value)}`);
  return value;
}
export function switchOption(options: Options, name: string): boolean {
  const value = options[name];
  if (typeof value !== 'boolean') throw new TypeError(`option '${name}' should be true or false, is ${String(value)}`);
  return value;
}
