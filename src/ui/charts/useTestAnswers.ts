/** A model's answers to one task on the first test rows, measured once when asked for: for sorting and for counting. */
import { useCallback, useState } from 'react';
import type { Services } from '../../state/services.ts';
import { useServices } from '../parts/services.tsx';
import type { Head, ModelHeads } from './heads.ts';

/** More rows would make the picture of errors no clearer and the wait longer. */
const MOST = 500;

export interface TestAnswers {
  readonly rows: number;
  /** Probabilities or numbers, [rows, K]. */
  readonly answers: Float32Array;
  readonly labels: Float32Array;
  readonly step: number;
}
async function measure(
  { session }: Services,
  model: ModelHeads,
  { task }: Head,
  testRows: number,
): Promise<TestAnswers> {
  const rows = Array.from({ length: Math.min(MOST, testRows) }, (_, row) => row);
  const [answers, samples] = await Promise.all([
    session.probe({ kind: 'predictions', key: 'test/answers', model: model.id, task: task.id, split: 'test', rows }),
    session.probe({ kind: 'samples', key: 'test/samples', split: 'test', rows }),
  ]);
  const labels = samples.labels?.[task.id] ?? new Float32Array();
  return { rows: rows.length, answers: answers.values, labels, step: answers.step };
}
export function useTestAnswers() {
  const services = useServices();
  const [found, setFound] = useState<TestAnswers>();
  const ask = useCallback(
    async (model: ModelHeads, head: Head, testRows: number): Promise<TestAnswers | undefined> => {
      try {
        const measured = await measure(services, model, head, testRows);
        setFound(measured);
        return measured;
      } catch {
        // The run ended meanwhile: the next one is asked again.
        return undefined;
      }
    },
    [services],
  );
  return { found, ask };
}
