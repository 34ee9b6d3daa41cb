/** Who walks: methods with their options, each with a number and a colour; and the starts. */
import { ActionIcon, Button, NativeSelect, Popover } from '@mantine/core';
import { IconPlus, IconSettings, IconX } from '@tabler/icons-react';
import { methods } from '../../core/balancing/index.ts';
import type { Family } from '../../core/balancing/method.ts';
import type { OptionValue } from '../../core/fields.ts';
import { labProblems } from '../../core/lab/problems.ts';
import { LAB_LIMITS } from '../../core/lab/setup.ts';
import { type Contender, LAB_TASKS } from '../../core/lab/walker.ts';
import { FieldForm } from '../parts/FieldForm.tsx';
import { useWords, type Words } from '../parts/i18n/index.ts';
import { NumberControl } from '../parts/NumberControl.tsx';
import { shortNumber } from '../parts/numbers.ts';
import parts from '../parts/parts.module.css';
import { Tip } from '../parts/Tip.tsx';
import classes from './lab.module.css';
import { change, useLab } from './labStore.ts';
import { labColour } from './looks.ts';

/** Options that differ from the defaults, in a few characters. */
function differences({ method, options, share }: Contender, word: Words['word']): string {
  const set = methods.get(method).fields.flatMap(({ name, default: usual }) => {
    const value = options[name];
    return value === undefined || (value === usual && typeof value !== 'string') ? [] : [{ name, value }];
  });
  const said = (name: string, part: string): string => word(`method.${method}.fields.${name}.${part}`);
  // Choices say most, and need no name.
  const choices = set.flatMap(({ name, value }) => (typeof value === 'string' ? [said(name, `choices.${value}`)] : []));
  const numbers = set.flatMap(({ name, value }) =>
    typeof value === 'number' ? [`${said(name, 'label')} ${shortNumber(value)}`] : [],
  );
  return [...(share === undefined ? [] : [`w ${shortNumber(share)}`]), ...choices, ...numbers].join(', ');
}

export function Contenders() {
  const { t } = useWords();
  const contenders = useLab((state) => state.setup.contenders);
  const starts = useLab((state) => state.setup.starts);
  const problem = useLab((state) => state.setup.problem);
  const replace = (index: number, next: Contender | undefined): void =>
    change({ contenders: contenders.flatMap((each, i) => (i === index ? (next ?? []) : each)) });
  return (
    <section className={classes.panel} aria-label={t('lab.methods.title')}>
      <h3 className={classes.panelTitle}>{t('lab.methods.title')}</h3>
      <ol className={classes.contenders}>
        {contenders.map((contender, index) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: a contender is its place in the list; one method may walk twice
            key={index}
            contender={contender}
            index={index}
            onChange={(next) => replace(index, next)}
          />
        ))}
      </ol>
      <AddMethod contenders={contenders} />
      <div className={parts.line}>
        <span className={parts.label}>{t('lab.start.count', { count: starts.length })}</span>
        <Tip text={t('lab.start.resetHelp')}>
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => {
              const { build, fields } = labProblems.get(problem);
              change({ starts: build(Object.fromEntries(fields.map((each) => [each.name, each.default]))).starts });
            }}
          >
            {t('lab.start.reset')}
          </Button>
        </Tip>
      </div>
    </section>
  );
}

interface RowProps {
  readonly contender: Contender;
  readonly index: number;
  readonly onChange: (next: Contender | undefined) => void;
}
function Row({ contender, index, onChange }: RowProps) {
  const { t, word } = useWords();
  const label = word(`method.${contender.method}.label`);
  const detail = differences(contender, word);
  const { fields } = methods.get(contender.method);
  const weighted = contender.method === 'weighted-sum';
  return (
    <li className={classes.contender}>
      <span className={classes.number} style={{ background: labColour(index) }} aria-hidden>
        {index + 1}
      </span>
      <span className={classes.contenderName} title={`${label} ${detail}`}>
        {label} <small>{detail}</small>
      </span>
      {(fields.length > 0 || weighted) && (
        <Popover position="right-start" width={270} withinPortal trapFocus shadow="md">
          <Popover.Target>
            <Tip text={t('lab.methods.optionsHelp')}>
              <ActionIcon size={24} variant="subtle" aria-label={t('lab.methods.options', { method: label })}>
                <IconSettings size={14} aria-hidden />
              </ActionIcon>
            </Tip>
          </Popover.Target>
          <Popover.Dropdown data-lab-options className={classes.popover ?? ''}>
            {weighted && (
              <NumberControl
                label={t('lab.methods.share')}
                help={t('lab.methods.shareHelp')}
                value={contender.share ?? 0.5}
                min={0}
                max={1}
                step={0.01}
                onChange={(share) => onChange({ ...contender, share })}
              />
            )}
            <FieldForm
              fields={fields}
              options={contender.options}
              prefix={`method.${contender.method}`}
              tasks={LAB_TASKS.map((id) => ({ id, label: t('lab.task', { letter: id.toUpperCase() }) }))}
              onChange={(name: string, value: OptionValue) =>
                onChange({ ...contender, options: { ...contender.options, [name]: value } })
              }
            />
          </Popover.Dropdown>
        </Popover>
      )}
      <ActionIcon
        size={24}
        variant="subtle"
        color="gray"
        aria-label={t('lab.methods.remove', { method: label })}
        onClick={() => onChange(undefined)}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </li>
  );
}

function AddMethod({ contenders }: { readonly contenders: readonly Contender[] }) {
  const { t, word } = useWords();
  const families = new Map<Family, string[]>();
  for (const { id, family } of methods.all) families.set(family, [...(families.get(family) ?? []), id]);
  return (
    <NativeSelect
      aria-label={t('lab.methods.add')}
      leftSection={<IconPlus size={14} aria-hidden />}
      disabled={contenders.length >= LAB_LIMITS.contenders}
      value=""
      data={[
        { value: '', label: t('lab.methods.add') },
        ...[...families].map(([family, ids]) => ({
          group: word(`family.${family}`),
          items: ids.map((id) => ({ value: id, label: word(`method.${id}.label`) })),
        })),
      ]}
      onChange={(event) => {
        const method = event.currentTarget.value;
        if (method !== '') change({ contenders: [...contenders, { method, options: {} }] });
      }}
    />
  );
}
