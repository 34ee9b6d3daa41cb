/** The buffers of a report that can be handed over instead of copied. */
import type { Report } from '../protocol.ts';

export function buffersOf(report: Report): ArrayBuffer[] {
  const arrays: (Float32Array | Float64Array)[] = [];
  if (report.type === 'progress') arrays.push(report.rows.steps, ...Object.values(report.rows.columns));
  const results = report.type === 'probes' ? report.results : report.type === 'probed' ? [report.result] : [];
  for (const { values, cosines, labels, inputs } of results) {
    arrays.push(values, ...(cosines ? [cosines] : []), ...Object.values(labels ?? {}), ...Object.values(inputs ?? {}));
  }
  // Two results may be views of one buffer, and a buffer can be handed over only once.
  return [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))];
}
