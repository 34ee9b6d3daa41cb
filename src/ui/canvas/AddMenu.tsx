/**
 * Search and add: a list of layers under a search box, at the place it was asked for. Opened by '/', by a double click on
 * free canvas, by dropping a wire there (the new layer is wired to it), or from a wire (the new layer goes between).
 */
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Edit } from '../../core/experiment/edit.ts';
import type { ModelSpec } from '../../core/experiment/experiment.ts';
import type { LayerSpec } from '../../core/layers/layer.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import { useOffered } from '../parts/useOffered.ts';
import type { MenuRequest } from './actions.ts';
import { addAndSelect } from './adding.ts';
import { positionsOf } from './autoLayout.ts';
import classes from './canvas.module.css';
import { freeSpot, sizeOf } from './geometry.ts';
import { insertEdit } from './gestures.ts';
import { lanesOf, toModel } from './lanes.ts';
import { matchingLayers } from './search.ts';

interface AddMenuProps {
  readonly request: MenuRequest;
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly onClose: () => void;
}
const WIDTH = 240;
const HEIGHT = 270;

/** Layers that make sense here: with an input for a wire's end, with an output for its start, with both on a wire. */
function fits(spec: LayerSpec, request: MenuRequest): boolean {
  if (request.kind === 'free') return true;
  const needsInput = request.kind === 'edge' || request.from.side === 'source';
  const needsOutput = request.kind === 'edge' || request.from.side === 'target';
  return (!needsInput || spec.inputs.length > 0) && (!needsOutput || spec.outputs.length > 0);
}

function editFor(
  request: MenuRequest,
  model: ModelSpec,
  kind: string,
  corner: { x: number; y: number },
): Edit | undefined {
  const node = { kind };
  const { id } = model;
  if (request.kind === 'edge') return insertEdit(model, request.edge, node);
  const at = freeSpot(model, positionsOf(model), kind, corner);
  if (request.kind === 'wire') return { type: 'addConnected', model: id, node, at, from: request.from };
  return { type: 'addNode', model: id, node, at };
}

export function AddMenu({ request, frame, onClose }: AddMenuProps) {
  const words = useWords();
  const { t, word } = words;
  const services = useServices();
  const { models, folds } = useExperiment(({ experiment }) => ({
    models: experiment.models,
    folds: experiment.view.folded,
  }));
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const list = useId();
  const root = useRef<HTMLDivElement>(null);
  const offered = useOffered();
  const found = useMemo(
    () =>
      matchingLayers(
        offered.filter((spec) => fits(spec, request)),
        text,
        word,
      ),
    [request, text, word, offered],
  );
  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) onClose();
    };
    window.addEventListener('pointerdown', outside, true);
    return () => window.removeEventListener('pointerdown', outside, true);
  }, [onClose]);

  const choose = (spec: LayerSpec | undefined): void => {
    const box = frame.current?.getBoundingClientRect();
    const window = { width: box?.width ?? 1, height: box?.height ?? 1 };
    const lane = lanesOf(models, window, folds).find((candidate) => candidate.model.id === request.model);
    if (!spec || !lane) return;
    const { width, height } = sizeOf(spec.kind);
    const beforeNew = request.kind === 'wire' && request.from.side === 'target';
    const left = request.kind === 'wire' ? (beforeNew ? width : 0) : width / 2;
    const corner = toModel(lane, { x: request.at.x - left, y: request.at.y - height / 2 });
    onClose();
    const change = editFor(request, lane.model, spec.kind, corner);
    if (!change || !addAndSelect(services, change, lane.model.id)) return;
    frame.current?.querySelector<HTMLElement>('.react-flow')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter') choose(found[active]);
    else if (event.key === 'ArrowDown') setActive(Math.min(found.length - 1, active + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1));
    else return;
    event.preventDefault();
  };
  const box = frame.current?.getBoundingClientRect();
  const left = Math.max(4, Math.min(request.client.x - (box?.x ?? 0), (box?.width ?? WIDTH) - WIDTH - 8));
  const top = Math.max(4, Math.min(request.client.y - (box?.y ?? 0), (box?.height ?? HEIGHT) - HEIGHT - 8));
  return (
    <div ref={root} className={classes.addMenu} style={{ left, top, width: WIDTH, maxHeight: HEIGHT }}>
      <input
        // biome-ignore lint/a11y/noAutofocus: the menu was asked for, and typing is how it is used.
        autoFocus
        className={classes.addSearch}
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={found[active] ? `${list}-${found[active].kind}` : undefined}
        aria-label={t('canvas.add.search')}
        placeholder={t('canvas.add.search')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} role="listbox" aria-label={t('canvas.add.list')} className={classes.addList}>
        {found.map((spec, i) => (
          <div
            key={spec.kind}
            id={`${list}-${spec.kind}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === active}
            className={classes.addOption}
            onPointerEnter={() => setActive(i)}
            onClick={() => choose(spec)}
            onKeyDown={onKeyDown}
          >
            <span className={classes.glyph} aria-hidden>
              {spec.glyph}
            </span>
            <span>{word(`layer.${spec.kind}.label`)}</span>
          </div>
        ))}
        {found.length === 0 && <p className={classes.nothing}>{t('canvas.add.nothing', { text })}</p>}
      </div>
    </div>
  );
}
