/** Problems of ties: soft sharing needs two or more twins whose parameters have equal names and shapes. */
import type { ModelSpec, NodeId, Tie } from '../experiment/experiment.ts';
import { printShape } from '../layers/common.ts';
import type { ParameterSpec } from '../layers/layer.ts';
import { error, type Issue, type IssueParams, warning } from '../result.ts';
import { ties } from '../ties/index.ts';
import { removeTie } from './mends.ts';
import type { NodeShapes } from './shapes.ts';
import type { Sharing } from './sharing.ts';

const print = (parameters: readonly ParameterSpec[]): string =>
  parameters.map((parameter) => `${parameter.name} ${printShape(parameter.shape)}`).join(', ');

/** Tasks that reach more than one of the twins. */
function reachedTwice(tie: Tie, sharing: Sharing): string[] {
  const count = new Map<string, number>();
  for (const node of tie.nodes) {
    for (const task of sharing.nodes.get(node)?.tasks ?? []) count.set(task, (count.get(task) ?? 0) + 1);
  }
  return [...count].filter(([, times]) => times > 1).map(([task]) => task);
}

export function tieIssues(
  tie: Tie,
  model: ModelSpec,
  shapes: ReadonlyMap<NodeId, NodeShapes>,
  sharing: Sharing,
): Issue[] {
  const fault = (code: string, params: IssueParams, node?: NodeId): Issue[] => [
    error(code, params, { model: model.id, tie: tie.id, ...(node === undefined ? {} : { node }) }, [
      removeTie(model, tie.id),
    ]),
  ];
  if (!ties.has(tie.kind)) return fault('tie.kind', { found: tie.kind, expected: ties.ids.join(', ') });
  const gone = tie.nodes.find((node) => !shapes.has(node));
  if (gone !== undefined) return fault('tie.node', { found: gone });
  const twins = [...new Set(tie.nodes)];
  if (twins.length < 2 || twins.length < tie.nodes.length)
    return fault('tie.few', { found: twins.length, expected: 2 });
  // A twin without shapes has a problem of its own already.
  const known = twins.filter((node) => shapes.get(node)?.outputShapes !== undefined);
  const expected = shapes.get(known[0] as NodeId)?.parameters ?? [];
  for (const node of known) {
    const found = shapes.get(node)?.parameters ?? [];
    if (found.length === 0) return fault('tie.empty', {}, node);
    if (print(found) !== print(expected)) {
      return fault('tie.shape', { found: print(found), expected: print(expected) }, node);
    }
  }
  const twice = reachedTwice(tie, sharing);
  if (twice.length === 0) return [];
  return [
    warning('tie.task', { found: twice.join(', ') }, { model: model.id, tie: tie.id }, [removeTie(model, tie.id)]),
  ];
}
