/** The report: everything a person wrote is escaped, nothing in it runs or loads, and its curves are the log's. */
import { describe, expect, it } from 'vitest';
import { chartSvg, type ReportParts, reportHtml } from '../../../src/core/export/report.ts';
import { createRunLog } from '../../../src/core/metrics/runLog.ts';

const EVIL = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&`;
const log = createRunLog();
log.append({
  steps: Float64Array.from({ length: 1000 }, (_, k) => k),
  columns: { 'A/a/train/loss': Float32Array.from({ length: 1000 }, (_, k) => 1 / (1 + k)) },
});
const parts: ReportParts = {
  language: 'en',
  title: EVIL,
  made: EVIL,
  paragraphs: [EVIL],
  wiring: { title: EVIL, svg: '<svg id="picture"></svg>' },
  charts: [{ title: EVIL, curves: [{ name: EVIL, series: 'A/a/train/loss', colour: EVIL, dash: EVIL }] }],
  tables: [{ title: EVIL, head: [EVIL, EVIL], rows: [[EVIL, EVIL]] }],
  link: { title: EVIL, address: EVIL, qr: { size: 21, path: EVIL } },
  steps: EVIL,
};

describe('a report', () => {
  const html = reportHtml(parts, log);
  it('escapes all that is written by people', () => {
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img');
    expect(html.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(12);
    // Every quote of the text is an entity, so no attribute can be left.
    expect(html).not.toContain(`='alert`);
    expect(html).not.toContain('"><script');
  });
  it('lets nothing load or run, by a rule of its own', () => {
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
    // Names of attributes alone: what stands between quotes may read as anything.
    const bare = html.replaceAll(/"[^"]*"/g, '""');
    expect(bare).not.toMatch(/<(link|iframe|object|script)\b|<[a-z][^>]*\ssrc=/);
    expect(html).not.toContain('url(');
  });
  it('draws the log’s curve from its first to its last step, thinned', () => {
    const path = /<path d="(M52\.0 10\.0[^"]*)" fill="none"/.exec(html)?.[1] ?? '';
    const points = path.split(/[ML]/).slice(1);
    expect(points.length).toBeGreaterThan(200);
    expect(points.length).toBeLessThan(310);
    expect(points.at(-1)).toMatch(/^648\.0 /);
    expect(html).toContain('<svg id="picture"></svg>');
  });
  it('writes round numbers beside its axes, shares in percent', () => {
    const [chart] = parts.charts;
    if (!chart) throw new Error('no chart');
    const beside = (svg: string, anchor: string): string[] =>
      [...svg.matchAll(/text-anchor="(\w+)">([^<]+)</g)].flatMap(([, at, text]) => (at === anchor ? [text ?? ''] : []));
    const svg = chartSvg({ ...chart, title: '' }, log, 'Step');
    expect(beside(svg, 'end')).toEqual(['0', '0.2', '0.4', '0.6', '0.8', '1', 'Step']);
    expect(beside(svg, 'middle')).toEqual(['0', '200', '400', '600', '800']);
    const shares = chartSvg({ ...chart, title: '', percent: true }, log, 'Step');
    expect(beside(shares, 'end')).toEqual(['0%', '20%', '40%', '60%', '80%', '100%', 'Step']);
  });
});
