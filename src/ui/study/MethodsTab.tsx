/** Balancing methods on one wiring, the same data and seeds; a weighted sum tuned on validation is always among them. */
import { CloseButton, NativeSelect, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { methods } from '../../core/balancing/index.ts';
import type { Family } from '../../core/balancing/method.ts';
import type { ModelId } from '../../core/experiment/experiment.ts';
import { methodTable } from '../../core/study/methodTable.ts';
import type { MethodChoice, StudyForm } from '../../core/study/study.ts';
import { comparedBy } from '../../core/study/verdict.ts';
import type { Study } from '../../state/studyProgress.ts';
import { HelpLabel } from '../parts/HelpLabel.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import { useModel } from '../parts/useModel.ts';
import { MethodTableView } from './MethodTableView.tsx';
import { RunControls } from './RunControls.tsx';
import classes from './study.module.css';
import { setStudy } from './studyStore.ts';
import { TradeOffChart } from './TradeOffChart.tsx';
import { useStudied, useStudy } from './useStudy.ts';

const FIRST: readonly string[] = ['pcgrad', 'cagrad', 'nash-mtl', 'uncertainty'];
const SHARES = [0.1, 0.3, 0.5, 0.7, 0.9];
/** Around the experiment's own rate. */
const FACTORS = [1 / 3, 1, 3];
const LARGEST = 1;
const MOST = 8;

export function MethodsTab() {
  const { t } = useWords();
  const study = useStudy('methods');
  const services = useServices();
  const asked = useExperiment((state) => state.experiment.view.study?.methods);
  const chosen = useMemo(() => (asked ?? FIRST).filter((id) => methods.has(id)).slice(0, MOST), [asked]);
  const setChosen = (next: readonly string[]): void => setStudy(services, { methods: next });
  const [tuned, setTuned] = useState<'own' | 'tuned'>('own');
  const { model } = useModel();
  const rate = useExperiment((state) => state.experiment.training.optimizer.learningRate);
  const form = useMemo<StudyForm>(() => {
    const { method, options } = model.balancing;
    const contenders: MethodChoice[] = chosen.map((id) => ({ method: id, options: id === method ? options : {} }));
    const rates = FACTORS.map((factor) => Math.min(LARGEST, Number((rate * factor).toPrecision(2))));
    return {
      kind: 'methods',
      model: model.id,
      contenders,
      rates: tuned === 'tuned' ? [...new Set(rates)] : [],
      shares: SHARES,
    };
  }, [chosen, tuned, model.balancing, model.id, rate]);
  return (
    <div className={classes.body}>
      <p className={classes.note}>{t('study.methods.text')}</p>
      <div className={classes.head}>
        <ModelChoice id={model.id} />
        <div>
          <HelpLabel label={t('study.methods.rates')} help={t('study.methods.ratesHelp')} />
          <SegmentedControl
            aria-label={t('study.methods.rates')}
            value={tuned}
            data={[
              { value: 'own', label: t('study.methods.ownRate') },
              { value: 'tuned', label: t('study.methods.tunedRate') },
            ]}
            onChange={(value) => setTuned(value === 'tuned' ? 'tuned' : 'own')}
          />
        </div>
      </div>
      <Chosen chosen={chosen} onChange={setChosen} />
      <RunControls slot="methods" name={t('study.form.methods')} form={form} study={study} />
      {study && study.result.rows.length > 0 ? (
        <Results study={study} />
      ) : (
        <p className={classes.empty}>{t('study.methods.empty')}</p>
      )}
    </div>
  );
}

export function ModelChoice({ id }: { readonly id: ModelId }) {
  const { t, given } = useWords();
  const { views } = useServices();
  const models = useExperiment((state) => state.experiment.models);
  if (models.length < 2) return undefined;
  return (
    <NativeSelect
      label={t('study.slider.model')}
      value={id}
      data={models.map((model) => ({ value: model.id as string, label: given(model.name) }))}
      onChange={(event) => {
        const next = models.find((model) => model.id === event.currentTarget.value);
        if (next) views.select({ model: next.id, nodes: [], edges: [], tie: undefined });
      }}
    />
  );
}

interface ChosenProps {
  readonly chosen: readonly string[];
  readonly onChange: (next: readonly string[]) => void;
}
function Chosen({ chosen, onChange }: ChosenProps) {
  const { t, word } = useWords();
  const families = new Map<Family, string[]>();
  for (const { id, family } of methods.all) {
    if (id !== 'weighted-sum' && !chosen.includes(id)) families.set(family, [...(families.get(family) ?? []), id]);
  }
  return (
    <ul className={classes.chips} aria-label={t('study.methods.chosen')}>
      <li data-fixed>{t('study.methods.sum')}</li>
      {chosen.map((id) => (
        <li key={id}>
          {word(`method.${id}.label`)}
          <CloseButton
            size={24}
            iconSize={13}
            aria-label={t('study.methods.remove', { method: word(`method.${id}.label`) })}
            onClick={() => onChange(chosen.filter((each) => each !== id))}
          />
        </li>
      ))}
      <li data-plain>
        <NativeSelect
          aria-label={t('study.methods.add')}
          value=""
          disabled={chosen.length >= MOST}
          data={[
            { value: '', label: t('study.methods.add') },
            ...[...families].map(([family, ids]) => ({
              group: word(`family.${family}`),
              items: ids.map((id) => ({ value: id, label: word(`method.${id}.label`) })),
            })),
          ]}
          onChange={(event) => event.currentTarget.value !== '' && onChange([...chosen, event.currentTarget.value])}
        />
      </li>
    </ul>
  );
}

function Results({ study }: { readonly study: Study }) {
  const { tasks } = useStudied(study.spec.experiment);
  const { form } = study.spec;
  const table = useMemo(
    () =>
      form.kind === 'methods'
        ? methodTable(
            study.result,
            study.variants,
            form.model,
            tasks.map(({ def }) => comparedBy(def)),
          )
        : undefined,
    [study, form, tasks],
  );
  if (!table || form.kind !== 'methods' || table.rows.length === 0) return undefined;
  return (
    <>
      <MethodTableView table={table} form={form} tasks={tasks} />
      {table.curve.length > 1 && <TradeOffChart table={table} form={form} tasks={tasks} rows={study.result.rows} />}
    </>
  );
}
