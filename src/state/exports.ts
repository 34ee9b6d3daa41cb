/** The document as programs and files to take away. The writers load when they are first asked for. */
import type { Experiment, ModelId } from '../core/experiment/experiment.ts';
import { fail, ok } from '../core/result.ts';
import { loadData } from '../core/scenarios/loadData.ts';
import { ownTableOf, withOwnTable } from '../core/scenarios/ownTable.ts';
import type { Assets, Dataset } from '../core/scenarios/scenario.ts';
import { download, fileName, notMade } from './download.ts';
import type { Exports, Services } from './services.ts';

const assetsAt = (dataUrl: string): Assets => ({
  async read(file) {
    const answer = await fetch(new URL(file, dataUrl));
    if (!answer.ok) throw new Error(`${file} (${answer.status})`);
    return new Uint8Array(await answer.arrayBuffer());
  },
});
/**
 * Letters, digits and dashes only: it stands in a program and on a command line. One word gets a second: a program called
 * torch.py or random.py would be what PyTorch itself imports under that name.
 */
export function programName({ title }: Pick<Experiment, 'title'>): string {
  const words = fileName(title, '')
    .replace(/\.$/, '')
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return words.includes('-') ? words : `${words || 'braid'}-experiment`;
}

export function createExports(
  { experiments, session, tables }: Pick<Services, 'experiments' | 'session' | 'tables'>,
  dataUrl: string,
): Exports {
  const current = (): Experiment => experiments.getState().experiment;
  const trained = async (): Promise<ReadonlyMap<ModelId, readonly Float32Array[]>> => {
    const run = await session.capture();
    const models = run?.checkpoint.models ?? [];
    return new Map(models.map(({ model, parameters }) => [model, parameters.map(({ values }) => values)]));
  };
  return {
    async text(language) {
      const experiment = current();
      try {
        const write =
          language === 'keras'
            ? (await import('../core/export/keras.ts')).kerasProgram
            : (await import('../core/export/pytorch.ts')).pytorchProgram;
        const found = write(experiment, programName(experiment));
        return found.ok ? ok(found.value.text) : found;
      } catch (cause) {
        return fail(notMade(cause));
      }
    },
    async save(kind) {
      const experiment = current();
      const name = programName(experiment);
      try {
        const { exportFile } = await import('../core/export/files.ts');
        const dataset = async (): Promise<Dataset> => {
          const own = ownTableOf(experiment.data);
          const table = own && (await tables.find(own.fingerprint));
          return loadData(experiment.data, withOwnTable(assetsAt(dataUrl), table));
        };
        const file = await exportFile({ experiment, name, dataset, trained }, kind);
        if (!file.ok) return file;
        download(`${name}.${file.value.ending}`, new Blob([file.value.bytes as Uint8Array<ArrayBuffer>]));
        return ok(undefined);
      } catch (cause) {
        return fail(notMade(cause));
      }
    },
  };
}
