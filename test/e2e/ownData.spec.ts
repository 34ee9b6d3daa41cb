/** A person's own table: from a file to training, and back by a link. */
import { presets } from '../../src/core/experiment/presets/index.ts';
import { columnsOf, ends, expect, openWith, step, test, violations } from './support.ts';

/** 240 birds of three islands; every tenth has no weight, one line is cut off, one has a word where a number should be. */
const lines = Array.from({ length: 240 }, (_, i) => {
  const beak = 30 + ((i * 37) % 100) / 10;
  const island = ['Dream', 'Biscoe', 'Torgersen'][i % 3];
  const mass = i % 10 === 0 ? '' : String(Math.round(100 * beak + 20 * (i % 3)));
  return `${beak.toFixed(1)},${island},${mass},${beak > 35 ? 'large' : 'small'},bird ${i}`;
});
const csv = [
  'beak,island,mass,size,name',
  ...lines.slice(0, 3),
  '31.0,Dream',
  ...lines.slice(3),
  'long,Biscoe,3500,small,x',
];
const FILE = { name: 'birds.csv', mimeType: 'text/csv', buffer: Buffer.from(`${csv.join('\n')}\n`) };

test('a table is read, set up, trained, and asked for where a link is opened without it', async ({ page, browser }) => {
  await openWith(page, presets.get('own-table').build());
  await page.getByRole('button', { name: 'Choose a table …' }).click();
  const dialog = page.getByRole('dialog', { name: 'A table of your own' });
  await dialog.getByLabel('Choose a file').setInputFiles(FILE);
  await expect(dialog.getByText('241 rows, 5 columns.')).toBeVisible();
  await expect(dialog.getByText(/Left out: 1 lines? .* Lines? 5\./)).toBeVisible();
  await expect(dialog.getByText(/beak: 1 cells? .* Lines? 243\./)).toBeVisible();
  await expect(dialog.getByRole('combobox', { name: 'What name is taken for' })).toHaveValue('text');
  await expect(dialog.getByRole('combobox', { name: 'What size is used as' })).toHaveValue('task');
  await dialog.getByRole('combobox', { name: 'What mass is used as' }).selectOption('task');
  expect(await violations(page, '[role="dialog"]')).toEqual([]);
  await dialog.getByRole('button', { name: 'Use this table' }).click();
  await expect(dialog).toBeHidden();
  await page.evaluate(() => window.playground.idle());
  await step(page, 60);
  for (const task of ['mass', 'size']) {
    const { first, last } = ends((await columnsOf(page))[`A/${task}/train/loss`] ?? [], 5);
    expect(last).toBeLessThan(first);
  }
  const link = await page.evaluate(() => window.playground.link());
  expect(link.length).toBeLessThan(1200);
  // A reload finds the table again.
  await page.reload();
  await page.waitForFunction(() => window.playground?.backend() !== undefined);

  // Another browser has nothing but the link.
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(link);
  await elsewhere.waitForFunction(() => window.playground !== undefined);
  const asked = elsewhere.getByRole('dialog', { name: 'A table of your own' });
  // A fresh profile fetches all of the page's code first.
  await expect(asked.getByText(/was made with birds\.csv \(241 rows\)/)).toBeVisible({ timeout: 30_000 });
  const other = { ...FILE, buffer: Buffer.from(csv.slice(0, 100).join('\n').replace('beak', 'bill')) };
  await asked.getByLabel('Choose a file').setInputFiles(other);
  await expect(asked.getByText(/Columns that are missing or stand elsewhere: beak\./)).toBeVisible();
  await expect(asked.getByText('Rows: 98 found, 241 expected.')).toBeVisible();
  await asked.getByRole('button', { name: 'Choose another file' }).click();
  await asked.getByLabel('Choose a file').setInputFiles(FILE);
  await expect(asked).toBeHidden();
  await elsewhere.waitForFunction(() => window.playground?.backend() !== undefined);
  await step(elsewhere, 60);
  const [here, there] = [await page.evaluate(() => window.playground.log().columns), await columnsOf(elsewhere)];
  expect(there['A/size/train/loss']?.slice(0, 20)).toEqual(Object.values(here['A/size/train/loss'] ?? []).slice(0, 20));
  await elsewhere.context().close();
});
