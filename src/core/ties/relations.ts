/**
 * Relations: how closely each two twins of a tie are related. The document lists the pairs (0,1), (0,2), …, (1,2), … of
 * the tie's nodes; what is not listed is 1. Here is the matrix of them, and what becomes of the list when twins go.
 */
import type { NodeId, Tie } from '../experiment/experiment.ts';

/** Place of the pair (i, j), i < j, in the list for `count` twins. */
export const pairPlace = (i: number, j: number, count: number): number => i * count - (i * (i + 1)) / 2 + (j - i - 1);

/** [nodes][nodes], symmetric, 0 on the diagonal; `undefined` where every pair is 1. */
export function relationsAmong(tie: Pick<Tie, 'nodes' | 'pairs'>, nodes: readonly NodeId[]): number[][] | undefined {
  const { pairs } = tie;
  if (!pairs) return undefined;
  const of = (a: NodeId, b: NodeId): number => {
    const [i, j] = [tie.nodes.indexOf(a), tie.nodes.indexOf(b)].sort((x, y) => x - y) as [number, number];
    return i < 0 || i === j ? 0 : (pairs[pairPlace(i, j, tie.nodes.length)] ?? 1);
  };
  return nodes.map((a) => nodes.map((b) => of(a, b)));
}

/** The tie with other twins, which must be among its own: their pairs keep their strengths. */
export function withTwins(tie: Tie, nodes: readonly NodeId[]): Tie {
  const { pairs, ...rest } = tie;
  const matrix = relationsAmong(tie, nodes);
  if (!matrix) return { ...rest, nodes };
  return { ...rest, nodes, pairs: matrix.flatMap((row, i) => row.slice(i + 1)) };
}
