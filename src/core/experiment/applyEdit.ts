/**
 * applyEdit: one change to the document, pure. A refusal comes back as an Issue (`edit.*`, `connect.*`, `option.*`,
 * `schema.*`) and changes nothing. Each kind of edit stands with its like in edit*.ts; whatever they produce passes the
 * schema before it is handed out, so no sequence of edits can make a document that a link or a file would refuse.
 */
import { error, fail, ok, type Result } from '../result.ts';
import type { Edit, ViewPatch } from './edit.ts';
import * as document from './editDocument.ts';
import * as sharing from './editSharing.ts';
import { withModel } from './editTools.ts';
import * as training from './editTraining.ts';
import * as wiring from './editWiring.ts';
import type { Experiment, ModelSpec } from './experiment.ts';
import { parseExperiment } from './schema.ts';
import type { ViewSpec } from './view.ts';

type ModelEdit = Extract<Edit, { readonly type: keyof typeof MODEL_EDITS }>;
type Apply<Kind extends Edit['type']> = (
  model: ModelSpec,
  edit: Extract<Edit, { readonly type: Kind }>,
  data: Experiment['data'],
) => Result<ModelSpec>;
type Table<Kinds extends Edit['type']> = { readonly [Kind in Kinds]: Apply<Kind> };

/** Edits that concern one model only. */
const MODEL_EDITS = {
  renameModel: (model, { name }) => ok({ ...model, name }),
  addNode: wiring.addNode,
  removeNodes: wiring.removeNodes,
  setNodeOption: wiring.setNodeOption,
  setNodeLabel: wiring.setNodeLabel,
  connect: (model, { edge }, data) => wiring.connect(model, edge, data),
  removeEdges: wiring.removeEdges,
  insertOnEdge: wiring.insertOnEdge,
  addConnected: wiring.addConnected,
  paste: wiring.paste,
  move: wiring.move,
  splitLayer: sharing.splitLayer,
  shareLayer: sharing.shareLayer,
  separateTowers: sharing.separateTowers,
  trunkToTwins: sharing.trunkToTwins,
  twinsToTrunk: sharing.twinsToTrunk,
  addTie: training.addTie,
  setTieStrength: training.setTieStrength,
  setTie: training.setTie,
  removeTie: training.removeTie,
  setMethod: training.setMethod,
  setMethodOption: training.setMethodOption,
  setTaskWeight: training.setTaskWeight,
  setGroup: training.setGroup,
  removeGroup: training.removeGroup,
} as const satisfies Partial<Table<Edit['type']>>;

const isModelEdit = (edit: Edit): edit is ModelEdit => Object.hasOwn(MODEL_EDITS, edit.type);

function apply(experiment: Experiment, edit: Edit): Result<Experiment> {
  if (isModelEdit(edit)) {
    // The table is keyed by the edit's own type, which TypeScript cannot follow through a lookup.
    const change = MODEL_EDITS[edit.type] as Apply<ModelEdit['type']>;
    return withModel(experiment, edit.model, (model) => change(model, edit, experiment.data));
  }
  switch (edit.type) {
    case 'replace':
      return ok(edit.experiment);
    case 'batch':
      return edit.edits.reduce<Result<Experiment>>(
        (result, next) => (result.ok ? apply(result.value, next) : result),
        ok(experiment),
      );
    case 'setText':
      return document.setText(experiment, edit);
    case 'setScenario':
      return document.setScenario(experiment, edit);
    case 'setDataOption':
      return document.setDataOption(experiment, edit);
    case 'setData':
      return document.setData(experiment, edit);
    case 'setTask':
      return document.setTask(experiment, edit);
    case 'addModel':
      return document.addModel(experiment, edit);
    case 'duplicateModel':
      return document.duplicateModel(experiment, edit);
    case 'removeModel':
      return document.removeModel(experiment, edit);
    case 'setOptimizer':
      return training.setOptimizer(experiment, edit);
    case 'setTraining':
      return training.setTraining(experiment, edit);
    case 'setBackend':
      return training.setBackend(experiment, edit);
    case 'setView':
      return ok({ ...experiment, view: withPatch(experiment.view, edit.patch) });
    default:
      return fail(error('edit.unknown', { found: String((edit as { readonly type?: unknown }).type) }));
  }
}

function withPatch(view: ViewSpec, patch: ViewPatch): ViewSpec {
  const entries = Object.entries({ ...view, ...patch }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as ViewSpec;
}

/** @param experiment a parsed one */
export function applyEdit(experiment: Experiment, edit: Edit): Result<Experiment> {
  try {
    const result = apply(experiment, edit);
    if (!result.ok || result.value === experiment) return result;
    const parsed = parseExperiment(result.value);
    // The edit's own value is handed on: what it did not touch stays the very same object, and memos hold.
    return parsed.ok ? result : parsed;
  } catch (cause) {
    // Edits built by hand (console, scripts) may lack members that the types promise.
    return fail(error('edit.malformed', { found: cause instanceof Error ? cause.message : String(cause) }));
  }
}
