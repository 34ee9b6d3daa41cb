/** On a tablet everything works by touch; on a phone there are presets, the run bar and charts, and the canvas to look at. */
import { expect, type Locator, type Page } from '@playwright/test';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { canvas, card, experimentOf, openWith, port, settled, step, test } from './support.ts';

test.use({ hasTouch: true, viewport: { width: 820, height: 1180 } });

const small = () => {
  const preset = presets.get('hard-sharing').build();
  return { ...preset, training: { ...preset.training, backend: 'cpu' as const } };
};
const wiring = async (page: Page) => (await experimentOf(page)).models[0]?.wiring ?? { nodes: [], edges: [] };
async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (!box) throw new Error('not on screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
/** A finger put down, drawn along and lifted. */
async function swipe(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
  await send('touchStart', from);
  for (let i = 1; i <= 6; i += 1)
    await send('touchMove', { x: from.x + ((to.x - from.x) * i) / 6, y: from.y + ((to.y - from.y) * i) / 6 });
  await send('touchEnd');
  await session.detach();
}
async function tap(page: Page, target: Locator): Promise<void> {
  await settled(page);
  const at = await middleOf(target);
  await page.touchscreen.tap(at.x, at.y);
}

test('by touch: select, move, add, wire, pan, select several, delete; settings in a drawer', async ({ page }) => {
  await openWith(page, small());
  const before = await wiring(page);
  await tap(page, card(page, 'Dense dense1'));
  await expect(page.getByRole('toolbar', { name: 'Tools for Dense' })).toBeVisible();
  await tap(page, page.getByRole('button', { name: 'Show or hide the settings' }));
  const drawer = page.getByRole('dialog', { name: 'Settings' });
  await expect(drawer.getByRole('textbox', { name: 'Units' })).toHaveValue('8');
  await tap(page, drawer.getByRole('button', { name: 'Close' }));
  await expect(drawer).toBeHidden();

  // A card moves, free canvas pans.
  const middle = await middleOf(card(page, 'Dense dense1'));
  await swipe(page, { x: middle.x, y: middle.y - 14 }, { x: middle.x, y: middle.y + 60 });
  expect(Object.keys((await experimentOf(page)).models[0]?.positions ?? {}).length).toBeGreaterThan(0);
  const frame = await middleOf(canvas(page));
  const here = await middleOf(card(page, 'Task head A'));
  await swipe(page, { x: frame.x, y: frame.y + 170 }, { x: frame.x - 50, y: frame.y + 130 });
  const moved = await middleOf(card(page, 'Task head A'));
  expect([Math.round(moved.x - here.x), Math.round(moved.y - here.y)]).toEqual([-50, -40]);

  // A layer from the palette; wired by a tap on one port and then on another.
  await tap(page, page.getByRole('button', { name: 'Show everything' }));
  await tap(page, page.getByRole('button', { name: 'Add a layer (/)' }));
  await page.keyboard.type('dense');
  await tap(page, page.getByRole('option', { name: 'Dense' }).first());
  const added = (await wiring(page)).nodes.at(-1)?.id ?? '';
  await tap(page, page.getByRole('button', { name: 'Show everything' }));
  await tap(page, port(page, 'Output of Dense dense1'));
  await tap(page, port(page, `Input of Dense ${added}`));
  expect((await wiring(page)).edges.some(({ source, target }) => source === 'dense1' && target === added)).toBe(true);

  // Several: one after another, in the mode for it; a tap on free canvas lets go of what was selected.
  const corner = await canvas(page).boundingBox();
  await page.touchscreen.tap((corner?.x ?? 0) + 400, (corner?.y ?? 0) + (corner?.height ?? 0) - 20);
  await expect(canvas(page).locator('.react-flow__node.selected')).toHaveCount(0);
  await tap(page, page.getByRole('button', { name: /^Select several/ }));
  await tap(page, card(page, 'Task head A'));
  await tap(page, card(page, 'Task head B'));
  await expect(canvas(page).locator('.react-flow__node.selected')).toHaveCount(2);
  await tap(page, page.getByRole('toolbar', { name: /selected layers/ }).getByRole('button', { name: 'Delete' }));
  expect((await wiring(page)).nodes.map(({ kind }) => kind)).not.toContain('head');
  for (let i = 0; i < 4; i += 1) await tap(page, page.getByRole('button', { name: 'Undo', exact: true }));
  expect(await wiring(page)).toEqual(before);
});

test('a phone has presets, the run bar, charts and the canvas in one column that does not scroll sideways', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openWith(page, small());
  await step(page, 5);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(360);
  await expect(page.getByRole('button', { name: 'Presets' })).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeInViewport();
  await expect(page.getByRole('figure', { name: 'Loss' })).toBeInViewport();
  await card(page, 'Task head A').scrollIntoViewIfNeeded();
  await expect(card(page, 'Task head A')).toBeInViewport();
  // The run bar stays at hand.
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeInViewport();
  await tap(page, page.getByRole('button', { name: 'Play', exact: true }));
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.evaluate(() => window.playground.pause());
});
