/** A change is said in words: no id of a layer, an option, a method or a task stands in a Chinese sentence. */
import { expect, it } from 'vitest';
import { applyEdit } from '../../../src/core/experiment/applyEdit.ts';
import { describeChanges } from '../../../src/core/experiment/changes.ts';
import type { Edit } from '../../../src/core/experiment/edit.ts';
import { nodeId, taskId } from '../../../src/core/experiment/experiment.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { changeText } from '../../../src/ui/parts/changeText.ts';
import { createWords } from '../../../src/ui/parts/i18n/index.ts';
import { zhCN } from '../../../src/ui/parts/i18n/zh-CN/index.ts';

const chinese = createWords('zh-CN', zhCN);
const words = {
  word: (key: string, params?: object) => String(chinese.t(key as never, params as never)),
  has: (key: string) => chinese.exists(key),
};
const before = presets.get('soft-sharing').build();
const model = before.models[0]?.id;
if (!model) throw new Error('the preset has no model');
const option = (name: string, value: string | number): Edit => ({
  type: 'setNodeOption',
  model,
  node: nodeId('dense1'),
  name,
  value,
});
const EDITS: readonly (readonly [Edit, string])[] = [
  [option('units', 5), '软共享 中 全连接 1 的单元数：8 → 5'],
  [option('activation', 'sigmoid'), 'sigmoid'],
  [{ type: 'setMethodOption', model, name: 'reduction', value: 'mean' }, '求和 → 取平均'],
  [{ type: 'setMethod', model, method: 'lagrange' }, '加权和 → 约束'],
  [{ type: 'setTaskWeight', model, task: taskId('a'), weight: 3 }, '任务 A 的权重：1 → 3'],
];
it.each(EDITS)('%j', (edit, said) => {
  const after = applyEdit(before, edit);
  if (!after.ok) throw new Error(after.issue.code);
  const text = describeChanges(before, after.value)
    .map((change) => changeText(words, 'plane', change))
    .join('；');
  expect(text).toContain(said);
  expect(text.match(/[A-Za-z]{2,}/g)?.filter((word) => !['tanh', 'sigmoid'].includes(word)) ?? []).toEqual([]);
});
