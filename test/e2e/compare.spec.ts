/** Comparing methods and grouping tasks in the built page. */
import { expect } from '@playwright/test';
import { experimentOf, load, open, test, violations } from './support.ts';

test('methods are compared over seeds beside a tuned weighted sum; sets of tasks are trained', async ({ page }) => {
  await open(page);
  const experiment = await experimentOf(page);
  const repeats = { ...experiment.training.repeats, count: 3 };
  await load(page, {
    ...experiment,
    training: { ...experiment.training, repeats },
    view: { ...experiment.view, study: { tab: 'methods', steps: 20, methods: ['pcgrad'] } },
  });
  await page.getByRole('tab', { name: 'Balancing' }).click();
  await page.getByRole('button', { name: 'Compare methods' }).click();
  const study = page.getByRole('dialog', { name: /Study/ });
  await study.getByRole('button', { name: 'Run', exact: true }).click();
  const table = study.getByRole('table', { name: 'Methods compared' });
  await expect(study.getByText(/^Done/)).toBeVisible({ timeout: 60_000 });
  await expect(table.getByRole('rowheader')).toHaveText([/1\. Weighted sum, tuned: w/, /2\. PCGrad/]);
  await expect(table.getByRole('row').nth(2)).toContainText('of 3');
  await expect(study.getByRole('figure', { name: /The trade-off between/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await study.getByRole('tab', { name: 'Task groups' }).click();
  await study.getByRole('button', { name: 'Run', exact: true }).click();
  const divisions = study.getByRole('table', { name: /Every division/ });
  await expect(study.getByText(/^Done/)).toBeVisible({ timeout: 60_000 });
  await expect(divisions.getByRole('rowheader')).toHaveCount(2);
  expect(await violations(page)).toEqual([]);
});
