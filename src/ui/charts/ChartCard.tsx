/** One chart with its name, switches and legend; the curves themselves come from the chart's own component. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload, IconMathFunction, IconTable, IconX } from '@tabler/icons-react';
import { useId, useMemo, useRef } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { useRun, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import type { ChartSpec } from './chart.ts';
import { createChartModel } from './chartModel.ts';
import { toggle, useChartStore } from './chartStore.ts';
import classes from './charts.module.css';
import { DataTable } from './DataTable.tsx';
import { Legend } from './Legend.tsx';
import { contextOf } from './lines.ts';
import { saveChart } from './save.ts';

interface ChartCardProps {
  readonly chart: ChartSpec;
  readonly onClose?: (() => void) | undefined;
}

/** The chart's lines: anew only when the run, the set of its series, or the earlier runs change. */
function useChartModel(chart: ChartSpec) {
  const { runs } = useServices();
  const { log, series, experiment, ghosts } = useRun((state) => ({
    log: state.log,
    series: state.log.names.length,
    experiment: state.experiment,
    ghosts: state.ghosts,
  }));
  return useMemo(() => {
    if (!experiment || series === 0) return undefined;
    const lines = chart.needs(contextOf(experiment, log.names));
    // Losses on other data are no comparison.
    const earlier = ghosts
      .filter((ghost) => ghost.shown && ghost.experiment.data.scenario === experiment.data.scenario)
      .map(({ log: own, experiment: trained }) => ({
        log: own,
        experiment: trained,
        lines: chart.needs(contextOf(trained, own.names)),
      }));
    return createChartModel(runs, lines, earlier);
  }, [chart, runs, log, series, experiment, ghosts]);
}

export function ChartCard({ chart, onClose }: ChartCardProps) {
  const words = useWords();
  const { word } = words;
  const model = useChartModel(chart);
  const scenario = useRun((state) => state.experiment?.data.scenario ?? '');
  const asTable = useChartStore((state) => state.tables.includes(chart.id));
  const isLog = useChartStore((state) => state.logarithmic.includes(chart.id));
  const figure = useRef<HTMLElement>(null);
  const title = useId();
  const label = word(`charts.${chart.id}.label`);
  const filled = model !== undefined && model.lines.length > 0;
  return (
    <figure className={classes.card} aria-labelledby={title} ref={figure}>
      <figcaption className={classes.cardHead}>
        <Tip text={word(`charts.${chart.id}.help`)}>
          <h3 id={title}>{label}</h3>
        </Tip>
        <div className={classes.tools}>
          {chart.axis.log && (
            <Tool
              label={word('charts.logScale', { chart: label })}
              tip={word('charts.logScaleHelp')}
              pressed={isLog}
              onClick={() => toggle('logarithmic', chart.id)}
            >
              <IconMathFunction size={15} aria-hidden />
            </Tool>
          )}
          <Tool
            label={word('charts.table', { chart: label })}
            tip={word('charts.tableHelp')}
            pressed={asTable}
            onClick={() => toggle('tables', chart.id)}
          >
            <IconTable size={15} aria-hidden />
          </Tool>
          <SaveMenu
            label={label}
            disabled={!filled}
            onSave={(kind) =>
              model &&
              figure.current &&
              void saveChart(kind, { chart: chart.id, label, figure: figure.current, model, words, scenario })
            }
          />
          {onClose && (
            <Tool label={word('charts.close', { chart: label })} tip={word('charts.closeHelp')} onClick={onClose}>
              <IconX size={15} aria-hidden />
            </Tool>
          )}
        </div>
      </figcaption>
      {!filled ? (
        <p className={classes.empty}>{word(model ? `charts.${chart.id}.none` : `charts.${chart.id}.empty`)}</p>
      ) : asTable ? (
        <DataTable model={model} scenario={scenario} label={label} />
      ) : (
        <div className={classes.cardBody}>
          <chart.Component chart={chart} model={model} name={word('charts.plotName', { chart: label })} />
          <Legend model={model} scenario={scenario} label={word('charts.legendName', { chart: label })} />
        </div>
      )}
    </figure>
  );
}

interface ToolProps {
  readonly label: string;
  readonly tip: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}
function Tool({ label, tip, pressed, onClick, children }: ToolProps) {
  return (
    <Tip text={tip}>
      <ActionIcon
        size={24}
        aria-label={label}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        variant={pressed ? 'light' : 'subtle'}
        color={pressed ? 'indigo' : 'gray'}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tip>
  );
}

const KINDS = ['png', 'svg', 'csv'] as const;
interface SaveMenuProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onSave: (kind: (typeof KINDS)[number]) => void;
}
function SaveMenu({ label, disabled, onSave }: SaveMenuProps) {
  const { word } = useWords();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={24} aria-label={word('charts.save', { chart: label })} disabled={disabled}>
          <IconDownload size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {KINDS.map((kind) => (
          <Menu.Item key={kind} onClick={() => onSave(kind)}>
            {word(`charts.saveAs.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
