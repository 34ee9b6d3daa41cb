/**
 * Where it comes from: what the corresponding layer makes of the data in every model, side by side and live, marked by each
 * task's labels; and which unit each task needs there. Hard sharing: one picture for all tasks. Separate: one each.
 */
import { NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ModelSpec, NodeId } from '../../core/experiment/experiment.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useRun } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { useNodeNames } from '../parts/useNodeNames.ts';
import { bySharing, type StudiedModel } from './describe.ts';
import { type CommonLayer, commonLayers, nodeFor, usualLayer } from './layersOf.ts';
import type { Axes } from './paintShape.ts';
import { ShapePanel } from './ShapePanel.tsx';
import classes from './study.module.css';
import { UnitsOfModels } from './UnitsOfModels.tsx';
import { type StudiedTask, useStudied } from './useStudy.ts';

/** Rows of the validation split: enough to see a shape, few enough to be read back five times a second. */
const ROWS = 160;
const SPREAD = 'spread';

export function OriginTab() {
  const { t } = useWords();
  const { experiment, analyses } = useExperiment((state) => ({
    experiment: state.experiment,
    analyses: state.analyses,
  }));
  const { models, tasks } = useStudied(experiment);
  const layers = useMemo(() => commonLayers(experiment, analyses), [experiment, analyses]);
  const [chosen, setChosen] = useState<string>();
  const [axes, setAxes] = useState<Axes>(SPREAD);
  const usual = useMemo(() => usualLayer(layers, experiment, analyses), [layers, experiment, analyses]);
  const layer = layers.find(({ key }) => key === (chosen ?? usual)) ?? layers.at(-1);
  if (!layer) return <p className={classes.empty}>{t('study.origin.nothing')}</p>;
  const nodeOf = (model: StudiedModel, task: StudiedTask): NodeId | undefined =>
    nodeFor(experiment, analyses, model.id, layer.key, task.id);
  const ordered = bySharing(models);
  return (
    <div className={classes.body}>
      <p className={classes.note}>{t('study.origin.text')}</p>
      <div className={classes.run}>
        <LayerChoice
          layers={layers}
          layer={layer}
          onChoose={(key) => {
            setChosen(key);
            setAxes(SPREAD);
          }}
        />
        <AxesChoice units={layer.units} axes={axes} onChoose={setAxes} />
      </div>
      <Shapes ordered={ordered} tasks={tasks} nodeOf={nodeOf} axes={axes} />
      <p className={classes.note}>{t('study.origin.legend')}</p>
      <UnitsOfModels ordered={ordered} tasks={tasks} nodeOf={nodeOf} />
      <p className={classes.note}>{t('study.origin.springs')}</p>
    </div>
  );
}

interface LayerChoiceProps {
  readonly layers: readonly CommonLayer[];
  readonly layer: CommonLayer;
  onChoose(key: string): void;
}
/** Layers are called as on the canvas of the first model that has them. */
function LayerChoice({ layers, layer, onChoose }: LayerChoiceProps) {
  const { t } = useWords();
  const models = useExperiment((state) => state.experiment.models);
  const owner = models.find(({ id }) => id === layers[0]?.model);
  const names = useNodeNames(owner ?? (models[0] as ModelSpec));
  return (
    <NativeSelect
      label={t('study.origin.layer')}
      value={layer.key}
      data={layers.map(({ key, node, units }) => ({
        value: key,
        label: t('study.origin.layerName', { name: names.get(node) ?? key, units }),
      }))}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  );
}

interface AxesChoiceProps {
  readonly units: number;
  readonly axes: Axes;
  onChoose(axes: Axes): void;
}
function AxesChoice({ units, axes, onChoose }: AxesChoiceProps) {
  const { t } = useWords();
  const numbers = Array.from({ length: units }, (_, unit) => ({ value: String(unit), label: String(unit + 1) }));
  const pair = axes === SPREAD ? undefined : axes;
  return (
    <>
      <NativeSelect
        label={t('study.origin.axes')}
        value={pair ? 'units' : SPREAD}
        data={[
          { value: SPREAD, label: t('study.origin.spread') },
          { value: 'units', label: t('study.origin.units') },
        ]}
        onChange={(event) => onChoose(event.currentTarget.value === SPREAD ? SPREAD : [0, 1])}
      />
      {pair && (
        <>
          <NativeSelect
            label={t('study.origin.across')}
            value={String(pair[0])}
            data={numbers}
            onChange={(event) => onChoose([Number(event.currentTarget.value), pair[1]])}
          />
          <NativeSelect
            label={t('study.origin.up')}
            value={String(pair[1])}
            data={numbers}
            onChange={(event) => onChoose([pair[0], Number(event.currentTarget.value)])}
          />
        </>
      )}
    </>
  );
}

interface ShapesProps {
  readonly ordered: readonly StudiedModel[];
  readonly tasks: readonly StudiedTask[];
  nodeOf(model: StudiedModel, task: StudiedTask): NodeId | undefined;
  readonly axes: Axes;
}
/** One row a task, one column a model. */
function Shapes({ ordered, tasks, nodeOf, axes }: ShapesProps) {
  const { t, given } = useWords();
  const rows = useRun((state) => Math.min(ROWS, state.rows?.validation ?? 0));
  if (rows === 0) return <p className={classes.empty}>{t('study.origin.noRun')}</p>;
  return (
    <div className={classes.wide}>
      <table className={classes.shapes} aria-label={t('study.origin.table')}>
        <thead>
          <tr>
            <td />
            {ordered.map(({ id, name }) => (
              <th key={id} scope="col" className={classes.shapeModel}>
                {given(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <tr key={task.id}>
              <th scope="row" className={classes.shapeTask}>
                <span className={classes.taskCell}>
                  <TaskBadge index={task.index} />
                  {task.label}
                </span>
              </th>
              {ordered.map((model) => {
                const node = nodeOf(model, task);
                return (
                  <td key={model.id}>
                    {node ? (
                      <ShapePanel model={model} node={node} task={task} axes={axes} rows={rows} />
                    ) : (
                      <span className={classes.note}>{t('study.origin.absent')}</span>
                    )}
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
