/**
 * The wiring as text, for screen readers: every model's layers in order, who owns them, where their output goes, and
 * what is wrong with them. Kept in step with the canvas because it is drawn from the same document.
 */
import type { ModelSpec } from '../../core/experiment/experiment.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import type { ScenarioOutline } from '../../core/scenarios/scenario.ts';
import { useWords, type Words } from '../parts/i18n/index.ts';
import { useExperiment } from '../parts/services.tsx';
import { taskLetter } from '../parts/taskStyle.ts';
import classes from './canvas.module.css';
import { nodeTitle, ownership, shapeText, titleOf } from './names.ts';

export function Outline() {
  const words = useWords();
  const { models, analyses, outline } = useExperiment((state) => ({
    models: state.experiment.models,
    analyses: state.analyses,
    outline: state.outline,
  }));
  return (
    <section className={classes.visuallyHidden} aria-label={words.t('canvas.outline.label')}>
      {models.map((model, index) => (
        <section key={model.id}>
          <h3>{words.t('canvas.lane.label', { letter: taskLetter(index), name: model.name })}</h3>
          <ol>
            {sentences(words, model, analyses.get(model.id), outline).map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
}

function sentences(words: Words, model: ModelSpec, analysis: ModelAnalysis | undefined, outline: ScenarioOutline) {
  return model.wiring.nodes.map((node) => {
    const found = analysis?.nodes.get(node.id);
    const tasks = (found?.tasks ?? []).map((id) => outline.tasks.findIndex((task) => task.id === id));
    const targets = model.wiring.edges
      .filter((edge) => edge.source === node.id)
      .map((edge) => titleOf(words, model, edge.target, outline));
    const parts = [
      nodeTitle(words, node, outline),
      ownership(words, tasks),
      words.t('canvas.outline.shape', { shape: shapeText(found?.outputShapes?.[0]) }),
      words.t('canvas.node.parameters', { count: found?.parameterCount ?? 0 }),
      targets.length > 0
        ? words.t('canvas.outline.feeds', { list: targets.join(', ') })
        : words.t('canvas.outline.end'),
      ...(found?.issues ?? []).map((issue) => words.issue(issue)),
    ];
    return { id: node.id, text: parts.join('; ') };
  });
}
