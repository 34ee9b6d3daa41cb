/** Looking inside the models while they learn: pictures of units, pulls and conflicts, numbers by hand, one slow step. */
import { expect, type Locator } from '@playwright/test';
import { measureFrames, SIXTY_NODES } from '../../scripts/bench/page.mjs';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { canvas, card, columnsOf, openWith, settings, step, test } from './support.ts';

const small = (id = 'hard-sharing'): Experiment => {
  const preset = presets.get(id).build();
  return { ...preset, training: { ...preset.training, backend: 'cpu' } };
};
/** How many different colours a card's pictures have: a picture of something has many. */
const colours = (target: Locator): Promise<number> =>
  target
    .locator('canvas')
    .first()
    .evaluate((element) => {
      const picture = element as HTMLCanvasElement;
      const data = picture.getContext('2d')?.getImageData(0, 0, picture.width, picture.height).data ?? [];
      return new Set(Array.from({ length: data.length / 4 }, (_, i) => data.slice(4 * i, 4 * i + 3).join())).size;
    });

test('on the plane every card shows its units; hovering one enlarges it and makes it the big map', async ({ page }) => {
  await openWith(page, small());
  await step(page, 30);
  for (const name of ['Dense dense1', 'Dense dense2', 'Task head A'])
    await expect.poll(() => colours(card(page, name))).toBeGreaterThan(12);
  await card(page, 'Dense dense2')
    .locator('canvas')
    .hover({ position: { x: 20, y: 5 } });
  await expect(page.getByText(/^Unit \d: what it puts out over the plane/)).toBeVisible();
  const map = page.getByRole('region', { name: /^Dense 2, unit \d$/ });
  await expect.poll(() => colours(map)).toBeGreaterThan(20);
  await page.getByRole('heading', { name: 'Braid' }).hover();
  await expect(map).toBeHidden();

  // How hard each task pulls at a shared layer: a bar with a share for each, and wires as thick as the gradients.
  const bar = card(page, 'Dense dense1').locator('[title*="gradient norm"]');
  await expect(bar).toHaveAttribute('title', /A [\d.e+-]+, B [\d.e+-]+/);
  const stops = await bar.evaluate((element) => element.style.backgroundImage.match(/[\d.]+(?=%[ ,)])/g)?.map(Number));
  const [start, endOfA, startOfB, end] = stops ?? [];
  expect([start, endOfA, end]).toEqual([0, startOfB, 100]);
  expect(endOfA).toBeGreaterThan(0);
  expect(endOfA).toBeLessThan(100);
  const widths = await canvas(page)
    .locator('[data-strand]')
    .evaluateAll((strands) => new Set(strands.map((strand) => (strand as SVGElement).style.strokeWidth)).size);
  expect(widths).toBeGreaterThan(2);
});

test('two tasks that want the opposite are marked as in conflict', async ({ page }) => {
  const preset = small();
  // Inside and outside of rings against the inside of one circle: early on the tasks ask for opposite things.
  const data = { ...preset.data, options: { ...preset.data.options, b: 'rings' } };
  await openWith(page, { ...preset, data });
  const mark = card(page, 'Dense dense2').getByTitle(/^Conflict: two tasks pull this layer in opposing directions/);
  // The cards are painted a moment after a step, and later in training the tasks agree.
  await expect(async () => {
    await step(page, 5);
    await expect(mark).toHaveAttribute('data-shown', 'true', { timeout: 700 });
  }).toPass({ intervals: [0], timeout: 30_000 });
});

test('images show the activations of a chosen example, tables and text a strip', async ({ page }) => {
  const images = presets.get('multi-mnist-hard').build();
  const sizes = { train: 64, validation: 32, test: 32 };
  const training = { ...images.training, backend: 'wasm' as const };
  await openWith(page, { ...images, training, data: { ...images.data, sizes } });
  await step(page, 1);
  const conv = canvas(page)
    .getByRole('group', { name: /^Conv 2-D/ })
    .first();
  await expect.poll(() => colours(conv)).toBeGreaterThan(8);
  const before = await picture(conv);
  const shown = page.getByRole('status', { name: 'Example shown' });
  await expect(shown).toHaveText('1');
  await page.getByRole('button', { name: 'Next example' }).click();
  await expect(shown).toHaveText('2');
  await expect.poll(() => picture(conv)).not.toBe(before);

  const table = presets.get('sharing-helps').build();
  await openWith(page, { ...table, training: { ...table.training, backend: 'cpu' } });
  await step(page, 2);
  await expect
    .poll(() =>
      colours(
        canvas(page)
          .getByRole('group', { name: /^Dense/ })
          .first(),
      ),
    )
    .toBeGreaterThan(6);

  // Text: the tokens of a sentence from left to right, and below them what the layers make of it.
  const text = presets.get('mini-qa').build();
  await openWith(page, { ...text, data: { ...text.data, sizes } });
  await step(page, 1);
  for (const name of [/^Input/, /^Embedding/, /^Dense/])
    await expect.poll(() => colours(canvas(page).getByRole('group', { name }).first())).toBeGreaterThan(4);
  const sentence = canvas(page)
    .getByRole('group', { name: /^Embedding/ })
    .first();
  const one = await picture(sentence);
  await page.getByRole('button', { name: 'Next example' }).first().click();
  await expect.poll(() => picture(sentence)).not.toBe(one);
});
const picture = (target: Locator): Promise<string> =>
  target
    .locator('canvas')
    .first()
    .evaluate((element) => (element as HTMLCanvasElement).toDataURL());

test('a unit is silenced, frozen, and a number written by hand, while the run goes on', async ({ page }) => {
  await openWith(page, small());
  await step(page, 5);
  await card(page, 'Dense dense1').click();
  await settings(page).getByRole('button', { name: 'Units and parameters' }).click();
  await settings(page).getByRole('button', { name: 'Unit 2, Input 1', exact: true }).click();
  const value = settings(page).getByRole('textbox', { name: 'Value of unit 2, Input 1' });
  await value.fill('1.5');
  await value.press('Enter');
  await expect(value).toHaveValue('1.5');
  await settings(page).getByRole('checkbox', { name: 'Freeze unit 2' }).check();
  await step(page, 5);
  // Frozen: what was written stays to the last bit while the rest goes on learning.
  await expect(value).toHaveValue('1.5');
  const silence = settings(page).getByRole('checkbox', { name: 'Silence unit 1' });
  await silence.check();
  await expect(silence).toBeChecked();
  await expect(page.getByText('tuned', { exact: true })).toBeVisible();
  const loss = (await columnsOf(page))['A/a/train/loss']?.at(-1);
  expect(Number.isFinite(loss)).toBe(true);
});

test('slow mode walks through one step, sentence by sentence, and takes it', async ({ page }) => {
  await openWith(page, small());
  await step(page, 3);
  await page.getByRole('button', { name: 'Other steps' }).click();
  await page.getByRole('menuitem', { name: 'Walk through one step' }).click();
  const panel = page.getByRole('region', { name: 'One step, slowly' });
  await expect(panel).toContainText('Step 4 of Hard sharing');
  const sentence = panel.getByRole('status');
  await expect(sentence).toContainText('examples of this step’s batch');
  const told: string[] = [];
  const next = panel.getByRole('button', { name: /^(Next|Take the step)$/ });
  const total = Number((await panel.getByText(/^Stop \d+ of \d+$/).textContent())?.match(/of (\d+)/)?.[1]);
  for (let stop = 1; stop < total; stop += 1) {
    told.push((await sentence.textContent()) ?? '');
    await next.click();
    await expect(panel).toContainText(`Stop ${stop + 1} of ${total}`);
  }
  for (const part of ['miss the labels', 'alone reaches', 'the gradients meet', 'moves the parameters'])
    expect(
      told.some((text) => text.includes(part)),
      part,
    ).toBe(true);
  expect(new Set(told).size).toBe(told.length);
  await expect(sentence).toContainText('The step is taken.');
  expect((await columnsOf(page)).step?.at(-1)).toBe(4);

  // By itself at a set speed, by keys, and away.
  await panel.getByRole('button', { name: 'Next step' }).click();
  await expect(panel).toContainText('Step 5 of Hard sharing');
  await panel.getByRole('combobox', { name: 'Seconds per stop' }).selectOption('1');
  await panel.getByRole('button', { name: 'Go on by itself' }).click();
  await expect(panel).toContainText('Stop 3 of', { timeout: 10_000 });
  await panel.getByRole('button', { name: 'Go on by itself' }).click();
  // The first Escape would put the button's tooltip away.
  await panel.getByRole('status').hover();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
});

test('sixty layers train with their pictures on all cards', async ({ page }) => {
  await page.goto(`./#${SIXTY_NODES}`);
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  await page.evaluate(() => window.playground.idle());
  await expect(canvas(page).getByRole('group', { name: /^(Input|Dense|Task head)/ })).toHaveCount(60);
  // The time of a frame is measured by `npm run bench:page`; here it must go on training and painting.
  const { steps, frames } = await measureFrames(page, 2);
  expect(steps).toBeGreaterThan(2);
  expect(frames).toBeGreaterThan(10);
  const lastCards = canvas(page).getByRole('group', { name: /^(Dense|Task head) .*in Four$/ });
  for (const one of await lastCards.all()) await expect.poll(() => colours(one)).toBeGreaterThan(4);
});
