/**
 * Soft sharing of one model: the strength of its ties, which parameters are in the sum, and the gestures between a
 * shared trunk, tied twins and separate towers. Under SGD tied twins at infinity move as their mean, whose gradient is
 * the T-th part of hard sharing's: the correction multiplies their learning rate by T.
 */
import { Button } from '@mantine/core';
import type { Edit } from '../../core/experiment/edit.ts';
import type { ModelSpec, NodeId } from '../../core/experiment/experiment.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import { layers } from '../../core/layers/index.ts';
import { ties } from '../../core/ties/index.ts';
import { useWords } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import parts from '../parts/parts.module.css';
import { useExperiment, useServices } from '../parts/services.tsx';
import { Terms } from '../parts/Terms.tsx';
import { Tip } from '../parts/Tip.tsx';
import { useModel } from '../parts/useModel.ts';
import { useNodeNames } from '../parts/useNodeNames.ts';
import { StrengthControl } from './StrengthControl.tsx';
import { TieKind } from './TieKind.tsx';

const FIRST_STRENGTH = 0.1;

/** Layers with parameters that started as copies of one another: one list of nodes for each. Heads are left out. */
function twinsOf(model: ModelSpec, analysis: ModelAnalysis | undefined): NodeId[][] {
  const byKey = new Map<string, NodeId[]>();
  for (const { id, kind, initKey } of model.wiring.nodes) {
    if (layers.get(kind).category === 'head' || (analysis?.nodes.get(id)?.parameterCount ?? 0) === 0) continue;
    byKey.set(initKey, [...(byKey.get(initKey) ?? []), id]);
  }
  return [...byKey.values()].filter((nodes) => nodes.length > 1);
}

export function SharingGestures() {
  const { t } = useWords();
  const { edit } = useServices();
  const { model, analysis } = useModel();
  const shared = [...(analysis?.nodes.values() ?? [])].some((node) => node.parameterCount > 0 && node.tasks.length > 1);
  const twins = twinsOf(model, analysis);
  const [kind] = ties.ids;
  const tieAll = (): void => {
    if (kind === undefined) return;
    const add = (nodes: readonly NodeId[]) =>
      ({ type: 'addTie', model: model.id, tie: { kind, nodes, strength: FIRST_STRENGTH } }) as const;
    edit({ type: 'batch', edits: twins.map(add) });
  };
  return (
    <div className={parts.buttons}>
      {shared && (
        <Tip text={t('controls.ties.toTwinsHelp')}>
          <Button
            variant="default"
            onClick={() => edit({ type: 'trunkToTwins', model: model.id, strength: FIRST_STRENGTH })}
          >
            {t('controls.ties.toTwins')}
          </Button>
        </Tip>
      )}
      {shared && (
        <Tip text={t('controls.ties.separateHelp')}>
          <Button variant="default" onClick={() => edit({ type: 'separateTowers', model: model.id })}>
            {t('controls.ties.separate')}
          </Button>
        </Tip>
      )}
      {!shared && model.ties.length === 0 && twins.length > 0 && (
        <Tip text={t('controls.ties.tieAllHelp')}>
          <Button variant="default" onClick={tieAll}>
            {t('controls.ties.tieAll')}
          </Button>
        </Tip>
      )}
      {!shared && (
        <Tip text={t('controls.ties.toTrunkHelp')}>
          <Button variant="default" onClick={() => edit({ type: 'twinsToTrunk', model: model.id })}>
            {t('controls.ties.toTrunk')}
          </Button>
        </Tip>
      )}
    </div>
  );
}

export function TiesPanel() {
  const { t } = useWords();
  const { edit } = useServices();
  const { model, analysis } = useModel();
  const first = model.ties[0];
  if (!first) return <p className={parts.note}>{t('controls.ties.none')}</p>;
  const alike = model.ties.every((tie) => tie.strength === first.strength);
  return (
    <>
      <StrengthControl
        label={alike ? t('controls.ties.strength') : t('controls.ties.strengthMixed')}
        value={first.strength}
        limit={ties.find(first.kind)?.limit}
        onChange={(strength, phase) => edit({ type: 'setTieStrength', model: model.id, tie: 'all', strength }, phase)}
      />
      <TieKind model={model} analysis={analysis} tie={first} all />
      <InTheSum model={model} analysis={analysis} />
      {ties.find(first.kind)?.limit === 'equal' && <RateCorrection model={model} />}
      <Terms of={['soft', 'tie', 'twins', 'transfer']} />
    </>
  );
}

/** Which parameters the penalty adds up. */
function InTheSum({ model, analysis }: { readonly model: ModelSpec; readonly analysis: ModelAnalysis | undefined }) {
  const { t } = useWords();
  const names = useNodeNames(model);
  const kinds = new Set<string>();
  for (const parameter of analysis?.plan?.parameters ?? []) {
    if (model.ties.some((tie) => tie.nodes.includes(parameter.node))) kinds.add(parameter.name);
  }
  const twins = model.ties.map((tie) => tie.nodes.map((node) => names.get(node) ?? node).join(' ~ '));
  return (
    <p className={parts.note}>
      {t('controls.ties.inTheSum', { kinds: [...kinds].join(', ') || 'kernel, bias', twins: twins.join('; ') })}
    </p>
  );
}

function RateCorrection({ model }: { readonly model: ModelSpec }) {
  const { t } = useWords();
  const { edit } = useServices();
  const common = useExperiment((state) => state.experiment.training.optimizer);
  const tied: NodeId[] = [...new Set(model.ties.flatMap((tie) => tie.nodes))];
  const twins = Math.max(...model.ties.map((tie) => tie.nodes.length));
  const rate = model.optimizer?.learningRate ?? common.learningRate;
  const kind = model.optimizer?.kind ?? common.kind;
  const corrected = model.groups.find(
    (group) => typeof group.select !== 'string' && tied.every((node) => group.select.includes(node)),
  );
  const plain = kind === 'sgd' || kind === 'momentum';
  const correct = (): void => {
    // The first group that selects a node wins: the new one is put before the others.
    const edits: Edit[] = [
      ...model.groups.map((group) => ({ type: 'removeGroup', model: model.id, group: group.id }) as const),
      { type: 'setGroup', model: model.id, group: { select: tied, learningRate: rate * twins } },
      ...model.groups.map((group) => ({ type: 'setGroup', model: model.id, group }) as const),
    ];
    edit({ type: 'batch', edits });
  };
  return (
    <>
      <p className={parts.note}>
        {plain ? t('controls.ties.slower', { count: twins }) : t('controls.ties.slowerAdaptive', { count: twins })}
      </p>
      {corrected ? (
        <Button variant="default" onClick={() => edit({ type: 'removeGroup', model: model.id, group: corrected.id })}>
          {t('controls.ties.uncorrect')}
        </Button>
      ) : (
        <Tip text={t('controls.ties.correctHelp')}>
          <Button variant="default" onClick={correct}>
            {t('controls.ties.correct', { rate: shortNumber(rate * twins) })}
          </Button>
        </Tip>
      )}
    </>
  );
}
