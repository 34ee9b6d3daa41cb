/** The values under the cursor, beside it. Written outside React: it follows the pointer. */
import type { Words } from '../parts/i18n/index.ts';
import type { Stage } from './CurveLayer.tsx';
import type { ChartLine } from './chart.ts';
import type { ChartModel } from './chartModel.ts';
import classes from './charts.module.css';
import { strokeOf, subjectColour, subjectMark, valueText } from './lineStyle.ts';
import { nearestIndex } from './math/nearest.ts';
import { toPixelX } from './math/path.ts';

const ROWS = 14;
const AWAY_PX = 12;
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

function span(className: string | undefined, text: string): HTMLSpanElement {
  const element = document.createElement('span');
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

export function paintTooltip(
  element: HTMLDivElement,
  cursor: number | undefined,
  model: ChartModel,
  stage: Stage | undefined,
  word: Words['word'],
): void {
  const reading = model.read();
  const geometry = stage?.geometry;
  if (cursor === undefined || !geometry || reading.curves.length === 0) {
    element.hidden = true;
    return;
  }
  const x = reading.scale.toX(cursor);
  const rows = reading.curves.slice(0, ROWS).map(({ line, x: xs, y: ys }) => {
    const index = nearestIndex(xs, x);
    const row = document.createElement('div');
    const mark = span(classes.tooltipMark, subjectMark(line.subject));
    mark.style.color = subjectColour(line.subject);
    const split = line.column === 'value' ? '' : ` ${word(`charts.column.${line.column}`)}`;
    row.append(
      lineSample(line),
      mark,
      span(classes.tooltipName, `${line.modelName}${split}`),
      span(classes.tooltipValue, valueText(index === undefined ? undefined : ys[index], line.format)),
    );
    return row;
  });
  const title = span(classes.tooltipTitle, word('charts.atStep', { step: cursor.toLocaleString() }));
  element.replaceChildren(title, ...rows);
  element.hidden = false;
  const px = toPixelX(geometry.box, geometry.x, x);
  const right = px + AWAY_PX + element.offsetWidth <= geometry.box.x + geometry.box.width + 20;
  const left = right ? px + AWAY_PX : Math.max(0, px - AWAY_PX - element.offsetWidth);
  element.style.transform = `translate(${left.toFixed(0)}px, ${geometry.box.y}px)`;
}
