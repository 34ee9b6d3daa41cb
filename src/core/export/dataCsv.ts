/** The rows of an experiment as CSV, one line a row: split, inputs number by number, then every task's label (empty = none). */
import type { Dataset, ScenarioOutline, Split } from '../scenarios/scenario.ts';
import { tasks as taskKinds } from '../tasks/index.ts';
import { quoted, shortest } from './csv.ts';

const SPLITS = ['train', 'validation', 'test'] as const;

interface Column {
  readonly name: string;
  value(split: Split, row: number): number;
}
/** `x` for one number, `x[3]`, `x[2,5,0]`. */
function columnsOf(
  name: string,
  shape: readonly number[],
  values: (split: Split) => Float32Array | undefined,
): Column[] {
  const width = shape.reduce((product, n) => product * n, 1);
  return Array.from({ length: width }, (_, i) => {
    let rest = i;
    const place = shape.toReversed().map((n) => {
      const at = rest % n;
      rest = Math.floor(rest / n);
      return at;
    });
    return {
      name: width === 1 ? name : `${name}[${place.toReversed().join(',')}]`,
      value: (split, row) => values(split)?.[row * width + i] ?? Number.NaN,
    };
  });
}

export function dataToCsv(dataset: Dataset, outline: ScenarioOutline): string {
  const columns = [
    ...outline.inputs.flatMap(({ id, shape }) => columnsOf(id, shape, ({ inputs }) => inputs[id])),
    ...outline.tasks.flatMap((task) =>
      columnsOf(`label ${task.id}`, [taskKinds.get(task.kind).labelWidth(task)], ({ labels }) => labels[task.id]),
    ),
  ];
  const lines = [['split', ...columns.map(({ name }) => quoted(name))].join(',')];
  for (const name of SPLITS) {
    const split = dataset[name];
    for (let row = 0; row < split.rows; row += 1) {
      lines.push([name, ...columns.map((column) => shortest(column.value(split, row)))].join(','));
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}
