/** What can be taken away, as bytes: programs with their data as one zip, trained parameters, rows. */
import { strToU8, zipSync } from 'fflate';
import type { Experiment, ModelId } from '../experiment/experiment.ts';
import { error, fail, ok, type Result } from '../result.ts';
import { outlineOf } from '../scenarios/outline.ts';
import type { Dataset } from '../scenarios/scenario.ts';
import { dataToCsv } from './dataCsv.ts';
import { namedModels, prepareForCode } from './exportable.ts';
import { exportArrays, parameterArrays } from './exportData.ts';
import { kerasProgram } from './keras.ts';
import { notebook } from './notebook.ts';
import { npz } from './npz.ts';
import { pytorchProgram } from './pytorch.ts';
import { safetensors } from './safetensors.ts';
import { tfjsModel } from './tfjsModel.ts';

export type ExportKind = 'pytorch' | 'keras' | 'notebook' | 'safetensors' | 'tfjs' | 'data';
export interface ExportSource {
  readonly experiment: Experiment;
  /** Without ending; letters, digits and dashes. */
  readonly name: string;
  dataset(): Promise<Dataset>;
  /** Trained parameters in frozen order by model; absent models have not been trained. */
  trained(): Promise<ReadonlyMap<ModelId, readonly Float32Array[]>>;
}
export interface ExportFile {
  readonly ending: string;
  readonly bytes: Uint8Array;
}
/** A date that is the same for all: the same experiment gives the same file. */
const ONCE = { mtime: 315619200000 };

const KEEP = { level: 0, ...ONCE } as const;

async function program(source: ExportSource, kind: 'pytorch' | 'keras' | 'notebook'): Promise<Result<ExportFile>> {
  const { experiment, name } = source;
  const language = kind === 'keras' ? 'keras' : 'pytorch';
  const found = language === 'keras' ? kerasProgram(experiment, name) : pytorchProgram(experiment, name);
  if (!found.ok) return found;
  const { text, form } = found.value;
  const arrays = npz(exportArrays(form, await source.dataset(), language));
  const [ending, content] = kind === 'notebook' ? ['ipynb', notebook(text, name)] : ['py', text];
  const bytes = zipSync({ [`${name}.${ending}`]: [strToU8(content), ONCE], [`${name}.npz`]: [arrays, KEEP] });
  return ok({ ending: `${kind}.zip`, bytes });
}

/** One file for one model, a zip for several. Names and axes are those of the exported PyTorch modules. */
async function trained(source: ExportSource): Promise<Result<ExportFile>> {
  const prepared = prepareForCode(source.experiment, 'pytorch', 'parameters');
  if (!prepared.ok) return prepared;
  const values = await source.trained();
  const files: Record<string, [Uint8Array, typeof KEEP]> = {};
  for (const model of prepared.value.models) {
    const own = values.get(model.spec.id);
    const about = { format: 'pt', model: model.className };
    if (own) files[`${model.className}.safetensors`] = [safetensors(parameterArrays(model, own), about), KEEP];
  }
  const [only, ...others] = Object.values(files);
  if (!only) return fail(error('export.untrained', {}));
  if (others.length === 0) return ok({ ending: 'safetensors', bytes: only[0] });
  return ok({ ending: 'safetensors.zip', bytes: zipSync(files) });
}

/** A folder for each model. */
async function tfjs(source: ExportSource): Promise<Result<ExportFile>> {
  const prepared = namedModels(source.experiment);
  if (!prepared.ok) return prepared;
  const values = await source.trained();
  const files: Record<string, [Uint8Array, typeof KEEP | typeof ONCE]> = {};
  for (const model of prepared.value.models) {
    const own = values.get(model.spec.id);
    if (!own) continue;
    const made = tfjsModel(model, own);
    if (!made.ok) return made;
    files[`${model.className}/model.json`] = [strToU8(made.value.json), ONCE];
    files[`${model.className}/weights.bin`] = [made.value.weights, KEEP];
  }
  if (Object.keys(files).length === 0) return fail(error('export.untrained', {}));
  return ok({ ending: 'tfjs.zip', bytes: zipSync(files) });
}

export async function exportFile(source: ExportSource, kind: ExportKind): Promise<Result<ExportFile>> {
  if (kind === 'safetensors') return trained(source);
  if (kind === 'tfjs') return tfjs(source);
  if (kind !== 'data') return program(source, kind);
  return ok({ ending: 'csv', bytes: strToU8(dataToCsv(await source.dataset(), outlineOf(source.experiment.data))) });
}
