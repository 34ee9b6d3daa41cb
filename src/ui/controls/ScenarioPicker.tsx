/** The scenarios as a gallery: by field of use, with a thumbnail of their data, to be searched by a word. */
import { Modal, Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { presets } from '../../core/experiment/presets/index.ts';
import { scenarios } from '../../core/scenarios/index.ts';
import { ownTable } from '../../core/scenarios/ownTable.ts';
import type { ScenarioSpec } from '../../core/scenarios/scenario.ts';
import { useWords, type Words } from '../parts/i18n/index.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import classes from './scenarioPicker.module.css';
import { Thumb } from './Thumb.tsx';

/** The preset that bears the scenario's name; else the first that is made for this data. */
const presetFor = (scenario: string) =>
  presets.find(scenario) ?? presets.all.find((preset) => preset.build().data.scenario === scenario);

function matches({ word, has }: Words, { id, domain, outline, fields }: ScenarioSpec, query: string): boolean {
  const options = Object.fromEntries(fields.map((field) => [field.name, field.default]));
  const names = outline(options).tasks.map((task) => `scenario.${id}.tasks.${task.id}`);
  const keys = [`scenario.${id}.label`, `scenario.${id}.summary`, `controls.data.domains.${domain}`, ...names];
  const text = keys.map((key) => (has(key) ? word(key) : '')).join(' ');
  const wanted = query.trim().toLocaleLowerCase();
  return wanted.split(/\s+/).every((part) => text.toLocaleLowerCase().includes(part));
}

export default function ScenarioPicker({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const { t, word } = words;
  const services = useServices();
  const chosen = useExperiment((state) => state.experiment.data.scenario);
  const [query, setQuery] = useState('');
  const [keep, setKeep] = useState(false);
  const found = scenarios.all.filter((scenario) => matches(words, scenario, query));
  const all = [...new Set(found.map((scenario) => scenario.domain))];
  // What people bring along stands first: it would not be looked for at the end.
  const domains = [...all.filter((domain) => domain === 'own'), ...all.filter((domain) => domain !== 'own')];
  const choose = (scenario: ScenarioSpec): void => {
    onClose();
    if (scenario.id === ownTable.id) {
      services.views.open('table');
      return;
    }
    if (scenario.id === chosen) return;
    const preset = keep ? undefined : presetFor(scenario.id);
    if (preset) void services.choose(preset.build());
    else services.edit({ type: 'setScenario', scenario: scenario.id });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('controls.data.pick')}
      size={980}
      closeButtonProps={{ 'aria-label': t('controls.close') }}
    >
      <div className={classes.bar}>
        <TextInput
          data-autofocus
          aria-label={t('controls.data.search')}
          placeholder={t('controls.data.searchExample')}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          style={{ flex: 1 }}
        />
        <Tip text={t('controls.data.keepHelp')}>
          <div>
            <Switch label={t('controls.data.keep')} checked={keep} onChange={(e) => setKeep(e.currentTarget.checked)} />
          </div>
        </Tip>
      </div>
      {found.length === 0 && <p className={classes.none}>{t('controls.data.noneFound', { query })}</p>}
      {domains.map((domain) => (
        <section key={domain} aria-label={word(`controls.data.domains.${domain}`)}>
          <h3 className={classes.domain}>{word(`controls.data.domains.${domain}`)}</h3>
          <ul className={classes.cards}>
            {found
              .filter((scenario) => scenario.domain === domain)
              .map((scenario) => (
                <li key={scenario.id}>
                  <button
                    type="button"
                    className={classes.card}
                    aria-label={word(`scenario.${scenario.id}.label`)}
                    aria-current={scenario.id === chosen}
                    onClick={() => choose(scenario)}
                  >
                    <Thumb scenario={scenario} />
                    <span className={classes.text}>
                      <span className={classes.name}>{word(`scenario.${scenario.id}.label`)}</span>
                      <span className={classes.summary}>{word(`scenario.${scenario.id}.summary`)}</span>
                    </span>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </Modal>
  );
}
