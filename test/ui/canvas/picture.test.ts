/** The canvas as a file: well-formed whatever the names, complete, and in the tasks' colours. */
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../../src/core/experiment/experiment.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import { outlineOf } from '../../../src/core/scenarios/outline.ts';
import { drawPicture } from '../../../src/ui/canvas/picture.ts';

const words = {
  t: ((key: string, params?: object) => `${key} ${JSON.stringify(params ?? {})}`) as never,
  word: (key: string) => key,
  has: () => false,
  given: (name: string) => name,
};
const colours = {
  surface: 'white',
  sunken: 'whitesmoke',
  line: 'silver',
  ink: 'black',
  inkSoft: 'grey',
  task: (index: number) => `task${index}`,
  soft: (index: number) => `soft${index}`,
};
function draw(experiment: Experiment) {
  const outline = outlineOf(experiment.data);
  const analyses = new Map(
    experiment.models.map((model) => [model.id, analyseModel(model, experiment.data, outline)] as const),
  );
  return drawPicture({ experiment, analyses, outline, words, colours });
}
/** Every tag that opens closes, in order; text and attributes hold no bare mark. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  for (const [, slash, name = '', rest = ''] of xml.matchAll(/<(\/?)([a-z]+)((?: [\w-]+="[^"<>]*")*)>/gi)) {
    if (!slash) open.push(name);
    else if (open.pop() !== name || rest !== '') return false;
  }
  const text = xml.replace(/<\/?[a-z]+(?: [\w-]+="[^"<>]*")*>/gi, '');
  return open.length === 0 && !/[<>]|&(?!amp;|lt;|gt;|quot;)/.test(text);
}

describe('the picture of the canvas', () => {
  it.each(presets.ids)('draws every layer, wire and tie of %s', (id) => {
    const experiment = presets.get(id).build();
    const { svg, width, height } = draw(experiment);
    expect(isWellFormed(svg)).toBe(true);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(Math.min(width, height)).toBeGreaterThan(100);
    const cards = experiment.models.flatMap((model) => model.wiring.nodes).length;
    expect(svg.match(/rx="6" fill="none"/g)?.length ?? 0).toBe(cards);
    const springs = experiment.models
      .flatMap((model) => model.ties)
      .reduce((sum, tie) => sum + tie.nodes.length - 1, 0);
    expect(svg.match(/λ /g)?.length ?? 0).toBe(springs);
  });
  it('winds one strand per task around a shared wire', () => {
    const { svg } = draw(presets.get('hard-sharing').build());
    for (const task of [0, 1]) expect(svg).toContain(`stroke="task${task}"`);
    expect(svg).toContain('fill="soft1"');
  });
  it('lets no name break out of the text', () => {
    const preset = presets.get('hard-sharing').build();
    const name = '</text><script>alert("1")</script>&\u0007';
    const { svg } = draw({ ...preset, title: name, models: preset.models.map((model) => ({ ...model, name })) });
    expect(isWellFormed(svg)).toBe(true);
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('\u0007');
  });
  it('clips a name that is longer than its card', () => {
    const preset = presets.get('hard-sharing').build();
    const label = 'x'.repeat(500);
    const models = preset.models.map((model) => ({
      ...model,
      wiring: { ...model.wiring, nodes: model.wiring.nodes.map((node) => ({ ...node, label })) },
    }));
    expect(draw({ ...preset, models }).svg).not.toContain('x'.repeat(40));
  });
});
