/**
 * Reads a person's table in a worker, so that the page stays responsive with 50 MB. Papa Parse finds cells, quotes and the
 * delimiter; it is fed the whole text, because it cuts letters of several bytes in two when it reads a file piece by piece.
 */
import Papa from 'papaparse';
import { LIMITS } from '../../../core/experiment/experiment.ts';
import { fingerprintOf } from '../../../core/own/fingerprint.ts';
import { packTable } from '../../../core/own/packTable.ts';
import { createTableReader, numberIn, type TableReader } from '../../../core/own/readTable.ts';
import type { ReadReport, ReadRequest } from './messages.ts';

const PREVIEW_ROWS = 6;
/** Rows between two reports of how far it is. */
const REPORT_EVERY = 4096;
interface Scope {
  onmessage: ((event: { readonly data: ReadRequest }) => void) | null;
  postMessage(report: ReadReport, transfer?: readonly Transferable[]): void;
}
const scope = self as unknown as Scope;

/** UTF-8, or what spreadsheets of Western Europe still write. */
function decode(bytes: ArrayBuffer): { text: string; encoding: 'utf-8' | 'windows-1252' } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}
function linesIn(text: string, from: number, to: number, mark: string): number {
  let count = 0;
  for (let at = text.indexOf(mark, from); at >= 0 && at < to; at = text.indexOf(mark, at + 1)) count += 1;
  return count;
}

function read({ file }: ReadRequest, bytes: ArrayBuffer): ReadReport {
  const fingerprint = fingerprintOf(new Uint8Array(bytes));
  const { text, encoding } = decode(bytes);
  const mark = text.includes('\n') ? '\n' : '\r';
  const preview: string[][] = [];
  let reader: TableReader | undefined;
  let header = true;
  let delimiter = ',';
  let line = 1;
  let cursor = 0;
  const begin = (cells: readonly string[]): TableReader => {
    // A first line of nothing but numbers is a row.
    header = cells.some((cell) => cell.trim() !== '' && numberIn(cell.trim(), delimiter === ';') === undefined);
    return createTableReader(header ? cells : cells.map(() => ''), delimiter === ';');
  };
  Papa.parse<string[]>(text, {
    step({ data, errors, meta }) {
      if (meta.cursor === cursor) return; // nothing but the end of the file
      const spans = linesIn(text, cursor, meta.cursor, mark);
      const first = line;
      cursor = meta.cursor;
      line += spans;
      delimiter = meta.delimiter;
      const broken = errors.some(({ type }) => type === 'Quotes');
      if (!reader) {
        reader = begin(data);
        if (header) return;
      }
      // A quote that never ends swallows whole lines: each of them is lost, and named.
      if (broken) for (let at = first; at < Math.max(line, first + 1); at += 1) reader.add([], at, true);
      else reader.add(data, first, false);
      if (preview.length < PREVIEW_ROWS && !broken && preview.length < reader.rows) preview.push(data);
      if (reader.rows % REPORT_EVERY === 0) scope.postMessage({ type: 'progress', fraction: cursor / text.length });
    },
  });
  if (!reader || reader.rows === 0) return { type: 'refused', code: 'empty', reason: file.name };
  const table = reader.finish(file.name, bytes.byteLength, fingerprint);
  if (table.columns.length > 4 * LIMITS.ownColumns) {
    return { type: 'refused', code: 'columns', reason: String(table.columns.length) };
  }
  const facts = {
    ...table,
    columns: table.columns.map(({ numbers: _, codes, ...column }) => ({ ...column, coded: codes !== undefined })),
  };
  return { type: 'read', facts, packed: packTable(table), preview, encoding, delimiter, header };
}

scope.onmessage = ({ data }) => {
  data.file
    .arrayBuffer()
    .then((bytes) => {
      const report = read(data, bytes);
      scope.postMessage(report, report.type === 'read' ? [report.packed.buffer] : []);
    })
    .catch((fault: unknown) => scope.postMessage({ type: 'refused', code: 'unreadable', reason: String(fault) }));
};
