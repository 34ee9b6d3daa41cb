/** The course: every lesson has its texts, and every step in a text has its deed, in every language. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../../src/core/experiment/experiment.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { parseExperiment } from '../../../src/core/experiment/schema.ts';
import { createRunLog } from '../../../src/core/metrics/runLog.ts';
import { createDerive } from '../../../src/state/derived.ts';
import type { Seen } from '../../../src/ui/lessons/lesson.ts';
import { lessons } from '../../../src/ui/lessons/lessons.ts';
import { tours } from '../../../src/ui/lessons/tours.ts';
import { en } from '../../../src/ui/parts/i18n/en/index.ts';

const path = (language: string, id: string): string => `src/ui/lessons/content/${language}/${id}.mdx`;
const used = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name);

const courses = [...lessons.all, ...tours.all];
/** A page as it stands when the lesson has just been opened. */
function untouched(experiment: Experiment): Seen {
  const { analyses } = createDerive()(experiment);
  return { experiment, analyses, step: 0, log: createRunLog(), studies: [] };
}
describe.each(courses.map((lesson) => [lesson.id, lesson] as const))('lesson %s', (id, lesson) => {
  it('opens with a sound experiment, has a title and a summary', () => {
    expect(parseExperiment(lesson.begin()).ok).toBe(true);
    expect(Object.keys(en.lessons.titles)).toContain(id);
    expect(Object.keys(en.lessons.summaries)).toContain(id);
  });
  it('has no step that is done before the reader has done anything', () => {
    const seen = untouched(lesson.begin());
    const done = Object.entries({ ...lesson.deeds, challenge: lesson.challenge }).filter(([, deed]) => deed?.(seen));
    expect(done.map(([name]) => name)).toEqual([]);
  });
  it.each(['en', 'zh-CN'].filter((language) => language === 'en' || existsSync(path(language, id))))(
    'has steps for its deeds, one challenge and one more task: %s',
    (language) => {
      const text = readFileSync(path(language, id), 'utf8');
      expect(used(text, /<Do deed="([^"]+)"/g).sort()).toEqual(Object.keys(lesson.deeds).sort());
      expect(used(text, /<(Challenge)>/g)).toHaveLength(lesson.challenge ? 1 : 0);
      expect(used(text, /<(Further)>/g)).toHaveLength(lesson.challenge ? 1 : 0);
      expect(used(text, /<Open preset="([^"]+)"/g).filter((preset) => !presets.has(preset))).toEqual([]);
      const measured = used(text, /<Measured preset="([^"]+)"/g);
      expect(measured.filter((preset) => !('measured' in { ...en.preset[preset as keyof typeof en.preset] }))).toEqual(
        [],
      );
    },
  );
});
it('has every text of one language in the other, or none', () => {
  const there = lessons.ids.filter((id) => existsSync(path('zh-CN', id)));
  expect([0, lessons.ids.length]).toContain(there.length);
});
