/** From the editor's connections to wires of a model. */
import type { Connection } from '@xyflow/react';
import type { NewEdge } from '../../core/experiment/edit.ts';
import type { Experiment, ModelId } from '../../core/experiment/experiment.ts';
import { readNode } from './ids.ts';

/** The wire meant by a connection; `undefined` between two models. */
export function newEdgeOf(
  connection: Pick<Connection, 'source' | 'target'> & { sourceHandle?: string | null; targetHandle?: string | null },
): { readonly model: ModelId; readonly edge: NewEdge } | undefined {
  const source = readNode(connection.source);
  const target = readNode(connection.target);
  if (source.model !== target.model) return undefined;
  return {
    model: source.model,
    edge: {
      source: source.node,
      sourcePort: connection.sourceHandle ?? '',
      target: target.node,
      targetPort: connection.targetHandle ?? '',
    },
  };
}

/** Whether just this wire is there. */
export function isWired(experiment: Experiment, { model, edge }: NonNullable<ReturnType<typeof newEdgeOf>>): boolean {
  const edges = experiment.models.find((candidate) => candidate.id === model)?.wiring.edges ?? [];
  return edges.some(
    (other) =>
      other.source === edge.source &&
      other.sourcePort === edge.sourcePort &&
      other.target === edge.target &&
      other.targetPort === edge.targetPort,
  );
}
