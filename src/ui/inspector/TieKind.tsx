/** What a tie asks of its twins: the kind of penalty with its formula and, where it has one, a strength per pair of tasks. */
import type { ModelSpec, NodeId, Tie } from '../../core/experiment/experiment.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import { ties } from '../../core/ties/index.ts';
import { pairPlace } from '../../core/ties/relations.ts';
import { SelectLine } from '../parts/FieldForm.tsx';
import { HelpLabel } from '../parts/HelpLabel.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { NumberBox } from '../parts/NumberBox.tsx';
import parts from '../parts/parts.module.css';
import { useExperiment, useServices } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { useNodeNames } from '../parts/useNodeNames.ts';
import classes from './inspector.module.css';

interface TieKindProps {
  readonly model: ModelSpec;
  readonly analysis: ModelAnalysis | undefined;
  /** The tie that is shown, and whether the others follow it. */
  readonly tie: Tie;
  readonly all: boolean;
}
export function TieKind({ model, analysis, tie, all }: TieKindProps) {
  const { t, word } = useWords();
  const { edit } = useServices();
  const target = all ? 'all' : tie.id;
  return (
    <>
      <SelectLine
        label={t('controls.ties.kind')}
        help={t('controls.ties.kindHelp')}
        value={tie.kind}
        data={ties.ids.map((kind) => ({ value: kind, label: word(`tie.${kind}.label`) }))}
        onChange={(kind) => edit({ type: 'setTie', model: model.id, tie: target, patch: { kind } })}
      />
      <div className={parts.formula}>{word(`tie.${tie.kind}.formula`)}</div>
      <p className={parts.note}>{word(`tie.${tie.kind}.help`)}</p>
      {ties.find(tie.kind)?.relates && (
        <Relations
          model={model}
          analysis={analysis}
          tie={tie}
          onChange={(pairs) => edit({ type: 'setTie', model: model.id, tie: target, patch: { pairs } })}
        />
      )}
    </>
  );
}

interface RelationsProps {
  readonly model: ModelSpec;
  readonly analysis: ModelAnalysis | undefined;
  readonly tie: Tie;
  readonly onChange: (pairs: readonly number[]) => void;
}
/** The upper half of the matrix of relations: rows and columns are the twins, named by their task where they have one. */
function Relations({ model, analysis, tie, onChange }: RelationsProps) {
  const { t } = useWords();
  const outline = useExperiment((state) => state.outline);
  const names = useNodeNames(model);
  const count = tie.nodes.length;
  const pairs = Array.from({ length: (count * (count - 1)) / 2 }, (_, place) => tie.pairs?.[place] ?? 1);
  const taskOf = (node: NodeId): number | undefined => {
    const [first, ...others] = analysis?.nodes.get(node)?.tasks ?? [];
    const place = outline.tasks.findIndex((task) => task.id === first);
    return others.length === 0 && place >= 0 ? place : undefined;
  };
  const nameOf = (node: NodeId): string => names.get(node) ?? node;
  const title = (node: NodeId) => {
    const place = taskOf(node);
    return place === undefined ? nameOf(node) : <TaskBadge index={place} />;
  };
  return (
    <div className={parts.field}>
      <HelpLabel label={t('controls.ties.relations')} help={t('controls.ties.relationsHelp')} />
      <table className={classes.relations}>
        <thead>
          <tr>
            <td />
            {tie.nodes.slice(1).map((node) => (
              <th key={node} scope="col" title={nameOf(node)}>
                {title(node)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tie.nodes.slice(0, -1).map((a, i) => (
            <tr key={a}>
              <th scope="row" title={nameOf(a)}>
                {title(a)}
              </th>
              {tie.nodes.slice(1).map((b, column) => {
                const j = column + 1;
                const place = pairPlace(i, j, count);
                if (j <= i) return <td key={b} />;
                return (
                  <td key={b}>
                    <NumberBox
                      label={t('controls.ties.relation', { a: nameOf(a), b: nameOf(b) })}
                      value={pairs[place] ?? 1}
                      min={0}
                      max={1e6}
                      onCommit={(value) => onChange(pairs.map((old, at) => (at === place ? value : old)))}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
