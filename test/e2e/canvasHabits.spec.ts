/** The canvas by the habits that people bring from other editors, one scenario for each group of them. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Experiment, ModelSpec } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { canvas, card, experimentOf, openWith, port, settings, test } from './support.ts';

const small = (): Experiment => {
  const preset = presets.get('hard-sharing').build();
  return { ...preset, training: { ...preset.training, backend: 'cpu' } };
};
const modelOf = async (page: Page): Promise<ModelSpec> => (await experimentOf(page)).models[0] as ModelSpec;
const kinds = async (page: Page): Promise<string[]> => (await modelOf(page)).wiring.nodes.map((node) => node.kind);
const wires = async (page: Page): Promise<string[]> =>
  (await modelOf(page)).wiring.edges.map((edge) => `${edge.source} ${edge.target}`);
const search = (page: Page): Locator => page.getByRole('combobox', { name: 'Search a layer' });
const selected = (page: Page): Locator => canvas(page).locator('.react-flow__node.selected');

/** A point of the canvas where nothing stands: below everything in the lane. */
async function freePoint(page: Page): Promise<{ x: number; y: number }> {
  const frame = await canvas(page).boundingBox();
  const lowest = await card(page, 'Dense dense1').boundingBox();
  if (!frame || !lowest) throw new Error('the canvas is not there');
  return { x: lowest.x + lowest.width / 2, y: lowest.y + lowest.height + 60 };
}
async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (!box) throw new Error('not on screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

test('layers are added by /, by a double click, by a dropped wire, and on a wire', async ({ page }) => {
  await openWith(page, small());
  const free = await freePoint(page);
  await page.mouse.move(free.x, free.y);
  await page.keyboard.press('/');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('drop');
  await page.keyboard.press('Enter');
  expect((await kinds(page)).at(-1)).toBe('dropout');
  await expect(selected(page)).toHaveCount(1);
  await page.keyboard.press('Control+z');

  await page.mouse.dblclick(free.x, free.y);
  await expect(search(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(search(page)).toBeHidden();
  const before = await modelOf(page);
  // A double click on a card deletes nothing and adds nothing.
  await card(page, 'Dense dense1').dblclick();
  expect(await modelOf(page)).toEqual(before);

  await drag(page, await middleOf(port(page, 'Output of Dense dense1')), free);
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('dense');
  await page.keyboard.press('Enter');
  const added = (await modelOf(page)).wiring.nodes.at(-1);
  expect(added?.kind).toBe('dense');
  expect(await wires(page)).toContain(`dense1 ${added?.id}`);
  await page.keyboard.press('Control+z');
  expect(await modelOf(page)).toEqual(before);

  // By the keyboard: the wire is focused, selected with Enter, and offers to insert.
  await canvas(page)
    .getByRole('group', { name: /^Wire from Dense dense1 to Dense dense2/ })
    .press('Enter');
  await page.getByRole('button', { name: 'Insert a layer on this wire' }).click();
  await page.keyboard.type('dropout');
  await page.keyboard.press('Enter');
  const dropout = (await modelOf(page)).wiring.nodes.find((node) => node.kind === 'dropout');
  expect(await wires(page)).toEqual(expect.arrayContaining([`dense1 ${dropout?.id}`, `${dropout?.id} dense2`]));
  expect(await wires(page)).not.toContain('dense1 dense2');
});

test('several are selected by Ctrl+click, by a box and by keys; moved, copied, deleted, each one undo step', async ({
  page,
}) => {
  await openWith(page, small());
  const before = await modelOf(page);
  await card(page, 'Dense dense1').click();
  await card(page, 'Dense dense2').click({ modifiers: ['Control'] });
  await expect(selected(page)).toHaveCount(2);
  const placeOf = async (id: string) => (await modelOf(page)).positions[id as never] as { x: number; y: number };
  await page.keyboard.press('ArrowDown');
  const once = await placeOf('dense1');
  await page.keyboard.press('ArrowDown');
  expect((await placeOf('dense1')).y).toBe(once.y + 10);
  await page.keyboard.press('Control+z');
  expect(await placeOf('dense1')).toEqual(once);
  await page.keyboard.press('Control+z');

  await page.keyboard.press('Control+d');
  expect((await kinds(page)).length).toBe(before.wiring.nodes.length + 2);
  expect((await wires(page)).length).toBe(before.wiring.edges.length + 1);
  await page.keyboard.press('Control+Shift+z');
  await page.keyboard.press('Control+z');
  expect((await modelOf(page)).wiring).toEqual(before.wiring);
  await page.keyboard.press('Control+y');
  expect((await kinds(page)).length).toBe(before.wiring.nodes.length + 2);
  await page.keyboard.press('Control+z');

  const [one, two] = [await card(page, 'Task head A').boundingBox(), await card(page, 'Task head B').boundingBox()];
  if (!one || !two) throw new Error('no heads');
  await page.keyboard.down('Shift');
  await drag(page, { x: one.x - 8, y: one.y - 8 }, { x: two.x + two.width + 4, y: two.y + two.height + 4 });
  await page.keyboard.up('Shift');
  await expect(selected(page)).toHaveCount(2);
  await page.keyboard.press('Delete');
  expect(await kinds(page)).not.toContain('head');
  await page.keyboard.press('Control+z');
  expect((await modelOf(page)).wiring).toEqual(before.wiring);

  // The same without a pointer.
  await card(page, 'Dense dense1').press('Enter');
  await card(page, 'Dense dense2').press('Control+Enter');
  await expect(selected(page)).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(selected(page)).toHaveCount(0);
});

test('layers are copied from one tab and pasted in another', async ({ page, context }) => {
  await openWith(page, small());
  await card(page, 'Dense dense1').click();
  await card(page, 'Dense dense2').click({ modifiers: ['Control'] });
  await page.keyboard.press('Control+c');
  const other = await context.newPage();
  await openWith(other, { ...presets.get('one-network-each').build(), title: 'Other tab' });
  const had = (await kinds(other)).length;
  await canvas(other).click({ position: { x: 400, y: 20 } });
  await other.keyboard.press('Control+v');
  await expect.poll(() => kinds(other)).toHaveLength(had + 2);
  const pasted = (await modelOf(other)).wiring;
  expect(pasted.nodes.slice(-2).map((node) => [node.kind, node.initKey])).toEqual([
    ['dense', 'dense1'],
    ['dense', 'dense2'],
  ]);
  expect(pasted.edges.filter((edge) => pasted.nodes.slice(-2).some(({ id }) => id === edge.source))).toHaveLength(1);
  await other.keyboard.press('Control+z');
  expect(await kinds(other)).toHaveLength(had);
  await other.close();
});

test('the view pans by Space and a drag, zooms, and has an overview map', async ({ page }) => {
  await openWith(page, small());
  const at = async () => (await card(page, 'Dense dense1').boundingBox()) as { x: number; y: number; width: number };
  const before = await at();
  const held = await modelOf(page);
  const middle = await middleOf(card(page, 'Dense dense2'));
  await page.mouse.move(middle.x, middle.y);
  await page.keyboard.down('Space');
  await drag(page, middle, { x: middle.x - 90, y: middle.y + 30 });
  await page.keyboard.up('Space');
  const moved = await at();
  expect(Math.round(moved.x - before.x)).toBe(-90);
  expect(Math.round(moved.y - before.y)).toBe(30);
  // It panned: no layer was moved, and training did not begin.
  expect(await modelOf(page)).toEqual(held);
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await expect.poll(async () => (await at()).width).toBeLessThan(before.width);
  await page.getByRole('button', { name: 'Overview map' }).click();
  await expect(page.getByRole('img', { name: 'Overview map' })).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect.poll(async () => Math.round((await at()).x)).toBe(Math.round(before.x));
});

test('a task tower folds to one card by one gesture; it is named, copied and opened as one', async ({ page }) => {
  await openWith(page, presets.get('one-network-each').build());
  const groups = canvas(page).getByRole('group', { name: /^(Dense|Task head)/ });
  await expect(groups).toHaveCount(8);
  await card(page, 'Dense dense2').click();
  await page.getByRole('button', { name: 'Fold the tower of A' }).click();
  await expect(groups).toHaveCount(4);
  const tower = card(page, 'Tower of A');
  await expect(tower).toContainText('4 layers');
  await expect(canvas(page).getByRole('group', { name: /^Wire from .* to Dense dense1, / })).toBeVisible();

  await page.keyboard.press('F2');
  await page.keyboard.type('My tower');
  await page.keyboard.press('Enter');
  await expect(card(page, 'My tower')).toBeVisible();
  const before = (await kinds(page)).length;
  await card(page, 'My tower').click();
  await page.getByRole('toolbar', { name: 'Tools for My tower' }).getByRole('button', { name: 'Duplicate' }).click();
  expect(await kinds(page)).toHaveLength(before + 4);
  await expect(card(page, 'My tower')).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(card(page, 'My tower')).toHaveCount(1);
  await card(page, 'My tower').dblclick();
  await expect(groups).toHaveCount(8);

  // By keys, and all at once from the model's menu.
  await card(page, 'Task head B').press('Enter');
  await page.keyboard.press('Control+g');
  await expect(card(page, 'Tower of B')).toBeVisible();
  await page.keyboard.press('Control+Shift+g');
  await expect(groups).toHaveCount(8);
  await page.getByRole('button', { name: 'Model menu of One network each' }).click();
  await page.getByRole('menuitem', { name: 'Fold every tower to one card' }).click();
  await expect(groups).toHaveCount(0);
  // Folded towers train as before.
  await page.evaluate(() => window.playground.step(2));
  await expect(card(page, 'Tower of B')).not.toContainText('–');
});

test('the split point moves by a drag and by keys; one tower per task comes from the menu', async ({ page }) => {
  await openWith(page, small());
  const before = await modelOf(page);
  const divider = canvas(page).getByRole('slider', { name: 'Split point of Hard sharing' });
  await expect(divider).toHaveAttribute('aria-valuetext', '2 of 3 layers shared');
  const knob = await middleOf(divider);
  const [one, two] = [await middleOf(card(page, 'Dense dense1')), await middleOf(card(page, 'Dense dense2'))];
  await drag(page, knob, { x: knob.x - (two.x - one.x), y: knob.y });
  await expect(divider).toHaveAttribute('aria-valuetext', '1 of 3 layers shared');
  await divider.press('ArrowRight');
  await expect(divider).toHaveAttribute('aria-valuetext', '2 of 3 layers shared');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect(await modelOf(page)).toEqual(before);
  await page.getByRole('button', { name: 'Model menu of Hard sharing' }).click();
  await page.getByRole('menuitem', { name: 'One tower per task' }).click();
  await expect(canvas(page).getByRole('list', { name: 'Parameters by who shares them' })).toContainText('shared 0');
});

test('? opens the keys, and the outline follows the wiring', async ({ page }) => {
  await openWith(page, small());
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Help and keys' });
  await help.getByRole('tab', { name: 'Keys' }).click();
  for (const words of ['undo', 'search a layer to add', 'fold', 'pan the view'])
    await expect(help).toContainText(words);
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  const outline = page.getByRole('region', { name: 'The wiring as text' }).getByRole('listitem');
  await expect(outline.filter({ hasText: 'Dense dense1; shared by A and B' })).toHaveCount(1);
  await card(page, 'Dense dense2').click();
  await settings(page).getByRole('button', { name: 'Give each task its own copy' }).click();
  await expect(outline.filter({ hasText: /^Dense dense2; only [AB]/ })).toHaveCount(1);
});
