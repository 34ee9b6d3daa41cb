/** What the models are made of: the data above, the layers below. */
import { Palette } from '../canvas/Palette.tsx';
import { ScenarioPanel } from '../controls/ScenarioPanel.tsx';
import { useWords } from '../parts/i18n/index.ts';
import classes from './app.module.css';

export function LeftPanel() {
  const { t } = useWords();
  return (
    <div className={classes.leftColumn}>
      <div className={classes.scroll}>
        <ScenarioPanel />
      </div>
      <section className={classes.palette} aria-label={t('app.layers')}>
        <h3 className={classes.panelTitle}>{t('app.layers')}</h3>
        <Palette />
      </section>
    </div>
  );
}
