/** The course: every lesson has its texts, and every step in a text has its deed, in every language. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { parseExperiment } from '../../../src/core/experiment/schema.ts';
import { lessons } from '../../../src/ui/lessons/lessons.ts';
import { tours } from '../../../src/ui/lessons/tours.ts';
import { en } from '../../../src/ui/parts/i18n/en/index.ts';

const path = (language: string, id: string): string => `src/ui/lessons/content/${language}/${id}.mdx`;
const used = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name);

const courses = [...lessons.all, ...tours.all];
describe.each(courses.map((lesson) => [lesson.id, lesson] as const))('lesson %s', (id, lesson) => {
  it('opens with a sound experiment, has a title and a summary', () => {
    expect(parseExperiment(lesson.begin()).ok).toBe(true);
    expect(Object.keys(en.lessons.titles)).toContain(id);
    expect(Object.keys(en.lessons.summaries)).toContain(id);
  });
  it.each(['en', 'zh-CN'].filter((language) => language === 'en' || existsSync(path(language, id))))(
    'has steps for its deeds, one challenge and one more task: %s',
    (language) => {
      const text = readFileSync(path(language, id), 'utf8');
      expect(used(text, /<Do deed="([^"]+)"/g).sort()).toEqual(Object.keys(lesson.deeds).sort());
      expect(used(text, /<(Challenge)>/g)).toHaveLength(lesson.challenge ? 1 : 0);
      expect(used(text, /<(Further)>/g)).toHaveLength(lesson.challenge ? 1 : 0);
      expect(used(text, /<Open preset="([^"]+)"/g).filter((preset) => !presets.has(preset))).toEqual([]);
    },
  );
});
it('has every text of one language in the other, or none', () => {
  const there = lessons.ids.filter((id) => existsSync(path('zh-CN', id)));
  expect([0, lessons.ids.length]).toContain(there.length);
});
