/** The layers that may be added: all, or those that a teacher offers. */
import { isOffered } from '../../core/experiment/classroom.ts';
import { layers } from '../../core/layers/index.ts';
import type { LayerSpec } from '../../core/layers/layer.ts';
import { useExperiment, useView } from './services.tsx';

export function useOffered(): readonly LayerSpec[] {
  const teaching = useView((state) => state.teaching);
  const view = useExperiment((state) => state.experiment.view);
  return teaching ? layers.all : layers.all.filter(({ kind }) => isOffered(view, kind));
}
