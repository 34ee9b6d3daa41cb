/** What layers are called on screen: a person's own name, else the kind's, numbered where several are alike. */
import type { ModelSpec, NodeId } from '../../core/experiment/experiment.ts';
import { useWords } from './i18n/index.ts';

export function useNodeNames(model: ModelSpec): ReadonlyMap<NodeId, string> {
  const { word, given } = useWords();
  const plain = model.wiring.nodes.map((node) => ({
    id: node.id,
    name: node.label === undefined ? word(`layer.${node.kind}.label`) : given(node.label),
  }));
  const total = new Map<string, number>();
  for (const { name } of plain) total.set(name, (total.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return new Map(
    plain.map(({ id, name }) => {
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return [id, (total.get(name) ?? 0) > 1 ? `${name} ${count}` : name] as const;
    }),
  );
}
