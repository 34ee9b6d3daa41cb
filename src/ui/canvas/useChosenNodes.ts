/** The layers of a model that are selected: none while another model is chosen. */
import type { ModelId, NodeId } from '../../core/experiment/experiment.ts';
import { useView } from '../parts/services.tsx';

const NONE: readonly NodeId[] = [];
export const useChosenNodes = (model: ModelId): readonly NodeId[] =>
  useView(({ selection }) => (selection.model === model ? selection.nodes : NONE));
