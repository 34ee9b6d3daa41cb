/** Studies: the verdict over seeds, the U-curve, the exact map, the sharing slider. Few seeds and steps. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { expect, experimentOf, load, open, test } from './support.ts';

async function openStudy(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Study', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Study: would it happen again?' });
  await dialog.getByRole('radio', { name: '3', exact: true }).check({ force: true });
  const steps = dialog.getByRole('textbox', { name: 'Steps each' });
  await steps.fill('30');
  await steps.press('Enter');
  return dialog;
}
const run = (dialog: Locator): Promise<void> =>
  dialog.getByRole('button', { name: 'Run', exact: true }).first().click();

test('three seeds end in a verdict for every task, with figures, tables and no axe violations', async ({ page }) => {
  await open(page);
  const dialog = await openStudy(page);
  await expect(dialog.getByText('3 trainings of up to 30 steps')).toBeVisible();
  await run(dialog);
  await expect(dialog.getByRole('status')).toContainText('Done, 3 of 3', { timeout: 60_000 });

  const table = dialog.getByRole('table', { name: 'Verdicts on test rows' });
  await expect(table.getByRole('row').filter({ hasText: 'Accuracy' })).toHaveCount(2);
  await expect(table.getByText(/helps|hurts: negative transfer|no difference shown \(n = 3\)/)).toHaveCount(
    await table.getByText(/ of 3$/).count(),
  );
  await expect(dialog.getByText(/^Over 3 seeds, Hard sharing against One network each: /)).toBeVisible();
  await expect(dialog.getByRole('figure', { name: 'One line per seed, on test rows: Task A' })).toBeVisible();
  const curves = dialog.getByRole('figure', { name: /Validation loss of Task B: .* over 3 seeds/ });
  await curves.getByText('As a table').click();
  await expect(curves.getByRole('row')).not.toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
  ).toEqual([]);

  // The line under the canvas says the same once the window is closed.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Over 3 seeds, Hard sharing');
});

test('a study is cancelled and keeps what there is', async ({ page }) => {
  await open(page);
  const dialog = await openStudy(page);
  await dialog.getByRole('tab', { name: 'Strength of sharing' }).click();
  await run(dialog);
  const status = dialog.getByRole('status').filter({ hasText: 'of 27' });
  await expect(status).toContainText(/Training, [1-9]\d? of 27/, { timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(status).toContainText('Paused');
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(status).toContainText('Cancelled; what was trained is kept');
  await expect(dialog.getByRole('figure', { name: 'Validation loss against the strength of sharing' })).toBeVisible();
});

test('the map of linear tasks is worked out without training', async ({ page }) => {
  await open(page);
  await load(page, presets.get('valley-moves').build());
  const dialog = await openStudy(page);
  await dialog.getByRole('tab', { name: 'Strength of sharing' }).click();
  await dialog.getByRole('button', { name: 'Work it out exactly' }).click();
  const map = dialog.getByRole('table', { name: 'Relatedness against strength' });
  await expect(map.getByRole('row')).toHaveCount(8);
  await expect(map.locator('[data-best]')).toHaveCount(7);
});

test('one slider makes a shared trunk soft', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'Sharing' }).click();
  const slider = page.getByRole('slider', { name: 'Sharing of the whole model' });
  await expect(slider).toHaveAttribute('aria-valuetext', 'hard sharing');
  await slider.focus();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuetext', /^soft, λ = /);
  const [model] = (await experimentOf(page)).models;
  expect(model?.ties.length).toBeGreaterThan(0);
  expect(typeof model?.ties[0]?.strength).toBe('number');
});
