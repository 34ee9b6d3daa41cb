/** The values under the cursor, beside it. Written outside React: it follows the pointer. */

import { tickText } from '../../core/math/axis.ts';
import { isWork } from '../../core/study/cost.ts';
import type { Words } from '../parts/i18n/index.ts';
import type { Stage } from './CurveLayer.tsx';
import { type ChartModel, type Curve, indexAt, type Reading } from './chartModel.ts';
import classes from './charts.module.css';
import { type ChartLine, rowKey } from './line.ts';
import { strokeOf, subjectColour, subjectMark, valueText } from './lineStyle.ts';
import { toPixelX } from './math/path.ts';
import { lineName } from './names.ts';

const ROWS = 14;
const AWAY_PX = 12;
/** In a narrow plot the legend beside it names the models. */
const NAMED_FROM_PX = 380;
const SVG = 'http://www.w3.org/2000/svg';

export function lineSample(line: ChartLine): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('width', '22');
  svg.setAttribute('height', '8');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  const { stroke, strokeWidth, strokeOpacity, strokeDasharray } = strokeOf(line);
  path.setAttribute('d', 'M0 4H22');
  path.style.stroke = stroke;
  path.style.strokeWidth = String(strokeWidth);
  path.style.strokeOpacity = String(strokeOpacity);
  if (strokeDasharray) path.style.strokeDasharray = strokeDasharray;
  svg.append(path);
  return svg;
}

function cell(className: string | undefined, text: string): HTMLTableCellElement {
  const element = document.createElement('td');
  if (className) element.className = className;
  element.textContent = text;
  return element;
}
function span(className: string | undefined, text: string): HTMLSpanElement {
  const element = document.createElement('span');
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

/** The curves of one model and subject together, strongest first. */
function rowsOf(curves: readonly Curve[]): Curve[][] {
  const rows = new Map<string, Curve[]>();
  for (const curve of curves) rows.set(rowKey(curve.line), [...(rows.get(rowKey(curve.line)) ?? []), curve]);
  return [...rows.values()];
}
function rowOf(reading: Reading, curves: readonly Curve[], x: number, name: string | undefined): HTMLTableRowElement {
  const row = document.createElement('tr');
  const line = curves[0]?.line;
  if (!line) return row;
  const sample = document.createElement('td');
  sample.append(lineSample(line));
  const mark = cell(classes.tooltipMark, subjectMark(line.subject));
  mark.style.color = subjectColour(line.subject);
  row.append(sample, mark);
  if (name !== undefined) row.append(cell(classes.tooltipName, name));
  for (const curve of curves) {
    const index = indexAt(reading, curve, x);
    row.append(cell(classes.tooltipValue, valueText(index === undefined ? undefined : curve.y[index], line.format)));
  }
  return row;
}

/** 'step 40', or what it has cost where models have made other steps at the same cost. */
function placeText({ scale }: Reading, cursor: number, { word, number }: Pick<Words, 'word' | 'number'>): string {
  if (!isWork(scale.unit)) return word('charts.atStep', { step: number(cursor) });
  return `${tickText(scale.toX(cursor))} ${word(`charts.unit.${scale.unit}`)}`;
}

export function paintTooltip(
  element: HTMLDivElement,
  cursor: number | undefined,
  model: ChartModel,
  stage: Stage | undefined,
  words: Pick<Words, 'word' | 'number' | 'given'>,
): void {
  const reading = model.read();
  const geometry = stage?.geometry;
  if (cursor === undefined || !geometry || reading.curves.length === 0) {
    element.hidden = true;
    return;
  }
  const x = reading.scale.toX(cursor);
  const named = geometry.box.width > NAMED_FROM_PX;
  const table = document.createElement('table');
  for (const curves of rowsOf(reading.curves).slice(0, ROWS)) {
    const name = named ? curves[0]?.line.modelName : undefined;
    table.append(rowOf(reading, curves, x, name === undefined ? undefined : words.given(name)));
  }
  const title = span(classes.tooltipTitle, placeText(reading, cursor, words));
  element.replaceChildren(title, table);
  element.hidden = false;
  const px = toPixelX(geometry.box, geometry.x, x);
  // It may lie over the legend, whose values are the same, but not outside the card.
  const card = element.closest('figure')?.getBoundingClientRect().right ?? Number.POSITIVE_INFINITY;
  const room = card - (element.parentElement?.getBoundingClientRect().left ?? 0);
  const right = px + AWAY_PX + element.offsetWidth <= room;
  const left = right ? px + AWAY_PX : Math.max(0, px - AWAY_PX - element.offsetWidth);
  element.style.transform = `translate(${left.toFixed(0)}px, ${geometry.box.y}px)`;
}

/** The same in words, for those who do not see it: 'step 40: Hard sharing, Task A, train 0.21; …'. */
export function spokenValues(
  model: ChartModel,
  cursor: number,
  scenario: string,
  words: Pick<Words, 'word' | 'has' | 'number' | 'given'>,
): string {
  const reading = model.read();
  const x = reading.scale.toX(cursor);
  const values = reading.curves.slice(0, ROWS).map((curve) => {
    const { line, y } = curve;
    const index = indexAt(reading, curve, x);
    return `${lineName(words, scenario, line)} ${valueText(index === undefined ? undefined : y[index], line.format)}`;
  });
  return `${placeText(reading, cursor, words)}: ${values.join('; ')}`;
}
