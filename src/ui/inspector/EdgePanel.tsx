/** One wire: what flows through it, whose gradients come back, and inserting a layer into it. */

import { Button, Menu } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Edge, ModelSpec } from '../../core/experiment/experiment.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useServices } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { useNodeNames } from '../parts/useNodeNames.ts';
import { useOffered } from '../parts/useOffered.ts';
import { useTaskNames } from '../parts/useTaskNames.ts';
import { Fact } from './Fact.tsx';
import classes from './inspector.module.css';
import { shapeText } from './shapeText.ts';

interface EdgePanelProps {
  readonly model: ModelSpec;
  readonly analysis: ModelAnalysis | undefined;
  readonly edge: Edge;
}
export function EdgePanel({ model, analysis, edge }: EdgePanelProps) {
  const { t, word } = useWords();
  const { edit } = useServices();
  const names = useNodeNames(model);
  const tasks = useTaskNames();
  // Layers with one way in and one way out fit on a wire.
  const insertable = useOffered().filter((layer) => layer.inputs.length === 1 && layer.outputs.length === 1);
  const facts = analysis?.edges.get(edge.id);
  const from = model.positions[edge.source] ?? { x: 0, y: 0 };
  const to = model.positions[edge.target] ?? from;
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  return (
    <div className={classes.body}>
      <h3 className={classes.heading}>
        {t('inspector.edge.title', { from: names.get(edge.source) ?? '', to: names.get(edge.target) ?? '' })}
      </h3>
      <dl className={classes.facts}>
        <Fact name={t('inspector.edge.shape')}>{facts?.shape ? shapeText(facts.shape) : '–'}</Fact>
        <Fact name={t('inspector.edge.tasks')}>
          <span className={parts.pair}>
            {tasks
              .filter(({ id }) => facts?.tasks.includes(id))
              .map(({ id, index, label }) => (
                <span key={id} title={label}>
                  <TaskBadge index={index} />
                </span>
              ))}
          </span>
        </Fact>
      </dl>
      <div className={parts.buttons}>
        <Menu>
          <Menu.Target>
            <Button variant="default" leftSection={<IconPlus size={14} />} disabled={insertable.length === 0}>
              {t('inspector.edge.insert')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
            {insertable.map(({ kind }) => (
              <Menu.Item
                key={kind}
                onClick={() =>
                  edit({ type: 'insertOnEdge', model: model.id, edge: edge.id, node: { kind }, at: middle })
                }
              >
                {word(`layer.${kind}.label`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button
          variant="default"
          leftSection={<IconTrash size={14} />}
          onClick={() => edit({ type: 'removeEdges', model: model.id, edges: [edge.id] })}
        >
          {t('inspector.edge.remove')}
        </Button>
      </div>
    </div>
  );
}
