/** The charts as a person uses them: one crosshair for all and for the canvas, scales, zoom, switches, tables, files. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { card, columnsOf, experimentOf, openWith, settings, step, test } from './support.ts';

const small = (charts: readonly string[]): Experiment => {
  const preset = presets.get('hard-beside-separate').build();
  return { ...preset, training: { ...preset.training, backend: 'cpu' }, view: { ...preset.view, charts } };
};
const chart = (page: Page, name: string): Locator => page.getByRole('figure', { name, exact: true });
const plot = (page: Page, name: string): Locator => chart(page, name).getByRole('application');
const drawn = (page: Page, name: string): Promise<number> =>
  chart(page, name)
    .locator('path[data-line]')
    .evaluateAll((paths) => paths.filter((path) => (path.getAttribute('d') ?? '').length > 0).length);

test('one crosshair over all charts and the badges on the canvas, by pointer and by keys', async ({ page }) => {
  await openWith(page, small(['loss', 'gradientNorm']));
  await step(page, 64);
  const columns = await columnsOf(page);
  await plot(page, 'Loss').focus();
  await page.keyboard.press('Home');
  for (let i = 0; i < 10; i += 1) await page.keyboard.press('ArrowRight');
  const note = page.getByText(/^Losses, gradients and wires show step 10\./);
  await expect(note).toBeVisible();
  const loss = columns['A/a/train/loss']?.[columns.step?.indexOf(10) ?? 0] ?? Number.NaN;
  await expect(card(page, 'Task head A').first()).toContainText(String(Number(loss.toPrecision(3))));
  for (const name of ['Loss', 'Gradient norms'])
    await expect(chart(page, name).locator('[data-crosshair]')).toHaveCSS('visibility', 'visible');
  // What a screen reader is told.
  await expect(chart(page, 'Loss').getByRole('status')).toContainText('step 10');
  await page.keyboard.press('Escape');
  await expect(note).toBeHidden();

  const box = await plot(page, 'Gradient norms').boundingBox();
  if (!box) throw new Error('no plot');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(page.getByText(/^Losses, gradients and wires show step \d+\./)).toBeVisible();
  await expect(chart(page, 'Loss').locator('[data-crosshair]')).toHaveCSS('visibility', 'visible');
  await page.mouse.move(box.x + box.width / 2, box.y - 300);
  await expect(chart(page, 'Loss').locator('[data-crosshair]')).toHaveCSS('visibility', 'hidden');
});

test('log scale, smoothing, legend switches, zoom, units and the choice of charts act at once and are kept', async ({
  page,
}) => {
  await openWith(page, small(['loss', 'metric']));
  await step(page, 128);
  const axis = chart(page, 'Loss').locator('.recharts-yAxis-tick-labels');
  await expect(axis).toContainText('0');
  await chart(page, 'Loss').getByRole('button', { name: 'Logarithmic axis: Loss' }).click();
  await expect(axis.getByText('0', { exact: true })).toHaveCount(0);

  const all = await drawn(page, 'Loss');
  await chart(page, 'Loss').getByRole('button', { name: 'Task A' }).click();
  // A task switched off in one chart is off in all.
  await expect.poll(() => drawn(page, 'Loss')).toBe(all / 2);
  await expect(chart(page, 'Metric').getByRole('button', { name: 'Task A' })).toHaveAttribute('aria-pressed', 'false');
  await chart(page, 'Loss').getByRole('button', { name: 'One network each' }).click();
  await expect.poll(() => drawn(page, 'Loss')).toBe(all / 4);
  await chart(page, 'Loss').getByRole('button', { name: 'Task A' }).click();
  await chart(page, 'Loss').getByRole('button', { name: 'One network each' }).click();

  const path = chart(page, 'Loss').locator('path[data-line="A/a/train/loss"]');
  const smooth = await path.getAttribute('d');
  await page.getByRole('slider', { name: 'Smoothing' }).press('Home');
  await expect.poll(() => path.getAttribute('d')).not.toBe(smooth);

  const box = await plot(page, 'Loss').boundingBox();
  if (!box) throw new Error('no plot');
  await page.mouse.move(box.x + 60, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 110, box.y + 44, { steps: 4 });
  await page.mouse.up();
  const back = page.getByRole('button', { name: 'Show the whole run' });
  await expect(back).toBeVisible();
  await back.click();
  await expect(back).toBeHidden();
  await plot(page, 'Metric').focus();
  await page.keyboard.press('+');
  await expect(back).toBeVisible();
  await page.keyboard.press('-');
  await expect(back).toBeHidden();

  await page.getByRole('combobox', { name: 'Horizontal axis' }).selectOption('multiplyAdds');
  await expect(chart(page, 'Loss')).toContainText('multiply-adds');
  // Separate networks cost more a step than one trunk: after as many steps their curve ends further right.
  const width = (model: string) =>
    chart(page, 'Loss')
      .locator(`path[data-line="${model}/a/train/loss"]`)
      .evaluate((line) => (line as SVGPathElement).getBBox().width);
  await expect.poll(async () => (await width('A')) / (await width('B'))).toBeLessThan(0.9);
  await page.getByRole('combobox', { name: 'Horizontal axis' }).selectOption('samples');
  await expect(chart(page, 'Loss')).toContainText('samples seen');
  await page.getByRole('button', { name: /^All \d+$/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Gradient cosine' }).click();
  await page.keyboard.press('Escape');
  await expect(chart(page, 'Gradient cosine')).toBeVisible();
  expect((await experimentOf(page)).view.charts).toContain('gradientCosine');
  await page.evaluate(() => window.playground.idle());
  await page.reload();
  await expect(chart(page, 'Gradient cosine')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('combobox', { name: 'Horizontal axis' })).toHaveValue('samples');
});

test('every chart is a table and a file too', async ({ page }) => {
  await openWith(page, small(['loss', 'lossPlane']));
  await step(page, 40);
  await chart(page, 'Loss').getByRole('button', { name: 'Table: Loss' }).click();
  const table = page.getByRole('region', { name: 'Loss as a table' }).getByRole('table');
  await expect(table.getByRole('rowheader', { name: '40', exact: true })).toBeVisible();
  await expect(table.getByRole('columnheader', { name: /Hard sharing, Task A, train/ })).toBeVisible();
  await chart(page, 'Loss').getByRole('button', { name: 'Table: Loss' }).click();

  const fileOf = async (name: string, kind: RegExp): Promise<Buffer> => {
    await chart(page, name)
      .getByRole('button', { name: `Save: ${name}` })
      .click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('menu', { name: `Save: ${name}`, exact: true })
        .getByRole('menuitem', { name: kind })
        .click(),
    ]);
    return readFileSync(await file.path());
  };
  const csv = (await fileOf('Loss', /CSV/)).toString('utf8').trim().split('\n');
  expect(csv[0]).toContain('A/a/train/loss');
  expect(csv).toHaveLength(42);
  const svg = (await fileOf('Loss', /SVG/)).toString('utf8');
  expect(svg).toContain('Hard sharing');
  expect(svg).not.toContain('var(--');
  for (const name of ['Loss', 'Loss A against loss B']) {
    const png = await fileOf(name, /PNG/);
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThan(400);
  }
  // The plane of two losses has the same cursor, by keys.
  await plot(page, 'Loss A against loss B').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText(/^Losses, gradients and wires show step \d+\./)).toBeVisible();
  await expect(settings(page)).toBeVisible();
});
