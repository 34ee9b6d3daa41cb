/** Ids inside the node editor: `<model>/<id>`, since models share node ids. The only place that knows their form. */
import { type EdgeId, edgeId, type ModelId, modelId, type NodeId, nodeId } from '../../core/experiment/experiment.ts';

const cut = (id: string): [string, string] => {
  const at = id.indexOf('/');
  return [id.slice(0, at), id.slice(at + 1)];
};
export const flowId = (model: ModelId, id: NodeId | EdgeId): string => `${model}/${id}`;
export const laneId = (model: ModelId): string => `lane:${model}`;

export function readNode(id: string): { readonly model: ModelId; readonly node: NodeId } {
  const [model, node] = cut(id);
  return { model: modelId(model), node: nodeId(node) };
}
export function readEdge(id: string): { readonly model: ModelId; readonly edge: EdgeId } {
  const [model, edge] = cut(id);
  return { model: modelId(model), edge: edgeId(edge) };
}
