/**
 * Names of a person's own columns and classes as words of the catalogue, so that every place of the page that names a task
 * finds them where it finds those of the scenarios.
 */
import type { i18n } from 'i18next';
import { ownTableOf } from '../../core/scenarios/ownTable.ts';
import type { ExperimentStore } from '../../state/stores.ts';

/** The catalogue's own marks mean nothing in a person's names. */
const plain = (name: string): string => name.replaceAll('{{', '{ {').replaceAll('$t(', '$t (');

export function followOwnNames(experiments: ExperimentStore, words: i18n): void {
  const teach = (): void => {
    const table = ownTableOf(experiments.getState().experiment.data);
    const tasks = table?.columns.filter(({ role }) => role === 'task') ?? [];
    if (tasks.length === 0) return;
    const inputs = table?.columns.filter(({ role }) => role === 'input') ?? [];
    const columns = inputs.flatMap(({ name, kind, distinct = 1 }) =>
      kind === 'number'
        ? [plain(name)]
        : Array.from({ length: Math.min(distinct, 65) }, (_, i) => `${plain(name)} ${i + 1}`),
    );
    const classesOf = (classes: readonly string[]): Record<string, string> =>
      classes.length === 2
        ? { no: plain(classes[0] ?? ''), yes: plain(classes[1] ?? '') }
        : Object.fromEntries(classes.map((name, i) => [i, plain(name)]));
    const own = {
      columns: Object.fromEntries(columns.map((name, i) => [i, name])),
      tasks: Object.fromEntries(tasks.map(({ id, name }) => [id, plain(name)])),
      classes: Object.fromEntries(tasks.flatMap(({ id, classes }) => (classes ? [[id, classesOf(classes)]] : []))),
    };
    words.addResourceBundle(words.language, 'translation', { scenario: { 'own-table': own } }, true, true);
  };
  teach();
  words.on('languageChanged', teach);
  experiments.subscribe((state, before) => {
    if (state.experiment.data.own !== before.experiment.data.own) teach();
  });
}
