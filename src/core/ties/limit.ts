/** Where all ties of a model lead as their strength grows without end; hard sharing is the end of distances alone. */
import type { Tie } from '../experiment/experiment.ts';
import { ties as kinds } from './index.ts';
import type { TieSpec } from './tie.ts';

/** 'equal' without ties; the first other limit where ties of several kinds stand side by side. */
export const limitOf = (ties: readonly Pick<Tie, 'kind'>[]): TieSpec['limit'] =>
  ties.map(({ kind }) => kinds.find(kind)?.limit).find((limit) => limit !== undefined && limit !== 'equal') ?? 'equal';
