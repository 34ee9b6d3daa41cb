/** Which problem, its dials, and how a step is made. */
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { labProblems } from '../../core/lab/problems.ts';
import { LAB_LIMITS, usualSetup } from '../../core/lab/setup.ts';
import { labTries } from '../../core/lab/tries.ts';
import { FieldForm } from '../parts/FieldForm.tsx';
import { HelpLabel } from '../parts/HelpLabel.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { NumberBox } from '../parts/NumberBox.tsx';
import { NumberControl } from '../parts/NumberControl.tsx';
import parts from '../parts/parts.module.css';
import { Tip } from '../parts/Tip.tsx';
import classes from './lab.module.css';
import { change, openExample, useLab } from './labStore.ts';

export function ExampleChoice() {
  const { t, word } = useWords();
  const example = useLab((state) => state.example);
  return (
    <Tip text={t('lab.try.help')}>
      <NativeSelect
        aria-label={t('lab.try.label')}
        className={classes.example ?? ''}
        value={example ?? ''}
        data={[
          ...(example === undefined ? [{ value: '', label: t('lab.try.own') }] : []),
          ...labTries.ids.map((id) => ({ value: id, label: word(`lab.try.${id}.label`) })),
        ]}
        onChange={(event) => event.currentTarget.value !== '' && openExample(event.currentTarget.value)}
      />
    </Tip>
  );
}

export function ProblemPanel() {
  const { t, word } = useWords();
  const { problem, options, optimizer, rate, steps } = useLab((state) => state.setup);
  const spec = labProblems.get(problem);
  return (
    <section className={classes.panel} aria-label={t('lab.problem.title')}>
      <NativeSelect
        label={t('lab.problem.title')}
        value={problem}
        data={labProblems.ids.map((id) => ({ value: id, label: word(`lab.problem.${id}.label`) }))}
        onChange={(event) => {
          const { contenders } = useLab.getState().setup;
          const setup = usualSetup(event.currentTarget.value, contenders);
          useLab.setState({ setup, example: undefined, start: 0, speed: setup.steps / 10 });
        }}
      />
      <p className={parts.note}>{word(`lab.problem.${problem}.help`)}</p>
      <FieldForm
        fields={spec.fields}
        options={options}
        prefix="lab.problem"
        tasks={[]}
        onChange={(name, value) => change({ options: { ...options, [name]: value } })}
      />
      <NumberControl
        label={t('lab.rate.label')}
        help={t('lab.rate.help')}
        value={rate}
        min={LAB_LIMITS.rate[0]}
        max={LAB_LIMITS.rate[1]}
        scale="log"
        onChange={(value) => change({ rate: Number(value.toPrecision(3)) })}
      />
      <div className={parts.line}>
        <HelpLabel label={t('lab.optimizer.label')} help={t('lab.optimizer.help')} />
        <SegmentedControl
          size="xs"
          aria-label={t('lab.optimizer.label')}
          value={optimizer}
          data={[
            { value: 'sgd', label: 'SGD' },
            { value: 'adam', label: 'Adam' },
          ]}
          onChange={(value) => change({ optimizer: value === 'adam' ? 'adam' : 'sgd' })}
        />
      </div>
      <div className={parts.line}>
        <HelpLabel label={t('lab.steps.label')} help={t('lab.steps.help')} />
        <NumberBox
          label={t('lab.steps.label')}
          value={steps}
          min={LAB_LIMITS.steps[0]}
          max={LAB_LIMITS.steps[1]}
          step={100}
          integer
          onCommit={(value) => change({ steps: value })}
        />
      </div>
    </section>
  );
}
