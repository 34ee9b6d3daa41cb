/** The option of the data that says how alike its tasks are, if there is one that counts at present. */
import type { DataSpec } from '../../core/experiment/experiment.ts';
import { type NumberField, withDefaults } from '../../core/fields.ts';
import { scenarios } from '../../core/scenarios/index.ts';

const NAMES = new Set(['relatedness', 'delta']);

export function dialOf(data: DataSpec): { readonly field: NumberField; readonly value: number } | undefined {
  const { fields } = scenarios.get(data.scenario);
  const options = withDefaults(fields, data.options);
  for (const field of fields) {
    if (field.type !== 'number' || !NAMES.has(field.name)) continue;
    const other = field.when && options[field.when.field];
    if (field.when && (other === undefined || !field.when.is.includes(other))) continue;
    return { field, value: Number(options[field.name]) };
  }
  return undefined;
}
