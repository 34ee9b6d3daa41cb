/** The lab's worker: walks in slices of a few hundredths of a second and lets messages in between. */
import { groundOfProblem } from '../../../core/lab/field.ts';
import { createRecorder, WIDTH } from '../../../core/lab/recorder.ts';
import type { LabReport, LabRequest } from './messages.ts';

const SLICE_MS = 30;
const GRID = 121;
/** The part of a worker's own scope that is used here. */
interface Scope {
  onmessage: ((event: { readonly data: LabRequest }) => void) | null;
  postMessage(report: LabReport, transfer?: readonly Transferable[]): void;
}
const scope = self as unknown as Scope;
let current = 0;

scope.onmessage = ({ data: { id, setup, part, ground } }) => {
  current = id;
  if (ground) scope.postMessage({ type: 'ground', id, ground: groundOfProblem(setup, GRID) });
  const recorder = createRecorder(setup, part);
  let milliseconds = 0;
  const slice = (): void => {
    if (id !== current) return;
    const begun = performance.now();
    const rows: Float32Array[] = [];
    let row = recorder.next();
    while (row) {
      rows.push(row);
      if (performance.now() - begun > SLICE_MS) break;
      row = recorder.next();
    }
    milliseconds += performance.now() - begun;
    const all = new Float32Array(rows.length * recorder.walkers * WIDTH);
    for (const [i, each] of rows.entries()) all.set(each, i * recorder.walkers * WIDTH);
    scope.postMessage({ type: 'rows', id, rows: all }, [all.buffer]);
    if (row) setTimeout(slice, 0);
    else scope.postMessage({ type: 'done', id, milliseconds, noSolution: recorder.noSolution() });
  };
  slice();
};
