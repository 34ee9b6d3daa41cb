/** Builders of chart lines: what kinds/ have in common. */
import type { Experiment, ModelId, ModelSpec } from '../../core/experiment/experiment.ts';
import { enabledTasks, outlineOf } from '../../core/scenarios/outline.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import type { SplitName } from '../../state/series.ts';
import type { ChartContext } from './chart.ts';
import type { ChartLine, Subject, TaskSubject } from './line.ts';

export const SPLITS: readonly SplitName[] = ['train', 'validation', 'test'];
const STRENGTHS: Readonly<Record<SplitName, ChartLine['strength']>> = {
  train: 'strong',
  validation: 'light',
  test: 'faint',
};

export function contextOf(experiment: Experiment, names: readonly string[]): ChartContext {
  const outline = outlineOf(experiment.data);
  const tasks = enabledTasks(experiment.data, outline).map((task) => ({ task, index: outline.tasks.indexOf(task) }));
  return { experiment, outline, tasks, names: new Set(names) };
}

type Draft = Pick<ChartLine, 'series' | 'subject'> & Partial<Pick<ChartLine, 'column' | 'strength' | 'format'>>;

/** For every model the lines that `draft` asks for, as far as the log has them. */
export function linesOf(
  context: ChartContext,
  draft: (model: ModelId, spec: ModelSpec) => readonly Draft[],
): ChartLine[] {
  return context.experiment.models.flatMap((model, index) =>
    draft(model.id, model)
      .filter((line) => context.names.has(line.series))
      .map((line) => ({
        model: index,
        modelId: model.id,
        modelName: model.name,
        column: 'value' as const,
        strength: 'strong' as const,
        format: 'number' as const,
        ...line,
      })),
  );
}

export const taskSubject = (context: ChartContext, place: number): TaskSubject => {
  const entry = context.tasks[place];
  return { kind: 'task', task: entry?.task.id ?? '', index: entry?.index ?? 0 };
};

/** One line per task and split. Without train curves the first held-out split is the strong one. */
export function perTaskAndSplit(
  context: ChartContext,
  series: (model: ModelId, task: TaskDef, split: SplitName) => { series: string; format?: ChartLine['format'] },
): ChartLine[] {
  const lines = linesOf(context, (model) =>
    context.tasks.flatMap(({ task }, place) =>
      SPLITS.map((split) => ({
        subject: taskSubject(context, place),
        column: split,
        strength: STRENGTHS[split],
        ...series(model, task, split),
      })),
    ),
  );
  if (lines.some((line) => line.strength === 'strong')) return lines;
  const lead = SPLITS.find((split) => lines.some((line) => line.column === split));
  return lines.map((line) => (line.column === lead ? { ...line, strength: 'strong' } : line));
}

type PairSubject = Extract<Subject, { kind: 'pair' }>;
/** Every pair of tasks, in order. */
export function pairs(context: ChartContext): PairSubject[] {
  const found: PairSubject[] = [];
  for (let a = 0; a < context.tasks.length; a += 1) {
    for (let b = a + 1; b < context.tasks.length; b += 1) {
      found.push({
        kind: 'pair',
        first: taskSubject(context, a),
        second: taskSubject(context, b),
        index: found.length,
      });
    }
  }
  return found;
}

/** The model's ties, each named after the layer whose twins it holds together. */
export function tieSubjects(model: ModelSpec): { id: ModelSpec['ties'][number]['id']; subject: Subject }[] {
  return model.ties.map((tie, index) => {
    const first = model.wiring.nodes.find((node) => node.id === tie.nodes[0]);
    const layer = first?.label ?? first?.initKey ?? tie.id;
    return { id: tie.id, subject: { kind: 'tie', tie: tie.id, layer, index } };
  });
}
