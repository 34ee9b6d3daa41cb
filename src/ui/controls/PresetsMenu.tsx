/** Presets as a gallery of cards in groups: what each is, and what to look at. */
import { Button, Modal } from '@mantine/core';
import { IconFlask, IconLayoutGrid } from '@tabler/icons-react';
import { useState } from 'react';
import { presets } from '../../core/experiment/presets/index.ts';
import { CONCAVE_LINK } from '../../core/lab/address.ts';
import { scenarios } from '../../core/scenarios/index.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import classes from './controls.module.css';
import { Pictogram } from './Pictogram.tsx';
import { WiringSketch } from './WiringSketch.tsx';

export function PresetsMenu() {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Tip text={t('controls.presets.help')}>
        <Button
          variant="light"
          data-tour="presets"
          aria-haspopup="dialog"
          leftSection={<IconLayoutGrid size={16} />}
          onClick={() => setOpened(true)}
        >
          {t('controls.presets.title')}
        </Button>
      </Tip>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('controls.presets.title')}
        size={980}
        closeButtonProps={{ 'aria-label': t('controls.close') }}
      >
        <PresetGallery onDone={() => setOpened(false)} />
      </Modal>
    </>
  );
}

function PresetGallery({ onDone }: { readonly onDone: () => void }) {
  const { word } = useWords();
  const groups = [...new Set(presets.all.map((preset) => preset.group))];
  return groups.map((group) => (
    <section key={group} aria-label={word(`preset.group.${group}`)}>
      <h3 className={classes.presetGroup}>{word(`preset.group.${group}`)}</h3>
      <ul className={classes.presets}>
        {presets.all
          .filter((preset) => preset.group === group || (group === 'architectures' && preset.paper !== undefined))
          .map((preset) => (
            <li key={preset.id}>
              <PresetCard id={preset.id} onDone={onDone} />
            </li>
          ))}
        {group === 'methods' && (
          <li>
            <LabCard onDone={onDone} />
          </li>
        )}
      </ul>
    </section>
  ));
}

function PresetCard({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { t, word, has } = useWords();
  const services = useServices();
  const { paper, seeds = 10, build } = presets.get(id);
  const experiment = build();
  const scenario = scenarios.find(experiment.data.scenario);
  return (
    <button
      type="button"
      className={classes.preset}
      aria-label={word(`preset.${id}.label`)}
      onClick={() => {
        onDone();
        void services.choose(experiment);
      }}
    >
      <span className={classes.presetPictures}>
        <WiringSketch experiment={experiment} />
        {scenario && <Pictogram scenario={scenario} />}
      </span>
      <span className={classes.presetTitle}>{word(`preset.${id}.label`)}</span>
      <span className={classes.presetText}>{word(`preset.${id}.summary`)}</span>
      <span className={classes.presetText}>
        <strong>{t('controls.presets.look')}</strong> {word(`preset.${id}.look`)}
      </span>
      {paper && (
        <cite className={classes.presetPaper}>
          {paper.authors}: {paper.title}. {paper.venue} {paper.year}
        </cite>
      )}
      {has(`preset.${id}.measured`) && (
        <span className={classes.presetText}>
          <strong>{t('controls.presets.measured', { seeds })}</strong> {word(`preset.${id}.measured`)}
        </span>
      )}
    </button>
  );
}

/** What needs two parameters and no network stands in the lab. */
function LabCard({ onDone }: { readonly onDone: () => void }) {
  const { t } = useWords();
  const { views } = useServices();
  return (
    <button
      type="button"
      className={classes.preset}
      aria-label={t('lab.try.ends.label')}
      onClick={() => {
        onDone();
        history.replaceState(history.state, '', CONCAVE_LINK);
        views.open('lab');
      }}
    >
      <span className={classes.presetPictures}>
        <IconFlask size={34} aria-hidden />
      </span>
      <span className={classes.presetTitle}>{t('lab.try.ends.label')}</span>
      <span className={classes.presetText}>{t('controls.presets.lab')}</span>
      <span className={classes.presetText}>
        <strong>{t('controls.presets.look')}</strong> {t('lab.try.ends.look')}
      </span>
    </button>
  );
}
