/** The methods as texts of programs: every option reaches the class, under a name that it knows. test/export runs them. */
import { describe, expect, it } from 'vitest';
import { methods } from '../../../src/core/balancing/index.ts';
import { defaultsOf, type Field, type Options, type OptionValue } from '../../../src/core/fields.ts';

const TASKS = ['a', 'b'];
/** Read by the engine and the generator, not by the method; or changes nothing alone. */
const ELSEWHERE = ['optimizerPerTask', 'gradients', 'bounds'];
const other = (field: Field): OptionValue | undefined => {
  if (field.type === 'choice') return field.choices.find((choice) => choice !== field.default);
  if (field.type === 'switch') return !field.default;
  if (field.type === 'task') return 'b';
  if (field.type === 'input') return undefined;
  return field.type === 'integer' ? field.min + 1 : (field.min + field.default) / 2 + 0.01;
};
/** Defaults, with what the field needs to count at all. */
function countingFor(fields: readonly Field[], field: Field): Options {
  const options: Record<string, OptionValue> = { ...defaultsOf(fields) };
  for (let each: Field | undefined = field; each?.when; ) {
    const { field: name, is }: NonNullable<Field['when']> = each.when;
    if (!is.includes(options[name] as never)) options[name] = is[0] as OptionValue;
    each = fields.find((candidate) => candidate.name === name);
  }
  return options;
}

const written = methods.all.flatMap((spec) => (spec.python ? [[spec.id, spec, spec.python] as const] : []));
describe.each(written)('%s', (id, spec, python) => {
  const parameters = /def __init__\(self, tasks,?([^)]*)\)/.exec(python.source)?.[1] ?? '';
  const names = parameters.split(',').map((part) => part.split('=')[0]?.trim());

  it('names its arguments as its class does', () => {
    expect(python.source).toContain(`class ${python.name}:`);
    for (const field of [undefined, ...spec.fields]) {
      const options = field ? countingFor(spec.fields, field) : defaultsOf(spec.fields);
      for (const name of Object.keys(python.arguments(options, TASKS))) expect(names).toContain(name);
    }
  });
  const fields = spec.fields.filter(({ name }) => !ELSEWHERE.includes(name) && !/^bound[3-8]$/.test(name));
  it.each(fields.map((field) => [field.name, field] as const))('tells %s', (name, field) => {
    const value = other(field);
    if (value === undefined) return;
    const before = countingFor(spec.fields, field);
    const [usual, changed] = [before, { ...before, [name]: value }].map((options) => python.arguments(options, TASKS));
    expect(changed, id).not.toEqual(usual);
    if (typeof value === 'number') expect(JSON.stringify(changed)).toContain(JSON.stringify(value));
  });
});

it('what is usual is left to the class or written as it is', () => {
  const argumentsOf = (id: string, options: Options = {}) => {
    const { fields, python } = methods.get(id);
    return python?.arguments({ ...defaultsOf(fields), ...options }, TASKS);
  };
  expect(argumentsOf('weighted-sum')).toEqual({});
  expect(argumentsOf('weighted-sum', { reduction: 'mean' })).toEqual({ mean: true });
  expect(argumentsOf('alternating')).toEqual({ steps_each: 1 });
  expect(argumentsOf('alternating', { order: 'sampled' })).toEqual({ sampled: true });
  expect(argumentsOf('alternating', { order: 'sampled', sampleBy: 'rows', temperature: 3 })).toEqual({
    sampled: true,
    by_rows: true,
    temperature: 3,
  });
  expect(argumentsOf('stch')).toEqual({ mu: 0.1 });
  expect(argumentsOf('stch', { losses: 'relative' })).toEqual({ mu: 0.1, relative: true, warmup_epochs: 4 });
  expect(argumentsOf('pcgrad')).toEqual({ random_order: true, mean: false });
  expect(argumentsOf('gradnorm')).toEqual({ alpha: 1.5, learning_rate: 0.025, adam: true });
  expect(argumentsOf('uncertainty', { optimizer: 'sgd' })).toEqual({ learning_rate: 0.025, adam: false, start: 0 });
  expect(argumentsOf('lagrange')).toEqual({
    main: 'a',
    bounds: { a: 0.3, b: 0.3 },
    formulation: 'mdmm',
    rate: 0.05,
    damping: 1,
    every: 20,
    proportional: 1,
    dual_first: false,
  });
  expect(argumentsOf('lagrange', { bounds: 'each', bound2: 7 })).toMatchObject({ bounds: { a: 0.3, b: 7 } });
  for (const id of ['gls', 'scale-invariant', 'rlw', 'imtl-g', 'upgrad', 'dualproj', 'config']) {
    expect(argumentsOf(id), id).toEqual({});
  }
});
