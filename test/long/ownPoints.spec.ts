/** Points drawn on the plane by pointer and by keyboard. */
import { presets } from '../../src/core/experiment/presets/index.ts';
import { columnsOf, ends, expect, experimentOf, openWith, settled, step, test, violations } from '../e2e/support.ts';

test('points are drawn by pointer and by keyboard, undone, and carried by the document', async ({ page }) => {
  await openWith(page, presets.get('own-points').build());
  const points = async () => ((await experimentOf(page)).data.own?.points?.length ?? 0) / 4;
  const before = await points();
  await page.getByRole('button', { name: 'Task B, class 1' }).click();
  const plane = page.getByRole('application', { name: /^Plane to draw on/ });
  await plane.scrollIntoViewIfNeeded();
  await settled(page);
  const box = (await plane.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.1);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height * 0.12, { steps: 12 });
  await page.mouse.up();
  const drawn = await points();
  expect(drawn).toBeGreaterThan(before + 5);
  await page.getByRole('group', { name: 'Points' }).getByRole('button', { name: 'Undo' }).click();
  expect(await points()).toBe(before);
  expect(await violations(page, 'nav')).toEqual([]);
  await plane.focus();
  for (const key of ['ArrowRight', 'ArrowUp', 'Enter']) await plane.press(key);
  expect((await experimentOf(page)).data.own?.points?.slice(-4, -2)).toEqual([1, 1]);
  await plane.press('Delete');
  expect(await points()).toBe(before);
  await page.evaluate(() => window.playground.idle());
  await step(page, 40);
  const { first, last } = ends((await columnsOf(page))['A/a/train/loss'] ?? [], 5);
  expect(last).toBeLessThan(first);
});
