/**
 * What has changed in an experiment, as a person reads it. The core names layers' options, methods and tasks by their
 * ids; their words stand with the things themselves, and what has none is said by its id.
 */
import { methods } from '../../core/balancing/index.ts';
import type { Change } from '../../core/experiment/changes.ts';
import type { IssueParams } from '../../core/result.ts';
import type { Words } from './i18n/index.ts';

type Reader = Pick<Words, 'word' | 'has'>;

/** Where the values of a changed thing have words: `{}` stands for the value. */
function placeOf({ code, params }: Change, kind: string, owner: string): string | undefined {
  if (code === 'layerOption' || code === 'layerWidth') return `layer.${kind}.fields.${params.option}.choices.{}`;
  if (code === 'methodOption') return `method.${owner}.fields.${params.subject}.choices.{}`;
  if (code === 'method') return 'method.{}.label';
  if (code === 'tieKind') return 'tie.{}.label';
  return code === 'backend' ? 'controls.backend.names.{}' : undefined;
}

export function changeText(words: Reader, scenario: string, change: Change): string {
  const { code, params } = change;
  const say = (key: string, id: unknown): string => (words.has(key) ? words.word(key) : String(id));
  const subject = String(params.subject ?? '');
  // A layer is called by its kind and a number.
  const kind = subject.replace(/\d+$/, '');
  const owner = methods.all.find(({ fields }) => fields.some(({ name }) => name === subject))?.id ?? '';
  const said: Record<string, string | number> = { ...params };
  const place = placeOf(change, kind, owner);
  for (const end of ['from', 'to'] as const) {
    const value = params[end];
    if (value === 'true' || value === 'false') said[end] = words.word(`change.${value}`);
    else if (place && value !== undefined) said[end] = say(place.replace('{}', String(value)), value);
  }
  if (code === 'layerOption' || code === 'layerWidth') {
    said.option = say(`layer.${kind}.fields.${params.option}.label`, params.option);
    said.subject = subject.replace(kind, say(`layer.${kind}.label`, kind)).replace(/(\d+)$/, ' $1');
  }
  if (code === 'methodOption') said.subject = say(`method.${owner}.fields.${subject}.label`, subject);
  if (code === 'taskWeight') said.subject = say(`scenario.${scenario}.tasks.${subject}`, subject);
  return words.word(`change.${code}`, said satisfies IssueParams);
}
