/**
 * A report: one HTML page that needs nothing else, with no script in it, for a reader or a printer. Everything a person
 * wrote is escaped; the pictures are SVG texts made by this project. Words come from the caller.
 */
import { type Axis, fraction, ticksOf, tickText, valueAxis } from '../math/axis.ts';
import type { RunLog } from '../metrics/logRows.ts';

export interface ReportCurve {
  readonly name: string;
  /** A column of the log. */
  readonly series: string;
  readonly colour: string;
  /** Of an SVG line; '' for a whole one. */
  readonly dash: string;
}
export interface ReportChart {
  readonly title: string;
  /** Values are shares, 0 to 1, and are written in percent. */
  readonly percent?: boolean;
  readonly curves: readonly ReportCurve[];
}
export interface ReportTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
export interface ReportParts {
  /** Of the page, as in `lang`. */
  readonly language: string;
  readonly title: string;
  readonly made: string;
  readonly paragraphs: readonly string[];
  /** SVG text of the wiring, made by the page. */
  readonly wiring: { readonly title: string; readonly svg: string };
  readonly charts: readonly ReportChart[];
  readonly tables: readonly ReportTable[];
  readonly link: { readonly title: string; readonly address: string; readonly qr: QrPath | undefined };
  readonly steps: string;
}
export interface QrPath {
  readonly size: number;
  readonly path: string;
}

export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const WIDTH = 660;
const HEIGHT = 260;
const PLOT = { left: 52, right: 12, top: 10, bottom: 38 } as const;
/** Points of a curve at most: more are not seen on paper. */
const POINTS = 300;
const TICKS = 5;

/** Pairs of step and value, thinned evenly; the last stays. */
function pointsOf(log: RunLog, series: string): [step: number, value: number][] {
  const steps = log.steps();
  const all: [number, number][] = [];
  log.column(series)?.forEach((value, row) => {
    if (Number.isFinite(value)) all.push([steps[row] as number, value]);
  });
  const every = Math.max(1, Math.ceil(all.length / POINTS));
  return all.filter((_, k) => k % every === 0 || k === all.length - 1);
}

/** Curves on plain axes as SVG. */
export function chartSvg({ title, curves, percent }: ReportChart, log: RunLog, stepsName: string): string {
  const lines = curves.map((curve) => ({ ...curve, points: pointsOf(log, curve.series) }));
  const values = lines.flatMap(({ points }) => points.map(([, value]) => value));
  const extent = values.length > 0 ? { min: Math.min(...values), max: Math.max(...values) } : undefined;
  const across: Axis = {
    min: 0,
    max: Math.max(1, ...lines.flatMap(({ points }) => points.map(([at]) => at))),
    log: false,
  };
  const up = valueAxis(extent, { log: false, zero: true });
  const x = (step: number): number => PLOT.left + fraction(across, step) * (WIDTH - PLOT.left - PLOT.right);
  const y = (value: number): number => HEIGHT - PLOT.bottom - fraction(up, value) * (HEIGHT - PLOT.top - PLOT.bottom);
  const written = (value: number): string => (percent ? `${Number((value * 100).toPrecision(4))}%` : tickText(value));
  const ticks = [
    ...ticksOf(up, TICKS).map(
      (value) =>
        `<path d="M${PLOT.left} ${y(value).toFixed(1)}H${WIDTH - PLOT.right}" stroke="#ccc"/>` +
        `<text x="${PLOT.left - 6}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${written(value)}</text>`,
    ),
    ...ticksOf(across, TICKS)
      .filter(Number.isInteger)
      .map(
        (step) =>
          `<text x="${x(step).toFixed(1)}" y="${HEIGHT - PLOT.bottom + 16}" text-anchor="middle">${tickText(step)}</text>`,
      ),
  ];
  const paths = lines.map(({ points, colour, dash, name }) => {
    const d = points.map(([step, value], k) => `${k === 0 ? 'M' : 'L'}${x(step).toFixed(1)} ${y(value).toFixed(1)}`);
    const dashes = dash === '' ? '' : ` stroke-dasharray="${escapeHtml(dash)}"`;
    return `<path d="${d.join('')}" fill="none" stroke="${escapeHtml(colour)}" stroke-width="1.8"${dashes}><title>${escapeHtml(name)}</title></path>`;
  });
  const axis = `<text x="${WIDTH - PLOT.right}" y="${HEIGHT - 4}" text-anchor="end">${escapeHtml(stepsName)}</text>`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(title)}" font-size="11">${ticks.join('')}${axis}${paths.join('')}</svg>`;
}
function legend({ curves }: ReportChart): string {
  const items = curves.map(({ name, colour, dash }) => {
    const dashes = dash === '' ? '' : ` stroke-dasharray="${escapeHtml(dash)}"`;
    return `<li><svg width="30" height="8" aria-hidden="true"><path d="M0 4H30" stroke="${escapeHtml(colour)}" stroke-width="2"${dashes}/></svg> ${escapeHtml(name)}</li>`;
  });
  return `<ul class="legend">${items.join('')}</ul>`;
}
function table({ title, head, rows }: ReportTable): string {
  const cells = (tag: string, row: readonly string[]): string =>
    `<tr>${row.map((text, k) => (k === 0 ? `<th scope="${tag === 'th' ? 'col' : 'row'}">${escapeHtml(text)}</th>` : `<${tag}>${escapeHtml(text)}</${tag}>`)).join('')}</tr>`;
  return `<h2>${escapeHtml(title)}</h2><table>${head.length > 0 ? `<thead>${cells('th', head)}</thead>` : ''}<tbody>${rows.map((row) => cells('td', row)).join('')}</tbody></table>`;
}

const STYLE =
  'body{max-width:760px;margin:24px auto;padding:0 16px;color:#111;background:#fff;font:14px/1.5 system-ui,sans-serif}' +
  'h1{font-size:24px;line-height:1.2}h2{margin:24px 0 6px;font-size:17px;break-after:avoid}p{white-space:pre-wrap}' +
  'svg{max-width:100%;height:auto}.picture svg{width:100%}figure{margin:0;break-inside:avoid}' +
  'table{width:100%;border-collapse:collapse;break-inside:avoid}td,th{padding:3px 8px;border-bottom:1px solid #ccc;text-align:left;font-variant-numeric:tabular-nums}' +
  '.legend{display:flex;flex-wrap:wrap;gap:2px 16px;padding:0;list-style:none;font-size:12px}.legend svg{vertical-align:middle}' +
  '.link{display:flex;gap:16px;align-items:flex-start;break-inside:avoid}.link a{overflow-wrap:anywhere;font-size:12px}.link svg{flex:none;width:150px}.made{color:#444}' +
  '@page{margin:16mm}';

/** A page whose own rule lets nothing load and nothing run. */
export function reportHtml(parts: ReportParts, log: RunLog): string {
  const { language, title, made, paragraphs, wiring, charts, tables, link, steps } = parts;
  const qr = link.qr
    ? `<svg viewBox="0 0 ${link.qr.size} ${link.qr.size}" role="img" aria-label="QR" shape-rendering="crispEdges"><path d="${escapeHtml(link.qr.path)}" fill="#000"/></svg>`
    : '';
  const curves = charts.map(
    (chart) => `<h2>${escapeHtml(chart.title)}</h2><figure>${chartSvg(chart, log, steps)}${legend(chart)}</figure>`,
  );
  return [
    `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    `<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escapeHtml(title)}</h1><p class="made">${escapeHtml(made)}</p>`,
    paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join(''),
    `<h2>${escapeHtml(wiring.title)}</h2><figure class="picture">${wiring.svg}</figure>`,
    curves.join(''),
    tables.map(table).join(''),
    `<h2>${escapeHtml(link.title)}</h2><div class="link">${qr}<a href="${escapeHtml(link.address)}">${escapeHtml(link.address)}</a></div>`,
    '</body></html>',
  ].join('\n');
}
