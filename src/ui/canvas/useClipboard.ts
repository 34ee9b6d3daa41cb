/** Copy, cut and paste of layers with the wires among them, also between tabs: JSON text on the system's clipboard. */
import { type RefObject, useEffect } from 'react';
import { useServices } from '../parts/services.tsx';
import { addAndSelect } from './adding.ts';
import { fragmentText, readFragment } from './clipboard.ts';
import { DUPLICATE_OFFSET, deleteEdit, fragmentOf, modelOf } from './gestures.ts';
import { meansCanvas } from './useCanvasKeys.ts';

export function useClipboard(frame: RefObject<HTMLDivElement | null>): void {
  const services = useServices();
  useEffect(() => {
    const { edit, experiments, views } = services;
    const copy = (event: ClipboardEvent): void => {
      const { selection } = views.getState();
      const model = modelOf(experiments.getState().experiment, selection.model);
      const marked = document.getSelection()?.toString() ?? '';
      if (!model || selection.nodes.length === 0 || marked !== '' || !meansCanvas(event.target, frame.current)) return;
      event.clipboardData?.setData('text/plain', fragmentText(fragmentOf(model, selection.nodes)));
      event.preventDefault();
      const removal = event.type === 'cut' ? deleteEdit(selection) : undefined;
      if (removal && edit(removal)) views.select({ nodes: [], edges: [], tie: undefined });
    };
    const paste = (event: ClipboardEvent): void => {
      if (!meansCanvas(event.target, frame.current)) return;
      const fragment = readFragment(event.clipboardData?.getData('text/plain') ?? '');
      const { models } = experiments.getState().experiment;
      const model = models.find((candidate) => candidate.id === views.getState().selection.model) ?? models[0];
      if (!fragment || !model) return;
      event.preventDefault();
      addAndSelect(services, { type: 'paste', model: model.id, fragment, offset: DUPLICATE_OFFSET }, model.id);
    };
    document.addEventListener('copy', copy);
    document.addEventListener('cut', copy);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', copy);
      document.removeEventListener('paste', paste);
    };
  }, [services, frame]);
}
