/** Habits people bring along: work is kept, runs are compared, things are shared, tabs do not fight, help is at hand. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import type { EmbedReply } from '../../src/state/embed.ts';
import { columnsOf, experimentOf, load, open, step, test, violations } from './support.ts';

const small = (): Experiment => {
  const preset = presets.get('hard-sharing').build();
  return { ...preset, training: { ...preset.training, backend: 'cpu' } };
};
const idle = (page: Page): Promise<void> => page.evaluate(() => window.playground.idle());
const experimentsDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'My experiments' });
async function openExperiments(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Files' }).click();
  await page.getByRole('menuitem', { name: 'My experiments' }).click();
  await experimentsDialog(page).waitFor();
  return experimentsDialog(page);
}
const cards = (dialog: Locator): Promise<string[]> =>
  dialog.getByRole('article').evaluateAll((list) => list.map((card) => card.getAttribute('aria-label') ?? ''));

test('an experiment is kept with what it learned, and opened again', async ({ page }) => {
  await open(page);
  await load(page, small());
  await step(page, 30);
  const [kept, columns] = [await experimentOf(page), await columnsOf(page)];
  const dialog = await openExperiments(page);
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Thirty steps');
  await dialog.getByRole('button', { name: 'Save this one' }).click();
  await expect(dialog.getByRole('article', { name: 'Thirty steps' })).toContainText('trained');
  expect(await violations(page, '[role="dialog"]')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await load(page, presets.get('soft-sharing').build());
  await page.reload();
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  await idle(page);
  await (await openExperiments(page)).getByRole('button', { name: 'Open Thirty steps' }).click();
  await expect(dialog).toBeHidden();
  await idle(page);
  expect((await experimentOf(page)).models).toEqual(kept.models);
  expect(await columnsOf(page)).toEqual(columns);
  await step(page, 5);
  expect((await columnsOf(page)).step?.at(-1)).toBe(35);
});

test('experiments are renamed, duplicated, deleted and brought back by the keyboard alone', async ({ page }) => {
  await open(page);
  const dialog = await openExperiments(page);
  const name = dialog.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('First');
  await name.press('Enter');
  await expect.poll(() => cards(dialog)).toEqual(['First']);

  await dialog.getByRole('button', { name: 'Duplicate First' }).press('Enter');
  await expect.poll(() => cards(dialog)).toEqual(['Copy of First', 'First']);
  await dialog.getByRole('button', { name: 'Rename Copy of First' }).press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'Name of Copy of First' })).toBeFocused();
  await page.keyboard.type('Second');
  await page.keyboard.press('Enter');
  await expect.poll(() => cards(dialog)).toEqual(['Second', 'First']);
  await expect(dialog.getByRole('button', { name: 'Rename Second' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Not this');
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('button', { name: 'Rename Second' })).toBeFocused();
  expect(await cards(dialog)).toEqual(['Second', 'First']);

  await dialog.getByRole('button', { name: 'Delete First' }).press('Enter');
  await expect.poll(() => cards(dialog)).toEqual(['Second']);
  await expect(dialog.getByRole('button', { name: 'Bring it back' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => cards(dialog)).toEqual(['Second', 'First']);
});

test('all experiments go out as one file and come in again', async ({ page }) => {
  await open(page);
  const dialog = await openExperiments(page);
  const name = dialog.getByRole('textbox', { name: 'Name', exact: true });
  for (const title of ['One', 'Two']) {
    await name.fill(title);
    await name.press('Enter');
    await dialog.getByRole('article', { name: title }).waitFor();
  }
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save all as one file' }).click(),
  ]);
  const path = await file.path();
  for (const title of ['One', 'Two']) {
    await dialog.getByRole('button', { name: `Delete ${title}` }).click();
    await dialog.getByRole('article', { name: title }).waitFor({ state: 'detached' });
  }
  await dialog.locator('input[type="file"]').setInputFiles({
    name: 'all.json',
    mimeType: 'application/json',
    buffer: readFileSync(path),
  });
  await expect.poll(() => cards(dialog)).toEqual(['Two', 'One']);
  await expect(dialog.getByText('Added from the file: 2.')).toBeVisible();
});

test('earlier runs say what changed, can be named, pinned and gone back to', async ({ page }) => {
  await open(page);
  await load(page, small());
  await step(page, 5);
  const seed = page.getByRole('textbox', { name: 'Seed', exact: true });
  const before = await seed.inputValue();
  await seed.fill('77');
  await seed.press('Enter');
  await page.getByRole('button', { name: 'Apply changes' }).click();
  await idle(page);
  await step(page, 8);
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await idle(page);
  await page.getByText('Runs', { exact: true }).click();
  const runs = page.getByRole('list', { name: 'Earlier runs' }).getByRole('listitem');
  await expect(runs.first()).toContainText(`seed: ${before} → 77`);
  const number = (await runs.nth(1).getByRole('textbox').getAttribute('placeholder')) ?? '';
  await runs.nth(1).getByRole('textbox').fill('Best so far');
  await page.keyboard.press('Enter');
  await runs
    .nth(1)
    .getByRole('button', { name: `${number}: keep` })
    .click();
  for (let i = 0; i < 6; i += 1) {
    await step(page, 1);
    await page.evaluate(() => window.playground.reset());
  }
  await expect(runs).toHaveCount(6);
  await expect(runs.last().getByRole('textbox')).toHaveValue('Best so far');
  await idle(page);
  await page.reload();
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  await page.getByText('Runs', { exact: true }).click();
  await expect(runs.last().getByRole('textbox')).toHaveValue('Best so far');
  await runs
    .last()
    .getByRole('button', { name: /back to its settings/ })
    .click();
  await expect(seed).toHaveValue(before);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(seed).toHaveValue('77');
});

test('an experiment is shared as a link, Markdown, code for a page, and pictures; Ctrl+S copies the link', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await load(page, presets.get('separate-hard-soft').build());
  const link = await page.evaluate(() => window.playground.link());
  await page.keyboard.press('Control+s');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(link);

  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this experiment' });
  await dialog.getByRole('button', { name: 'Copy Markdown' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(`](${link})`);
  const code = await dialog.getByRole('textbox', { name: 'Code for the other page' }).inputValue();
  expect(code).toContain('sandbox="allow-scripts allow-same-origin"');
  expect(code).toMatch(/src="[^"]*\?embed=1#/);

  const bytesOf = async (button: string): Promise<Buffer> => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: button }).click(),
    ]);
    return readFileSync(await file.path());
  };
  const svg = (await bytesOf('Save picture (SVG)')).toString('utf8');
  for (const model of (await experimentOf(page)).models) expect(svg).toContain(model.name);
  const faults = await page.evaluate(
    (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('parsererror').length,
    svg,
  );
  expect(faults).toBe(0);
  const png = await bytesOf('Save picture (PNG)');
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(png.readUInt32BE(16)).toBeGreaterThan(800);
});

test('two tabs keep apart: each finds its own work after a reload', async ({ page, context }) => {
  await open(page);
  await load(page, { ...small(), title: 'Left' });
  await idle(page);
  const other = await context.newPage();
  await open(other);
  await load(other, { ...small(), title: 'Right' });
  await idle(other);
  await load(page, { ...small(), title: 'Left again' });
  await idle(page);
  for (const [tab, title] of [
    [page, 'Left again'],
    [other, 'Right'],
  ] as const) {
    await tab.reload();
    await tab.waitForFunction(() => window.playground?.backend() !== undefined);
    expect((await experimentOf(tab)).title).toBe(title);
  }
  await other.close();
});

test('the tour has five stops, ends for good, and is in the help menu', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Take the tour' }).click();
  const popover = page.getByRole('dialog');
  for (let stop = 1; stop <= 5; stop += 1) {
    await expect(popover).toContainText(`${stop} / 5`);
    await popover.getByRole('button', { name: stop < 5 ? 'Next' : 'Done' }).click();
  }
  await expect(popover).toBeHidden();
  await expect(page.getByRole('button', { name: 'Take the tour' })).toBeHidden();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Help and keys' }).getByRole('button', { name: 'Take the tour' }).click();
  await expect(page.getByText('1 / 5')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('terms lead to the glossary', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'Balancing' }).click();
  await page.getByRole('button', { name: 'Conflict', exact: true }).click();
  const glossary = page.getByRole('dialog', { name: 'Glossary' });
  await expect(glossary.getByText('Two tasks’ gradients point in opposing directions')).toBeInViewport();
  expect(await violations(page, '[role="dialog"]')).toEqual([]);
});

/** The example of docs/, served beside the page as a teacher would. */
async function openLesson(page: Page): Promise<void> {
  const lesson = readFileSync('docs/embed-example.html', 'utf8');
  await page.route('**/lesson.html', (route) => route.fulfill({ contentType: 'text/html', body: lesson }));
  await page.goto('./lesson.html');
  await expect(page.frameLocator('iframe').getByRole('button', { name: /^(Play|Pause)$/ })).toBeVisible();
}
/** Posts to the embedded page and waits for its answer; `undefined` where none comes. */
const post = (page: Page, message: unknown): Promise<EmbedReply | undefined> =>
  page.evaluate(
    (data) =>
      new Promise<EmbedReply | undefined>((resolve) => {
        const heard = (event: MessageEvent): void => {
          if (event.data?.braid !== 1) return;
          window.removeEventListener('message', heard);
          resolve(event.data);
        };
        window.addEventListener('message', heard);
        document.querySelector('iframe')?.contentWindow?.postMessage(data, location.origin);
        setTimeout(() => resolve(undefined), 20_000);
      }),
    message,
  );

test('inside another page it is slim, keeps nothing, and answers its parent', async ({ page }) => {
  await openLesson(page);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('button', { name: 'Files' })).toHaveCount(0);
  await expect(frame.getByRole('button', { name: 'Presets' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Start again' }).click();
  await page.getByRole('button', { name: 'Train 100 steps' }).click();
  await expect(page.locator('#said')).toContainText('A/a/train/loss', { timeout: 60_000 });

  const mine = { ...small(), title: 'From the page around' };
  expect(await post(page, { braid: 1, id: 'x', call: 'load', argument: mine })).toMatchObject({ id: 'x', ok: true });
  const opened = await post(page, { braid: 1, id: 'y', call: 'experiment' });
  expect(opened?.ok && opened.value).toMatchObject({ title: 'From the page around' });
  const link = await post(page, { braid: 1, id: 'z', call: 'link' });
  expect(link?.ok && link.value).not.toContain('embed');

  const bad = await post(page, { braid: 1, id: 'b', call: 'load', argument: { version: 1 } });
  expect(bad).toMatchObject({ id: 'b', ok: false });
  expect(bad?.ok === false && bad.error.message.length).toBeGreaterThan(10);
  expect(await post(page, 'hello')).toMatchObject({ ok: false, error: { code: 'embed.message' } });
  const still = await post(page, { braid: 1, id: 'c', call: 'experiment' });
  expect(still?.ok && still.value).toMatchObject({ title: 'From the page around' });

  const kept = await page.evaluate(async () => (await indexedDB.databases()).map((database) => database.name));
  expect(kept).toEqual([]);
});

test('inside another page nobody but the parent is heard', async ({ page }) => {
  await openLesson(page);
  const [, embedded] = page.frames();
  if (!embedded) throw new Error('the lesson has no frame');
  await embedded.waitForFunction(() => window.playground?.backend() !== undefined);
  await embedded.evaluate(async () => {
    await window.playground.pause();
    await window.playground.reset();
  });
  const heard = await embedded.evaluate(async () => {
    let answers = 0;
    window.addEventListener('message', (event) => {
      if (event.data?.ok !== undefined) answers += 1;
    });
    window.postMessage({ braid: 1, id: 1, call: 'step', argument: 3 }, location.origin);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await window.playground.idle();
    return { answers, steps: window.playground.log().columns.step?.at(-1) };
  });
  expect(heard).toEqual({ answers: 0, steps: 0 });
});
