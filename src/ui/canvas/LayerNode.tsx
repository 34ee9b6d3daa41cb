/**
 * A layer's card, drawn from its spec: glyph, label, options in short, output shape, parameter count, the tasks whose
 * losses send gradient into it (hue and letter), its problems with their mends, its ports and its live pictures.
 */
import type { NodeProps } from '@xyflow/react';
import { type CSSProperties, memo } from 'react';
import { withDefaults } from '../../core/fields.ts';
import { portsOf } from '../../core/layers/common.ts';
import { lossOf } from '../../core/layers/head.ts';
import { layers } from '../../core/layers/index.ts';
import type { PortSpec } from '../../core/layers/layer.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { taskSoft } from '../parts/taskStyle.ts';
import classes from './canvas.module.css';
import { type LayerFlowNode, portTop } from './flowElements.ts';
import { GradientBar } from './GradientBar.tsx';
import { sizeOf, tilesOf } from './geometry.ts';
import { HeadBody } from './HeadBody.tsx';
import { MixPicture } from './MixPicture.tsx';
import { NodeTools } from './NodeTools.tsx';
import { cardLabel, headTask, nodeTitle, optionsInShort, shapeText, taskIndex, taskName } from './names.ts';
import { Port } from './Port.tsx';
import { Problems } from './Problems.tsx';
import { useRunningNode } from './running.ts';
import { SamplePicker } from './SamplePicker.tsx';
import { outlineColour, stripes } from './sharingStyle.ts';
import { UnitTiles } from './UnitTiles.tsx';

function LayerCard({ data, selected }: NodeProps<LayerFlowNode>) {
  const words = useWords();
  const { outline, scenario } = useExperiment((state) => ({ outline: state.outline, scenario: state.experiment.data }));
  const { node, analysis, tasks, model } = data;
  const spec = layers.find(node.kind);
  const { height } = sizeOf(node.kind);
  const title = nodeTitle(words, node, outline);
  const index = taskIndex(outline, headTask(node));
  const task = outline.tasks[index];
  const shape = analysis?.outputShapes?.[0];
  const errors = analysis?.issues ?? [];
  const label = task && node.label === undefined ? taskName(words, scenario, task.id) : cardLabel(words, node);
  const ports = (list: readonly PortSpec[], type: 'source' | 'target') =>
    list.map((port, i) => (
      <Port
        key={port.id}
        model={model}
        node={node.id}
        port={port.id}
        type={type}
        top={portTop(height, i, list.length)}
        name={title}
      />
    ));
  const inShort = optionsInShort(words, node);
  const input = useRunningNode(model.id, node.id);
  const picks = node.kind === 'input' && input !== undefined && input !== 'plane';
  return (
    <>
      <NodeTools data={data} title={title} />
      <div
        className={classes.card}
        data-selected={selected || undefined}
        data-sharing={analysis?.sharing ?? 'none'}
        data-problem={errors[0]?.severity}
        style={{ '--owner': outlineColour(tasks) } as CSSProperties}
      >
        <div className={classes.cardHead} style={{ background: stripes(tasks, taskSoft) }}>
          <span className={classes.glyph} aria-hidden>
            {spec?.glyph ?? '?'}
          </span>
          <span className={classes.label} title={title}>
            {label}
          </span>
          <span className={classes.badges}>
            {tasks.map((each) => (
              <TaskBadge key={each} index={each} />
            ))}
          </span>
        </div>
        <div className={classes.cardBody}>
          {task ? (
            <HeadBody
              model={model.id}
              task={task}
              index={index}
              caption={words.word(
                `loss.${lossOf(task, String(withDefaults(spec?.fields ?? [], node.options).loss))}.label`,
              )}
            />
          ) : (
            <>
              <div className={classes.meta}>
                <span>{inShort}</span>
                <span className={classes.shape} title={words.t('canvas.node.shape')}>
                  {shapeText(shape)}
                </span>
              </div>
              {picks && <SamplePicker />}
              {spec?.display && <MixPicture model={model} node={node} display={spec.display} />}
              {shape && !spec?.display && (
                <UnitTiles
                  model={model.id}
                  node={node.id}
                  tasks={tasks}
                  units={shape.at(-1) ?? 0}
                  {...tilesOf(node.kind)}
                />
              )}
            </>
          )}
          {!task && !spec?.display && analysis && analysis.parameterCount > 0 && (
            <div className={classes.foot}>
              <span>{words.t('canvas.node.parameters', { count: analysis.parameterCount })}</span>
            </div>
          )}
        </div>
        {tasks.length > 0 && <GradientBar model={model.id} node={node.id} tasks={tasks} />}
      </div>
      {spec && ports(portsOf(spec, node.options).inputs, 'target')}
      {spec && ports(portsOf(spec, node.options).outputs, 'source')}
      {errors.length > 0 && <Problems issues={errors} />}
    </>
  );
}
export const LayerNode = memo(LayerCard);
