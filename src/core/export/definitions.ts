/** The definitions of a program that registry members bring along: losses, ties, balancing methods, helpers, each once. */
import { type Helpers, pyString, pyValue } from '../code.ts';
import { ties as tieKinds } from '../ties/index.ts';
import { type ForCode, type Language, lossSpec, type ModelForCode } from './exportable.ts';
import { block } from './names.ts';

export const section = (title: string): string => `\n# ${'-'.repeat(64)} ${title}\n`;

const all = (found: Readonly<Record<string, string>>): string[] => Object.values(found).map((text) => `\n${text}`);

/** What a model's class says of itself in either language: its name, its task weights, its losses. */
export function identityLines(form: ForCode, { plan, spec }: ModelForCode, language: Language): string[] {
  const lambdas = plan.tasks.map((task) => [task, spec.balancing.taskWeights[task] ?? 1]);
  const losses = plan.tasks.map((task) => `${pyString(task)}: ${lossSpec(form, plan, task)?.[language]?.name},`);
  return [
    `NAME = ${pyString(spec.id)}`,
    `TASK_WEIGHTS = ${pyValue(Object.fromEntries(lambdas))}`,
    ...block('LOSSES = {', losses, '}'),
  ];
}

/** @param layerHelpers what the models' layers need */
export function definitions(form: ForCode, language: Language, layerHelpers: readonly Helpers[]): string[] {
  const helpers: Record<string, string> = Object.assign({}, ...layerHelpers);
  const losses: Record<string, string> = {};
  const ties: Record<string, string> = {};
  const methods: Record<string, string> = {};
  const methodHelpers: Record<string, string> = {};
  for (const { plan, spec, method } of form.models) {
    for (const task of plan.tasks) {
      const code = lossSpec(form, plan, task)?.[language];
      if (code) losses[code.name] = code.source;
    }
    for (const { kind } of spec.ties) {
      const code = tieKinds.get(kind).python;
      if (code) ties[code.name] = (language === 'keras' && code.numpy) || code.source;
    }
    if (method.python) {
      methods[method.python.name] = method.python.source;
      Object.assign(methodHelpers, method.python.helpers);
    }
  }
  return [
    section('losses, one number a row'),
    ...all(losses),
    ...(Object.keys(ties).length > 0 ? [section('soft sharing'), ...all(ties)] : []),
    section('balancing'),
    ...all(methodHelpers),
    ...all(methods),
    ...(Object.keys(helpers).length > 0 ? [section('layers'), ...all(helpers)] : []),
  ];
}
