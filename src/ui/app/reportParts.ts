/** What stands in a report: the document, its settings in words, curves, last test scores, and the way back. */
import type { ModelSpec } from '../../core/experiment/experiment.ts';
import type { ReportChart, ReportParts, ReportTable } from '../../core/export/report.ts';
import { enabledTasks } from '../../core/scenarios/outline.ts';
import { mainMetric } from '../../core/tasks/index.ts';
import { series } from '../../state/series.ts';
import type { Services } from '../../state/services.ts';
import { drawPicture, type PictureColours } from '../canvas/picture.ts';
import { isShare, scoreText } from '../classroom/scoreText.ts';
import { qrPicture } from '../controls/QrCode.tsx';
import { factsOf } from '../parts/facts.ts';
import type { Words } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import type { NamedTask } from '../parts/useTaskNames.ts';

/** The tasks' hues of the light scheme (theme.css): a report is paper, whatever the page's colours are. */
const HUES = ['#185597', '#b24311', '#0d7059', '#86333e', '#603c04', '#0065d1', '#5e1b6f', '#3f3b4b'] as const;
const SOFT = ['#e1e9f1', '#f5e7e0', '#e0ece9', '#efe4e6', '#eae6de', '#deebf9', '#eae1ec', '#e6e6e8'] as const;
const PAPER: PictureColours = {
  surface: '#ffffff',
  sunken: '#f4f6f9',
  line: '#d5dae1',
  ink: '#1d2530',
  inkSoft: '#556070',
  task: (index) => HUES[index % HUES.length] ?? HUES[0],
  soft: (index) => SOFT[index % SOFT.length] ?? SOFT[0],
};
/** Of the first to the fourth model, as on the charts. */
const DASHES = ['', '7 4', '2 3', '8 3 2 3'] as const;

/** What every part of a report is made from. */
interface Told {
  readonly services: Services;
  readonly words: Words;
  readonly tasks: readonly NamedTask[];
  /** The enabled ones. */
  readonly named: readonly NamedTask[];
}
function told(services: Services, words: Words): Told {
  const { experiment, outline } = services.experiments.getState();
  const tasks: NamedTask[] = outline.tasks.map((def, index) => {
    const key = `scenario.${experiment.data.scenario}.tasks.${def.id}`;
    const enabled = experiment.data.tasks[def.id]?.enabled ?? true;
    return { id: def.id, index, label: words.has(key) ? words.word(key) : def.id, enabled, def };
  });
  const on = enabledTasks(experiment.data, outline);
  return { services, words, tasks, named: tasks.filter(({ id }) => on.some((task) => task.id === id)) };
}
const testMetric = (model: ModelSpec, task: NamedTask): string =>
  series.metric(model.id, task.id, 'test', mainMetric(task.def).id);

function chart(
  { services, words, named }: Told,
  id: 'loss' | 'metric',
  of: (model: ModelSpec, task: NamedTask) => string,
): ReportChart {
  const { models } = services.experiments.getState().experiment;
  return {
    title: words.word(`charts.${id}.label`),
    percent: id === 'metric' && named.every(({ def }) => isShare(mainMetric(def).id)),
    curves: models.flatMap((model, place) =>
      named.map((task) => ({
        name: `${words.given(model.name)}, ${task.label}`,
        series: of(model, task),
        colour: PAPER.task(task.index),
        dash: DASHES[place] ?? '',
      })),
    ),
  };
}

/** The last test scores and losses, one row a task. */
function results({ services, words, named }: Told): ReportTable {
  const { models } = services.experiments.getState().experiment;
  const { log } = services.runs.getState();
  const { t, word, given, language } = words;
  return {
    title: t('classroom.report.results'),
    head: [t('classroom.report.task'), ...models.map(({ name }) => given(name))],
    rows: named.map((task) => {
      const metric = mainMetric(task.def).id;
      return [
        `${task.label} (${word(`metric.${metric}.label`)})`,
        ...models.map((model) => {
          const score = log.last(testMetric(model, task));
          const loss = log.last(series.loss(model.id, task.id, 'test'));
          return score ? `${scoreText(metric, score.value, language)} · ${loss ? shortNumber(loss.value) : ''}` : '–';
        }),
      ];
    }),
  };
}

/** What the data and each model are set to. */
function settings({ services, words, tasks }: Told): ReportTable[] {
  const { experiment } = services.experiments.getState();
  const [first] = experiment.models;
  if (!first) return [];
  return [
    {
      title: words.t('classroom.report.settings'),
      head: [],
      rows: factsOf('data', { experiment, model: first, tasks, words }),
    },
    ...experiment.models.map((model) => ({
      title: words.t('classroom.report.ofModel', { model: words.given(model.name) }),
      head: [],
      rows: (['training', 'balancing', 'sharing'] as const).flatMap((part) =>
        factsOf(part, { experiment, model, tasks, words }),
      ),
    })),
  ];
}

export function reportParts(services: Services, words: Words, now: Date): ReportParts {
  const { experiment, analyses, outline } = services.experiments.getState();
  const { progress, backend } = services.runs.getState();
  const { t, given, language } = words;
  const about = told(services, words);
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(now);
  const trained = progress.step > 0 && backend !== undefined;
  const address = services.sharing.link();
  const { classroom, answers } = experiment.view;
  return {
    language,
    title: given(experiment.title).trim() || t('app.name'),
    made: trained
      ? t('classroom.report.made', {
          date,
          steps: progress.step,
          backend: t(`controls.backend.names.${backend.name}`),
        })
      : t('classroom.report.untrained', { date }),
    paragraphs: [classroom?.task, experiment.notes, answers?.name, answers?.note].filter(
      (text): text is string => text !== undefined && text.trim() !== '',
    ),
    wiring: {
      title: t('classroom.report.wiring'),
      svg: drawPicture({ experiment, analyses, outline, words, colours: PAPER }).svg,
    },
    charts: trained
      ? [
          chart(about, 'loss', (model, task) => series.loss(model.id, task.id, 'train')),
          chart(about, 'metric', testMetric),
        ]
      : [],
    tables: [...(trained ? [results(about)] : []), ...settings(about)],
    link: { title: t('classroom.report.link'), address, qr: qrPicture(address) },
    steps: t('controls.run.stepCount'),
  };
}
