/**
 * The palette: every layer of the registry by category. A click adds one to the selected model on a free spot, beside
 * what is selected; a drag puts it down where it is dropped, also between two layers on their wire.
 */
import { TextInput, Tooltip } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { LayerSpec } from '../../core/layers/layer.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import { useOffered } from '../parts/useOffered.ts';
import { addAndSelect } from './adding.ts';
import classes from './canvas.module.css';
import { addEdit } from './gestures.ts';
import { LAYER_MIME } from './layerMime.ts';
import { matchingLayers } from './search.ts';

const CATEGORIES = ['source', 'layer', 'shape', 'combine', 'exchange', 'regularise', 'head'] as const;

export function Palette() {
  const { t, word } = useWords();
  const [text, setText] = useState('');
  const found = matchingLayers(useOffered(), text, word);
  return (
    <div className={classes.palette}>
      <TextInput
        size="xs"
        type="search"
        value={text}
        aria-label={t('canvas.palette.search')}
        placeholder={t('canvas.palette.search')}
        leftSection={<IconSearch size={13} />}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {CATEGORIES.map((category) => {
        const members = found.filter((spec) => spec.category === category);
        return (
          members.length > 0 && (
            <fieldset key={category} className={classes.paletteGroup}>
              <legend>{t(`canvas.palette.${category}`)}</legend>
              <div className={classes.paletteGrid}>
                {members.map((spec) => (
                  <PaletteItem key={spec.kind} spec={spec} />
                ))}
              </div>
            </fieldset>
          )
        );
      })}
      {found.length === 0 && <p className={classes.nothing}>{t('canvas.add.nothing', { text })}</p>}
    </div>
  );
}

function PaletteItem({ spec }: { readonly spec: LayerSpec }) {
  const { t, word } = useWords();
  const services = useServices();
  const { experiments, views } = services;
  const label = word(`layer.${spec.kind}.label`);
  const add = (): void => {
    const { models } = experiments.getState().experiment;
    const { selection } = views.getState();
    const model = models.find((candidate) => candidate.id === selection.model) ?? models[0];
    if (!model) return;
    const beside = selection.model === model.id ? selection.nodes.at(-1) : undefined;
    addAndSelect(services, addEdit(model, { kind: spec.kind }, beside), model.id);
  };
  return (
    <Tooltip label={word(`layer.${spec.kind}.help`)} position="right">
      <button
        type="button"
        className={classes.paletteItem}
        aria-label={t('canvas.palette.add', { name: label })}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData(LAYER_MIME, spec.kind);
          event.dataTransfer.effectAllowed = 'copy';
        }}
        onClick={add}
      >
        <span className={classes.glyph} aria-hidden>
          {spec.glyph}
        </span>
        <span>{label}</span>
      </button>
    </Tooltip>
  );
}
