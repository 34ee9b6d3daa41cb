/** What cards and wires may ask of the canvas that holds them. */
import { createContext, use } from 'react';
import type { EdgeId, ModelId, NodeId, Point } from '../../core/experiment/experiment.ts';

/** Where the add menu was asked for. `at` in canvas coordinates, `client` in window px. */
export type MenuRequest = { readonly at: Point; readonly client: Point; readonly model: ModelId } & (
  | { readonly kind: 'free' }
  | { readonly kind: 'edge'; readonly edge: EdgeId }
  | {
      readonly kind: 'wire';
      readonly from: { readonly node: NodeId; readonly port: string; readonly side: 'source' | 'target' };
    }
);
export interface CanvasActions {
  openMenu(request: MenuRequest): void;
  showAll(): void;
}
const ActionsContext = createContext<CanvasActions | undefined>(undefined);
export const CanvasActionsProvider = ActionsContext.Provider;

export function useCanvasActions(): CanvasActions {
  const actions = use(ActionsContext);
  if (!actions) throw new Error('useCanvasActions needs a Canvas above it');
  return actions;
}
