/** What the columns are and what is asked of them: kinds, roles, how rows are split; and what could not be read. */
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { forTable } from '../../core/experiment/presets/own.ts';
import { unpackTable } from '../../core/own/packTable.ts';
import type { ColumnKind } from '../../core/own/readTable.ts';
import {
  type Choice,
  type Choices,
  canBe,
  lacking,
  type Role,
  setUpOf,
  type TableFacts,
} from '../../core/own/setUp.ts';
import { rowsOf } from '../../core/scenarios/ownTable.ts';
import { HelpLabel } from '../parts/HelpLabel.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import { lineRanges } from './lineRanges.ts';
import classes from './own.module.css';
import type { TableRead } from './worker/messages.ts';

export interface SetUpOf {
  readonly facts: TableFacts;
  readonly packed: Uint8Array<ArrayBufferLike>;
  readonly choices: Choices;
  /** Only where the file has just been read. */
  readonly preview?: TableRead['preview'];
  readonly told?: Pick<TableRead, 'encoding' | 'delimiter' | 'header'>;
}
const KINDS: readonly ColumnKind[] = ['number', 'category', 'text'];
const ROLES: readonly Role[] = ['input', 'task', 'unused'];
/** The first columns are shown at once; a wide table is a long list. */
const SHOWN = 60;

interface SetUpProps {
  readonly of: SetUpOf;
  readonly onOther: () => void;
}
export function SetUp({ of: { facts, packed, choices: first, preview, told }, onOther }: SetUpProps) {
  const { t, word, language } = useWords();
  const services = useServices();
  const [choices, setChoices] = useState(first);
  const [all, setAll] = useState(false);
  const table = setUpOf(facts, choices);
  const lacks = lacking(table);
  const set = (at: number, choice: Choice): void =>
    setChoices({ ...choices, columns: choices.columns.with(at, choice) });
  const start = async (): Promise<void> => {
    await services.tables.keep(facts.fingerprint, packed as Uint8Array<ArrayBuffer>);
    const { data } = services.experiments.getState().experiment;
    const sizes = rowsOf(unpackTable(packed), table, data.seed);
    services.views.open(undefined);
    if (sameTasks(services.experiments.getState().experiment, table.columns)) {
      services.edit({ type: 'setData', patch: { own: { table }, sizes } });
      await services.session.reset();
    } else await services.choose(forTable(table, sizes));
  };
  const shown = all ? facts.columns : facts.columns.slice(0, SHOWN);
  return (
    <div className={classes.setUp}>
      <p className={classes.file}>
        <strong>{facts.file}</strong>{' '}
        {word('own.counted', { rows: facts.rows.toLocaleString(language), columns: facts.columns.length })}
        {told && ` ${word(told.header ? 'own.header' : 'own.noHeader')}`}
        {told?.encoding === 'windows-1252' && ` ${t('own.encoding')}`}
      </p>
      <Faults facts={facts} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('own.columns')}>
        <table className={classes.columns}>
          <thead>
            <tr>
              {(['name', 'kind', 'role', 'holds', 'first'] as const).map((key) => (
                <th key={key} scope="col">
                  <HelpLabel label={t(`own.column.${key}`)} help={t(`own.columnHelp.${key}`)} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((column, at) => {
              const choice = choices.columns[at] as Choice;
              return (
                <tr key={column.name} data-role={choice.role}>
                  <th scope="row" title={column.name}>
                    {column.name}
                  </th>
                  <td>
                    <NativeSelect
                      size="xs"
                      aria-label={t('own.kindOf', { column: column.name })}
                      value={choice.kind}
                      data={KINDS.filter((kind) => canBe(column, kind, facts.rows, 'input')).map((kind) => ({
                        value: kind,
                        label: t(`own.kind.${kind}`),
                      }))}
                      onChange={(event) => {
                        const kind = event.currentTarget.value as ColumnKind;
                        const fits = kind !== 'text' && canBe(column, kind, facts.rows, choice.role);
                        set(at, { kind, role: fits ? choice.role : 'unused' });
                      }}
                    />
                  </td>
                  <td>
                    <NativeSelect
                      size="xs"
                      aria-label={t('own.roleOf', { column: column.name })}
                      value={choice.role}
                      data={ROLES.filter(
                        (role) =>
                          role === 'unused' || (choice.kind !== 'text' && canBe(column, choice.kind, facts.rows, role)),
                      ).map((role) => ({ value: role, label: t(`own.role.${role}`) }))}
                      onChange={(event) => set(at, { ...choice, role: event.currentTarget.value as Role })}
                    />
                  </td>
                  <td>
                    {column.coded && t('own.distinct', { count: column.names.length })}
                    {column.missing > 0 && ` · ${t('own.missing', { count: column.missing })}`}
                    {column.odd > 0 && choice.kind === 'number' && ` · ${t('own.odd', { count: column.odd })}`}
                  </td>
                  <td className={classes.cells}>
                    {(preview?.map((row) => row[at] ?? '') ?? column.names.slice(0, 5)).join(', ')}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {shown.length < facts.columns.length && (
          <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
            {t('own.more', { count: facts.columns.length - shown.length })}
          </Button>
        )}
      </section>
      <div className={classes.split}>
        <HelpLabel label={t('own.split')} help={t('own.splitHelp')} />
        <NativeSelect
          size="xs"
          aria-label={t('own.split')}
          value={choices.group ?? -1}
          data={[
            { value: '-1', label: t('own.byRow') },
            ...facts.columns.flatMap((column, at) =>
              column.coded && column.names.length >= 3
                ? [{ value: String(at), label: t('own.byGroup', { column: column.name }) }]
                : [],
            ),
          ]}
          onChange={(event) => {
            const at = Number(event.currentTarget.value);
            setChoices({ columns: choices.columns, ...(at < 0 ? {} : { group: at }) });
          }}
        />
      </div>
      <p className={classes.note}>{t('own.standardised')}</p>
      {lacks.length > 0 && (
        <p className={classes.refused} role="alert">
          {lacks.map((code) => t(`own.lacks.${code}`)).join(' ')}
        </p>
      )}
      <div className={classes.buttons}>
        <Button disabled={lacks.length > 0} onClick={() => void start()}>
          {t('own.start')}
        </Button>
        <Button variant="default" onClick={onOther}>
          {t('own.otherFile')}
        </Button>
      </div>
    </div>
  );
}

/** The layers that are there answer exactly these tasks: they stay. */
function sameTasks({ data }: Experiment, columns: readonly { readonly id: string; readonly role: string }[]): boolean {
  const tasks = (list: typeof columns): string =>
    list
      .filter(({ role }) => role === 'task')
      .map(({ id }) => id)
      .join();
  return (
    data.scenario === 'own-table' && data.own?.table !== undefined && tasks(data.own.table.columns) === tasks(columns)
  );
}

/** Rows that were left out and cells that hold no number, with their lines. */
function Faults({ facts: { bad, empty, columns } }: { readonly facts: TableFacts }) {
  const { t, word } = useWords();
  const odd = columns.filter((column) => column.guess === 'number' && column.odd > 0);
  if (bad.count === 0 && empty === 0 && odd.length === 0) return <p className={classes.note}>{t('own.allRead')}</p>;
  return (
    <ul className={classes.faults}>
      {bad.count > 0 && <li>{word('own.bad', { count: bad.count, lines: lineRanges(bad.lines, bad.count) })}</li>}
      {odd.map(({ name, odd: count, oddLines }) => (
        <li key={name}>{word('own.oddCells', { column: name, count, lines: lineRanges(oddLines, count) })}</li>
      ))}
      {empty > 0 && <li>{word('own.empty', { count: empty })}</li>}
    </ul>
  );
}
