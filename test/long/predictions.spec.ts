/** What the networks say: samples and answers with boxes and masks, confusions, and an input of one's own. */
import type { Page } from '@playwright/test';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { expect, openWith, step, test } from '../e2e/support.ts';

/** Pixels in the hue of what was told. */
const TOLD = [230, 159, 0];

test('answers are sorted, counted, drawn on the pictures, and asked for by hand', async ({ page }) => {
  const scene = presets.get('digit-scene').build();
  const small = {
    ...scene,
    models: scene.models.slice(0, 1),
    data: { ...scene.data, sizes: { train: 40, validation: 8, test: 30 } },
  };
  await openWith(page, { ...small, training: { ...small.training, batchSize: 8 } });
  await step(page, 2);
  const table = page.getByRole('region', { name: 'Test samples, truths and answers' });
  await expect(table.locator('[data-cell="A/digit/0"]')).toHaveText(/^[✓✗] \d$/);
  // The truth's box is drawn in its hue, unmixed.
  const told = () =>
    table.locator('canvas[data-picture="0"]').evaluate((element, [r, g, b]) => {
      const picture = element as HTMLCanvasElement;
      const data = picture.getContext('2d')?.getImageData(0, 0, picture.width, picture.height).data ?? [];
      let count = 0;
      for (let i = 0; i < data.length; i += 4)
        if (
          Math.abs((data[i] ?? 0) - (r ?? 0)) < 60 &&
          (data[i + 2] ?? 0) < 60 &&
          (data[i + 1] ?? 0) > (b ?? 0) + 60 &&
          (g ?? 0) > 0
        )
          count += 1;
      return count;
    }, TOLD);
  await expect.poll(told).toBeGreaterThan(10);
  await page
    .getByRole('combobox', { name: 'Order of the samples' })
    .selectOption({ label: 'Worst first: Digit, Shared trunk' });
  await expect(table.locator('[data-cell="A/digit/0"]')).toHaveText(/^✗/);

  await page.getByText('Confusions', { exact: true }).click();
  const counts = page.getByRole('region', { name: 'Truths and answers, counted' });
  await expect(counts.locator('tbody td').first()).toBeVisible();
  const cells = await counts.locator('tbody td').allTextContents();
  expect(cells.reduce((sum, text) => sum + Number(text), 0)).toBe(30);

  await page.getByText('Try it', { exact: true }).click();
  const answers = page.locator('table').filter({ hasText: 'Shared trunk' }).locator('strong').first();
  await expect(answers).toHaveText(/^\d$/);
  const paper = page.getByRole('img', { name: 'Draw here' });
  const box = (await paper.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + (3 * box.height) / 4, { steps: 4 });
  await page.mouse.up();
  await expect(answers).toHaveText(/^\d$/);
});

/** Milliseconds from a change to the answers of all tasks, as the page tells them: one change after the other. */
async function answerTimes(page: Page, change: (i: number) => Promise<void>): Promise<number[]> {
  const answered = () => page.evaluate(() => performance.getEntriesByName('braid: answered by hand')[0]?.toJSON());
  const times: number[] = [];
  for (let i = 0; i < 20; i += 1) {
    const before = (await answered())?.startTime;
    await change(i);
    await expect.poll(async () => (await answered())?.startTime, { intervals: [20], timeout: 20_000 }).not.toBe(before);
    times.push((await answered())?.duration ?? Number.NaN);
  }
  return times.sort((a, b) => a - b);
}
async function tryIt(page: Page, id: string): Promise<void> {
  const experiment = presets.get(id).build();
  // Rows are not what is timed.
  await openWith(page, {
    ...experiment,
    data: { ...experiment.data, sizes: { train: 200, validation: 20, test: 20 } },
  });
  await step(page, 5);
  await page.getByRole('region', { name: 'What the heads answer' }).getByText('Predictions', { exact: true }).click();
  await page.getByText('Try it', { exact: true }).click();
  await expect(
    page
      .locator('table')
      .filter({ has: page.locator('strong') })
      .locator('strong')
      .last(),
  ).not.toHaveText('…');
}
/** Far above the aim of 50 ms, which a loaded machine does not keep; a quiet one prints its own figure. */
function expectAtOnce(what: string, times: readonly number[]): void {
  const median = times[10] as number;
  console.log(
    `from ${what} to the answers of all tasks: median ${median.toFixed(1)} ms, longest ${times.at(-1)?.toFixed(1)} ms`,
  );
  expect(median).toBeLessThan(500);
}

test('a point that is moved is answered at once by every task', async ({ page }) => {
  await tryIt(page, 'hard-sharing');
  const thumb = page.getByRole('slider', { name: 'Number 1' });
  await thumb.focus();
  expectAtOnce('a moved point', await answerTimes(page, () => thumb.press('ArrowRight')));
});

for (const [id, text] of [
  ['mini-qa', 'Ann goes garden. Bob walks attic. where '],
  ['number-words', 'three hundred fourt'],
] as const) {
  test(`a text that is typed is answered at once by every task of '${id}'`, async ({ page }) => {
    await tryIt(page, id);
    const paper = page.getByRole('textbox', { name: 'Type here' });
    await paper.fill(text.slice(0, 2));
    expectAtOnce(
      `a letter typed (${id})`,
      await answerTimes(page, (i) => paper.press(text[i % text.length] === ' ' ? 'Space' : (text[i] ?? 'a'))),
    );
  });
}

for (const id of ['multi-mnist-hard', 'digit-scene']) {
  test(`a stroke that is drawn is answered at once by every task of '${id}'`, async ({ page }) => {
    await tryIt(page, id);
    const paper = page.getByRole('img', { name: 'Draw here' });
    await paper.scrollIntoViewIfNeeded();
    const box = (await paper.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 8);
    await page.mouse.down();
    const down = (i: number) => page.mouse.move(box.x + box.width / 2, box.y + (box.height * (i + 4)) / 32);
    expectAtOnce(`a stroke (${id})`, await answerTimes(page, down));
    await page.mouse.up();
  });
}
