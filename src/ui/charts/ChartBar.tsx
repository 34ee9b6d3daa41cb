/** What holds for all charts: which are shown, what the step axis counts in, smoothing, and the way back from a zoom. */
import { ActionIcon, Menu, NativeSelect, Slider } from '@mantine/core';
import { IconChevronDown, IconZoomReset } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { Tip } from '../parts/Tip.tsx';
import { chartStore, UNITS, useChartStore } from './chartStore.ts';
import classes from './charts.module.css';
import { charts } from './index.ts';

interface ChartBarProps {
  readonly shown: readonly string[];
  readonly onChoose: (shown: readonly string[]) => void;
}
export function ChartBar({ shown, onChoose }: ChartBarProps) {
  const { word } = useWords();
  const unit = useChartStore((state) => state.unit);
  const smoothing = useChartStore((state) => state.smoothing);
  const zoomed = useChartStore((state) => state.range !== undefined);
  const flip = (id: string): void => onChoose(charts.ids.filter((known) => (known === id) !== shown.includes(known)));
  return (
    <div className={classes.bar} role="toolbar" aria-label={word('charts.bar')}>
      <ChartChips shown={shown} onFlip={flip} />
      {zoomed && (
        <Tip text={word('charts.zoomResetHelp')}>
          <ActionIcon
            size={24}
            variant="light"
            color="indigo"
            aria-label={word('charts.zoomReset')}
            onClick={() => chartStore.setState({ range: undefined })}
          >
            <IconZoomReset size={15} aria-hidden />
          </ActionIcon>
        </Tip>
      )}
      <Tip text={word('charts.smoothingHelp')}>
        <div className={classes.smoothing}>
          <span aria-hidden>{word('charts.smoothing')}</span>
          <Slider
            className={classes.smoothingSlider}
            min={0}
            max={1}
            step={0.05}
            value={smoothing}
            label={(value) => `${Math.round(value * 100)}%`}
            thumbLabel={word('charts.smoothing')}
            onChange={(value) => chartStore.setState({ smoothing: value })}
          />
        </div>
      </Tip>
      <Tip text={word('charts.unitHelp')}>
        <NativeSelect
          className={classes.unit}
          aria-label={word('charts.unitLabel')}
          value={unit}
          data={UNITS.map((value) => ({ value, label: word(`charts.unit.${value}`) }))}
          onChange={(event) => {
            const chosen = UNITS.find((known) => known === event.currentTarget.value);
            if (chosen) chartStore.setState({ unit: chosen });
          }}
        />
      </Tip>
    </div>
  );
}

/** A switch per chart as far as there is room; the menu has all of them. */
function ChartChips({ shown, onFlip }: { readonly shown: readonly string[]; readonly onFlip: (id: string) => void }) {
  const { word } = useWords();
  const chips = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = chips.current;
    if (!row) return;
    // What has wrapped to a second line does not fit: it is neither seen nor reached by keys.
    const cut = (): void => {
      const [first] = row.children;
      for (const chip of row.children) {
        if (chip instanceof HTMLElement && first instanceof HTMLElement)
          chip.style.visibility = chip.offsetTop > first.offsetTop ? 'hidden' : '';
      }
    };
    const observer = new ResizeObserver(cut);
    observer.observe(row);
    cut();
    return () => observer.disconnect();
  });
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flexible row in every browser */}
      <div ref={chips} className={classes.chips} role="group" aria-label={word('charts.choose')}>
        {charts.ids.map((id) => (
          <Tip key={id} text={word(`charts.${id}.help`)} position="top">
            <button type="button" className={classes.chip} aria-pressed={shown.includes(id)} onClick={() => onFlip(id)}>
              {word(`charts.${id}.label`)}
            </button>
          </Tip>
        ))}
      </div>
      <Menu position="top-end" closeOnItemClick={false}>
        <Menu.Target>
          <Tip text={word('charts.chooseHelp')} position="top">
            <button type="button" className={`${classes.chip} ${classes.more}`}>
              {word('charts.all', { count: charts.ids.length })}
              <IconChevronDown size={13} aria-hidden />
            </button>
          </Tip>
        </Menu.Target>
        <Menu.Dropdown maw={320}>
          {charts.ids.map((id) => (
            <Menu.CheckboxItem key={id} checked={shown.includes(id)} onChange={() => onFlip(id)}>
              {word(`charts.${id}.label`)}
            </Menu.CheckboxItem>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
