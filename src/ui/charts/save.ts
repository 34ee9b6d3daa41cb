/** A chart as a file: its series as CSV, its picture as SVG or PNG with colours and names written into it. */
import { logToCsv } from '../../core/export/csv.ts';
import { download } from '../../state/download.ts';
import type { Words } from '../parts/i18n/index.ts';
import type { ChartModel, Reading } from './chartModel.ts';
import { lineName } from './names.ts';
import { lineSample } from './tooltip.ts';
import { costsOf } from './units.ts';

interface SaveRequest {
  readonly chart: string;
  readonly label: string;
  readonly figure: HTMLElement;
  readonly model: ChartModel;
  readonly words: Pick<Words, 'word' | 'has' | 'given'>;
  readonly scenario: string;
}
const SVG = 'http://www.w3.org/2000/svg';
/** Pixels per CSS pixel in a PNG: sharp on a slide. */
const PNG_SCALE = 2;
const LEGEND_WIDTH = 290;
const LEGEND_LINE = 16;
const HEAD = 28;
/** Presentation that must be written out, because a file has no style sheet. */
const PROPERTIES = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linejoin', 'paint-order',
  'font-family', 'font-size', 'font-weight', 'text-anchor', 'visibility', 'opacity',
] as const; // biome-ignore format: a list

function chartCsv(model: ChartModel): string {
  const wanted = new Set(model.lines.map((line) => line.series));
  const { log, phases, experiment } = model.read();
  const rows = log.snapshot();
  const columns = Object.fromEntries(Object.entries(rows.columns).filter(([name]) => wanted.has(name)));
  return logToCsv({ steps: rows.steps, columns }, phases, experiment && costsOf(experiment));
}

function inlineStyles(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const property of PROPERTIES) to.setAttribute(property, style.getPropertyValue(property));
  to.removeAttribute('class');
  to.removeAttribute('style');
  [...from.children].forEach((child, k) => {
    const copy = to.children[k];
    if (copy) inlineStyles(child, copy);
  });
}

function textElement(
  x: number,
  y: number,
  text: string,
  style: { fill: string; font: string; size: number; weight?: number },
): SVGTextElement {
  const element = document.createElementNS(SVG, 'text');
  for (const [name, value] of Object.entries({
    x,
    y,
    fill: style.fill,
    'font-family': style.font,
    'font-size': style.size,
    'font-weight': style.weight ?? 400,
  })) {
    // biome-ignore format: attributes
    element.setAttribute(name, String(value));
  }
  element.textContent = text;
  return element;
}

/** The plot with its title above and a legend beside it, on the page's own background. */
function chartSvg({ figure, label, model, words, scenario }: SaveRequest): SVGSVGElement | undefined {
  const plot = figure.querySelector<SVGSVGElement>('svg.recharts-surface');
  if (!plot) return undefined;
  const reading: Reading = model.read();
  const { width, height } = plot.getBoundingClientRect();
  const total = {
    width: width + LEGEND_WIDTH,
    height: Math.max(height + HEAD, HEAD + 8 + reading.curves.length * LEGEND_LINE),
  };
  const page = getComputedStyle(figure);
  const ink = page.color;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('xmlns', SVG);
  svg.setAttribute('viewBox', `0 0 ${total.width} ${total.height}`);
  svg.setAttribute('width', String(total.width));
  svg.setAttribute('height', String(total.height));
  const background = document.createElementNS(SVG, 'rect');
  background.setAttribute('width', '100%');
  background.setAttribute('height', '100%');
  background.setAttribute('fill', page.getPropertyValue('--surface').trim() || '#fff');
  const inner = plot.cloneNode(true) as SVGSVGElement;
  inlineStyles(plot, inner);
  for (const passing of inner.querySelectorAll('[data-crosshair], [data-dot], [data-selection]')) passing.remove();
  inner.setAttribute('y', String(HEAD));
  inner.setAttribute('width', String(width));
  inner.setAttribute('height', String(height));
  const style = { fill: ink, font: page.fontFamily, size: 12 };
  svg.append(background, inner, textElement(8, 19, label, { ...style, size: 14, weight: 600 }));
  reading.curves.forEach(({ line }, k) => {
    const y = HEAD + 16 + k * LEGEND_LINE;
    const sample = lineSample(line);
    // Colours are custom properties: resolved on the page, then written out.
    figure.append(sample);
    inlineStyles(sample, sample);
    sample.remove();
    sample.setAttribute('x', String(width + 6));
    sample.setAttribute('y', String(y - 8));
    svg.append(sample, textElement(width + 34, y, lineName(words, scenario, line), { ...style, size: 11 }));
  });
  return svg;
}

async function toPng(svg: SVGSVGElement): Promise<Blob | undefined> {
  const width = Number(svg.getAttribute('width'));
  const height = Number(svg.getAttribute('height'));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * PNG_SCALE);
  canvas.height = Math.round(height * PNG_SCALE);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}

export async function saveChart(kind: 'png' | 'svg' | 'csv', request: SaveRequest): Promise<void> {
  const name = `braid-${request.chart}.${kind}`;
  if (kind === 'csv') {
    download(name, new Blob([chartCsv(request.model)], { type: 'text/csv' }));
    return;
  }
  const svg = chartSvg(request);
  if (!svg) return;
  if (kind === 'svg') download(name, new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' }));
  else {
    const png = await toPng(svg);
    if (png) download(name, png);
  }
}
