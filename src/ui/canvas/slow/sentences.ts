/** One stop of the walk as one sentence with that step's numbers, and the part of the step that it belongs to. */
import type { Experiment, ModelSpec, NodeId, TaskId } from '../../../core/experiment/experiment.ts';
import { withDefaults } from '../../../core/fields.ts';
import type { Pair, Stop } from '../../../core/graph/walkthrough.ts';
import { lossOf } from '../../../core/layers/head.ts';
import { layers } from '../../../core/layers/index.ts';
import type { ScenarioOutline } from '../../../core/scenarios/scenario.ts';
import type { Words } from '../../parts/i18n/index.ts';
import { shortNumber } from '../../parts/numbers.ts';
import { taskLetter } from '../../parts/taskStyle.ts';

export const PHASES = ['forward', 'loss', 'gradient', 'meeting', 'update'] as const;
export type Phase = (typeof PHASES)[number];
const PHASE_OF: Readonly<Record<Stop['kind'], Phase>> = {
  source: 'forward',
  forward: 'forward',
  loss: 'loss',
  waits: 'gradient',
  gradient: 'gradient',
  meeting: 'meeting',
  apart: 'meeting',
  weights: 'update',
  update: 'update',
  tie: 'update',
  after: 'update',
};
export const phaseOf = (stop: Stop): Phase => PHASE_OF[stop.kind];

export interface Telling {
  readonly words: Pick<Words, 't' | 'word' | 'has'>;
  readonly experiment: Experiment;
  readonly model: ModelSpec;
  readonly outline: ScenarioOutline;
  readonly nodeNames: ReadonlyMap<NodeId, string>;
}
/** Three significant digits: a sentence is read aloud. */
const number = (value: number): string => shortNumber(Number(value.toPrecision(3)));
/** Below this a cosine says that two gradients have little to do with each other. */
const WEAK = 0.05;
const relationOf = ({ cosine }: Pair): 'conflict' | 'weak' | 'agree' =>
  Math.abs(cosine) < WEAK ? 'weak' : cosine < 0 ? 'conflict' : 'agree';

export function sentenceOf(telling: Telling, stop: Stop): string {
  const { words, experiment, model, outline, nodeNames } = telling;
  const { t, word } = words;
  const letter = (task: TaskId): string => taskLetter(outline.tasks.findIndex(({ id }) => id === task));
  const list = (items: readonly string[]): string => {
    const last = items.at(-1) ?? '';
    return items.length < 2 ? last : t('canvas.and', { list: items.slice(0, -1).join(', '), last });
  };
  const nameOf = (id: NodeId): string => {
    const node = model.wiring.nodes.find((each) => each.id === id);
    if (node?.kind !== 'head' || node.label !== undefined) return nodeNames.get(id) ?? id;
    return t('slowMode.head', { letter: letter(String(node.options.task) as TaskId) });
  };
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const method = (): string => word(`method.${model.balancing.method}.label`);
  const optimizer = (): string =>
    t(`controls.optimizer.kinds.${model.optimizer?.kind ?? experiment.training.optimizer.kind}`);

  switch (stop.kind) {
    case 'source':
      return capital(t('slowMode.source', { name: nameOf(stop.node), rows: stop.rows }));
    case 'forward': {
      const { min, max, mean } = stop.outputs;
      const range = { min: number(min), max: number(max), mean: number(mean) };
      return capital(t('slowMode.forward', { name: nameOf(stop.node), ...range }));
    }
    case 'loss':
      return t('slowMode.loss', {
        letter: letter(stop.task),
        loss: number(stop.loss),
        kind: word(`loss.${lossIn(model, outline, stop.node, stop.task)}.label`),
      });
    case 'waits':
      return t('slowMode.waits', { letter: letter(stop.task) });
    case 'gradient':
      return t('slowMode.gradient', {
        letter: letter(stop.task),
        name: nameOf(stop.node),
        norm: number(stop.norm),
      });
    case 'meeting': {
      const worst = stop.pairs.reduce((most, pair) => (pair.cosine < most.cosine ? pair : most));
      const params = {
        name: nameOf(stop.node),
        norms: list(
          stop.norms.map(({ task, norm }) => t('slowMode.norm', { letter: letter(task), norm: number(norm) })),
        ),
        cosine: worst.cosine.toFixed(2),
        a: letter(worst.a),
        b: letter(worst.b),
      };
      const relation = relationOf(worst);
      return stop.pairs.length === 1
        ? t('slowMode.meeting', { ...params, relation: t(`slowMode.relation.${relation}`) })
        : t('slowMode.meetingSeveral', { ...params, relation: t(`slowMode.relationOfPair.${relation}`) });
    }
    case 'apart':
      return t('slowMode.apart', { letters: list(stop.tasks.map(letter)) });
    case 'weights': {
      const combined = number(stop.combined);
      if (stop.weights.length === 0) return t('slowMode.direction', { method: method(), combined });
      const weights = list(
        stop.weights.map(({ task, weight }) => t('slowMode.weight', { letter: letter(task), weight: number(weight) })),
      );
      return t('slowMode.weights', { method: method(), weights, combined });
    }
    case 'update':
      return stop.most === undefined
        ? t('slowMode.updateNone', { optimizer: optimizer() })
        : t('slowMode.update', {
            optimizer: optimizer(),
            rate: number(stop.learningRate),
            moved: number(stop.moved),
            name: nameOf(stop.most.node),
            most: number(stop.most.moved),
          });
    case 'tie':
      return t('slowMode.tie', {
        names: list(stop.nodes.map(nameOf)),
        before: number(stop.before),
        after: number(stop.after),
      });
    case 'after': {
      const changes = stop.losses.map(({ task, before, after }) => {
        const [from, to] = [number(before), number(after)];
        const way = from === to ? 'same' : after < before ? 'down' : 'up';
        return t(`slowMode.change.${way}`, { letter: letter(task), before: from, after: to });
      });
      return t('slowMode.after', { changes: list(changes) });
    }
  }
}

function lossIn(model: ModelSpec, outline: ScenarioOutline, node: NodeId, task: TaskId): string {
  const head = model.wiring.nodes.find(({ id }) => id === node);
  const def = outline.tasks.find(({ id }) => id === task);
  const options = withDefaults(layers.find('head')?.fields ?? [], head?.options ?? {});
  return def ? lossOf(def, String(options.loss)) : '';
}
