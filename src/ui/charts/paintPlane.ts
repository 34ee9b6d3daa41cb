/** Reads two losses of each model as a path and writes it into the elements that PlaneLayer made. */

import { type ChartModel, isHidden } from './chartModel.ts';
import { chartStore } from './chartStore.ts';
import type { ChartLine, Subject, TaskSubject } from './line.ts';
import { nearestIndex } from './math/nearest.ts';
import { pathText } from './math/path.ts';
import { memoryOf, smooth } from './math/smooth.ts';
import { type Trajectory, trajectory } from './math/trajectory.ts';
import type { PlaneStage } from './PlaneLayer.tsx';

const POINTS = 500;

export interface PlanePath {
  readonly modelId: string;
  readonly path: Trajectory;
}

/** The pairs of tasks and the models that the lines speak of. */
export function pairsOfLines(lines: readonly ChartLine[]) {
  const tasks = new Map<string, TaskSubject>();
  const models = new Map<string, { id: string; index: number }>();
  for (const line of lines) {
    if (line.subject.kind === 'task') tasks.set(line.subject.task, line.subject);
    models.set(line.modelId, { id: line.modelId, index: line.model });
  }
  const list = [...tasks.values()].sort((a, b) => a.index - b.index);
  const pairs: Extract<Subject, { kind: 'pair' }>[] = [];
  list.forEach((first, k) => {
    for (const second of list.slice(k + 1)) pairs.push({ kind: 'pair', first, second, index: pairs.length });
  });
  return { pairs, models: [...models.values()] };
}

export function readPaths(model: ChartModel, first: string, second: string): PlanePath[] {
  const { log, range, last } = model.read();
  const { hidden, smoothing } = chartStore.getState();
  const [from, to] = range ?? [0, Math.max(last, 1)];
  const steps = log.steps();
  const find = (id: string, task: string): ChartLine | undefined =>
    model.lines.find((line) => line.modelId === id && line.subject.kind === 'task' && line.subject.task === task);
  return pairsOfLines(model.lines).models.flatMap(({ id }) => {
    const lines = [find(id, first), find(id, second)];
    const [a, b] = lines.map((line) => (line && !isHidden(line, hidden) ? log.column(line.series) : undefined));
    if (!a || !b) return [];
    const even = (values: Float32Array): Float64Array => smooth(steps, values, memoryOf(smoothing, to - from));
    return [{ modelId: id, path: trajectory(steps, even(a), even(b), { from, to, limit: POINTS }) }];
  });
}

function place(
  element: Element | null,
  stage: PlaneStage,
  path: Trajectory | undefined,
  index: number | undefined,
): void {
  if (!element) return;
  const x = index === undefined ? Number.NaN : stage.geometry.toX(path?.x[index] ?? Number.NaN);
  const y = index === undefined ? Number.NaN : stage.geometry.toY(path?.y[index] ?? Number.NaN);
  const visible = Number.isFinite(x) && Number.isFinite(y);
  element.setAttribute('visibility', visible ? 'visible' : 'hidden');
  if (!visible) return;
  element.setAttribute('cx', x.toFixed(1));
  element.setAttribute('cy', y.toFixed(1));
}

export function paintPlane(stage: PlaneStage, paths: readonly PlanePath[], cursor: number | undefined): void {
  const byModel = new Map(paths.map((entry) => [entry.modelId, entry.path]));
  for (const group of stage.root.querySelectorAll<SVGGElement>('[data-model]')) {
    const path = byModel.get(group.dataset.model ?? '');
    const part = (name: string): Element | null => group.querySelector(`[data-part="${name}"]`);
    part('path')?.setAttribute('d', path ? pathText(path.x, path.y, stage.geometry.box, stage.geometry) : '');
    const length = path?.steps.length ?? 0;
    place(part('start'), stage, path, length > 0 ? 0 : undefined);
    place(part('now'), stage, path, length > 0 ? length - 1 : undefined);
    place(part('cursor'), stage, path, path && cursor !== undefined ? nearestIndex(path.steps, cursor) : undefined);
  }
}
