/** One layer: its name, options, shapes, parameters, the tasks that train it, its problems and the sharing gestures. */
import { Button, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ModelSpec, WiringNode } from '../../core/experiment/experiment.ts';
import type { ModelAnalysis, NodeAnalysis } from '../../core/graph/analysis.ts';
import { layers } from '../../core/layers/index.ts';
import { metricsOf } from '../../core/tasks/index.ts';
import { FieldForm } from '../parts/FieldForm.tsx';
import { IssueList } from '../parts/IssueList.tsx';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { Section } from '../parts/Section.tsx';
import { useServices } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { Tip } from '../parts/Tip.tsx';
import { useNodeNames } from '../parts/useNodeNames.ts';
import { useInputNames, useTaskNames } from '../parts/useTaskNames.ts';
import { Fact } from './Fact.tsx';
import classes from './inspector.module.css';
import { LayerConflict } from './LayerConflict.tsx';
import { shapeText } from './shapeText.ts';
import { UnitsPanel } from './UnitsPanel.tsx';

interface NodePanelProps {
  readonly model: ModelSpec;
  readonly analysis: ModelAnalysis | undefined;
  readonly node: WiringNode;
}
export function NodePanel({ model, analysis, node }: NodePanelProps) {
  const { t, word } = useWords();
  const { edit } = useServices();
  const tasks = useTaskNames();
  const inputs = useInputNames();
  const spec = layers.get(node.kind);
  const facts = analysis?.nodes.get(node.id);
  return (
    <div className={classes.body}>
      <NodeTitle model={model} node={node} glyph={spec.glyph} />
      <p className={parts.note}>{word(`layer.${node.kind}.help`)}</p>
      <IssueList issues={facts?.issues ?? []} />
      <FieldForm
        fields={spec.fields}
        options={node.options}
        prefix={`layer.${node.kind}`}
        tasks={tasks.map(({ id, label }) => ({ id, label }))}
        inputs={inputs}
        onChange={(name, value, phase) =>
          edit({ type: 'setNodeOption', model: model.id, node: node.id, name, value }, phase)
        }
      />
      {spec.category === 'head' && <HeadTask node={node} />}
      {facts && <NodeFacts facts={facts} />}
      {facts && facts.parameterCount > 0 && (
        <Section title={t('units.title')} startsOpen={false}>
          <UnitsPanel model={model} node={node} />
        </Section>
      )}
      {facts && facts.tasks.length > 1 && facts.parameterCount > 0 && (
        <Section title={t('inspector.conflict.title')}>
          <LayerConflict model={model.id} node={node.id} tasks={facts.tasks} />
        </Section>
      )}
      <NodeGestures model={model} node={node} facts={facts} />
      <Button
        variant="default"
        leftSection={<IconTrash size={14} />}
        onClick={() => edit({ type: 'removeNodes', model: model.id, nodes: [node.id] })}
      >
        {t('inspector.node.remove')}
      </Button>
    </div>
  );
}

function NodeTitle(props: { readonly model: ModelSpec; readonly node: WiringNode; readonly glyph: string }) {
  const { model, node, glyph } = props;
  const { t } = useWords();
  const { edit } = useServices();
  const names = useNodeNames(model);
  const [draft, setDraft] = useState<string>();
  const finish = (): void => {
    if (draft === undefined) return;
    const label = draft.trim() === '' ? undefined : draft.trim();
    setDraft(undefined);
    if (label !== node.label) edit({ type: 'setNodeLabel', model: model.id, node: node.id, label });
  };
  return (
    <div className={classes.title}>
      <span className={classes.glyph} aria-hidden="true">
        {glyph}
      </span>
      <TextInput
        aria-label={t('inspector.node.name')}
        value={draft ?? node.label ?? ''}
        placeholder={names.get(node.id) ?? ''}
        style={{ flex: 1 }}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish();
        }}
      />
    </div>
  );
}

/** What the head's task is and how it is measured. */
function HeadTask({ node }: { readonly node: WiringNode }) {
  const { t, word } = useWords();
  const task = useTaskNames().find(({ id }) => id === node.options.task);
  if (!task) return undefined;
  return (
    <dl className={classes.facts}>
      <Fact name={t('inspector.node.task')}>
        <span className={parts.pair}>
          <TaskBadge index={task.index} />{' '}
          {t(`controls.data.kind.${task.def.kind}`, { classes: task.def.classes ?? 2 })}
        </span>
      </Fact>
      <Fact name={t('inspector.node.metrics')}>
        {metricsOf(task.def)
          .map((metric) => word(`metric.${metric.id}.label`))
          .join(', ')}
      </Fact>
    </dl>
  );
}

function NodeFacts({ facts }: { readonly facts: NodeAnalysis }) {
  const { t, number } = useWords();
  const tasks = useTaskNames();
  return (
    <dl className={classes.facts}>
      <Fact name={t('inspector.node.input')}>{facts.inputShapes?.map(shapeText).join(', ') || '–'}</Fact>
      <Fact name={t('inspector.node.output')}>{facts.outputShapes?.map(shapeText).join(', ') || '–'}</Fact>
      <Fact name={t('inspector.node.parameters')}>{number(facts.parameterCount)}</Fact>
      <Fact name={t('inspector.node.trainedBy')}>
        <span className={parts.pair}>
          {tasks
            .filter(({ id }) => facts.tasks.includes(id))
            .map(({ id, index, label }) => (
              <span key={id} title={label}>
                <TaskBadge index={index} />
              </span>
            ))}
          {t(`inspector.sharingKind.${facts.sharing}`)}
        </span>
      </Fact>
    </dl>
  );
}

interface NodeGesturesProps {
  readonly model: ModelSpec;
  readonly node: WiringNode;
  readonly facts: NodeAnalysis | undefined;
}
/** Moving the split point: one copy per task, or one layer for all. */
function NodeGestures({ model, node, facts }: NodeGesturesProps) {
  const { t } = useWords();
  const { edit } = useServices();
  const category = layers.get(node.kind).category;
  if (category === 'source' || category === 'head') return undefined;
  const copies = model.wiring.nodes.filter((other) => other.initKey === node.initKey).length;
  return (
    <div className={parts.buttons}>
      {(facts?.tasks.length ?? 0) > 1 && (
        <Tip text={t('inspector.node.splitHelp')}>
          <Button variant="default" onClick={() => edit({ type: 'splitLayer', model: model.id, node: node.id })}>
            {t('inspector.node.split')}
          </Button>
        </Tip>
      )}
      {copies > 1 && (
        <Tip text={t('inspector.node.shareHelp')}>
          <Button variant="default" onClick={() => edit({ type: 'shareLayer', model: model.id, node: node.id })}>
            {t('inspector.node.share')}
          </Button>
        </Tip>
      )}
    </div>
  );
}
