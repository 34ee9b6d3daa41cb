/** What every head answers all over the plane, live, with the training points; a row for each model. */
import { ActionIcon } from '@mantine/core';
import { IconArrowsMinimize } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { outlineOf } from '../../core/scenarios/outline.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useRun, useServices, useView } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import classes from './answers.module.css';
import { type Head, headsOf, type ModelHeads } from './heads.ts';
import { taskName } from './names.ts';
import { POINTS_KEY, SurfaceTile } from './SurfaceTile.tsx';
import { UnitMap } from './UnitMap.tsx';

/** Enough to see the pattern, few enough to see the surface. */
const POINTS = 220;

export function Surfaces() {
  return (
    <div className={classes.surfacesBox}>
      <Heads />
      <UnderPointer />
    </div>
  );
}

/** Over the heads' answers, while the pointer is on a unit. */
function UnderPointer() {
  const unit = useView((state) => state.unit);
  const experiment = useRun((state) => state.experiment);
  const model = experiment?.models.find(({ id }) => id === unit?.model);
  const found = useMemo(() => {
    if (!experiment) return undefined;
    const outline = outlineOf(experiment.data);
    return { range: outline.inputs[0]?.range ?? 1, models: headsOf(experiment, outline) };
  }, [experiment]);
  if (!unit || !model || !found?.models) return undefined;
  const heads = found.models.find(({ id }) => id === model.id)?.heads ?? [];
  const head = heads.find(({ index }) => index === unit.owner) ?? heads[0];
  return <UnitMap model={model} unit={unit} head={head} range={found.range} />;
}

function Heads() {
  const { live } = useServices();
  const words = useWords();
  const { experiment, trainRows } = useRun((state) => ({
    experiment: state.experiment,
    trainRows: state.rows?.train ?? 0,
  }));
  const shown = useMemo(() => {
    if (!experiment) return undefined;
    const outline = outlineOf(experiment.data);
    const plane = outline.inputs.find((input) => input.kind === 'plane');
    const models = headsOf(experiment, outline).filter((model) => model.heads.length > 0);
    return plane ? { models, range: plane.range ?? 1, scenario: experiment.data.scenario } : undefined;
  }, [experiment]);
  const [large, setLarge] = useState<string>();
  const points = Math.min(POINTS, trainRows);
  useEffect(() => {
    if (points === 0) return;
    const rows = Array.from({ length: points }, (_, row) => row);
    return live.watch({ kind: 'samples', key: POINTS_KEY, split: 'train', rows });
  }, [live, points]);
  if (!shown || shown.models.length === 0) {
    return <p className={classes.empty}>{words.t(experiment ? 'charts.surfaces.none' : 'charts.surfaces.empty')}</p>;
  }
  const tiles = shown.models.flatMap((model) => tilesOf(model));
  const enlarged = tiles.find((tile) => tile.key === large);
  const nameOf = ({ model, head }: Tile): string =>
    head
      ? words.word('charts.surfaces.tile', { model: model.name, task: taskName(words, shown.scenario, head.task.id) })
      : words.word('charts.surfaces.boundariesTile', { model: model.name });
  const show = (tile: Tile) => (
    <SurfaceTile
      key={tile.key}
      model={tile.model}
      head={tile.head}
      range={shown.range}
      name={nameOf(tile)}
      large={tile.key === large}
      onPress={() => setLarge(tile.key === large ? undefined : tile.key)}
    />
  );
  if (enlarged) {
    return (
      <div className={classes.enlarged}>
        <div className={classes.enlargedHead}>
          <span>{nameOf(enlarged)}</span>
          <ActionIcon size={24} aria-label={words.t('charts.surfaces.back')} onClick={() => setLarge(undefined)}>
            <IconArrowsMinimize size={15} aria-hidden />
          </ActionIcon>
        </div>
        <div className={classes.enlargedBody}>
          {show(enlarged)}
          <p className={classes.note}>{words.t('charts.surfaces.legend')}</p>
        </div>
      </div>
    );
  }
  const columns = [...new Map(shown.models.flatMap(({ heads }) => heads).map((head) => [head.task.id, head])).values()];
  return (
    <div
      className={classes.surfaces}
      style={{ '--columns': columns.length + 1, '--rows': shown.models.length } as object}
    >
      <div className={classes.surfaceHeads} aria-hidden>
        <span />
        {columns.map((head) => (
          <span key={head.task.id}>
            <TaskBadge index={head.index} /> {taskName(words, shown.scenario, head.task.id)}
          </span>
        ))}
        <span>{words.t('charts.surfaces.boundaries')}</span>
      </div>
      {shown.models.map((model) => (
        <section key={model.id} className={classes.surfaceRow} aria-label={words.given(model.name)}>
          <h4>{words.given(model.name)}</h4>
          {tilesOf(model).map(show)}
        </section>
      ))}
    </div>
  );
}

interface Tile {
  readonly key: string;
  readonly model: ModelHeads;
  readonly head: Head | undefined;
}
const tilesOf = (model: ModelHeads): Tile[] => [
  ...model.heads.map((head) => ({ key: `${model.id}/${head.task.id}`, model, head })),
  { key: `${model.id}/all`, model, head: undefined },
];
