/** The lab in the built page: its link, walking, keys, and accessibility in both schemes. */
import { expect } from '@playwright/test';
import { test, violations } from './support.ts';

const LINK = './#lab=concave&m=mgda|lagrange;formulation=gda;bound=0.5&s=0.1,-0.3&by=sgd&rate=0.05&steps=400';

test('a link opens the lab as it was; a start moves by keys; the address follows; no axe violations', async ({
  page,
}) => {
  await page.goto(LINK);
  const lab = page.getByRole('dialog', { name: /The lab/ });
  const walk = lab.getByRole('region', { name: 'Walk' });
  await expect(walk.getByText('800 steps computed in', { exact: false })).toBeVisible({ timeout: 30_000 });
  await expect(lab.getByRole('listitem')).toHaveText([/MGDA/, /plain, Bound 0.5/]);
  await lab.getByText('Numbers').click();
  const ends = lab.getByRole('table', { name: 'Where every method stands' });
  await walk.getByRole('button', { name: 'Back to the start' }).click();
  await expect(ends.getByRole('row').nth(1)).toContainText('0.1, -0.3');
  const start = lab.getByRole('button', { name: /^Start 1 at/ });
  await start.focus();
  await page.keyboard.press('ArrowRight');
  await expect(start).toHaveAccessibleName('Start 1 at 0.13, -0.3');
  await expect(ends.getByRole('row').nth(1)).toContainText('0.13, -0.3');
  await expect(page).toHaveURL(/s=0\.13,-0\.3/);
  await page.evaluate(() => {
    location.hash = 'lab=valleys&m=stch&s=0,0';
  });
  await expect(lab.getByRole('listitem')).toHaveText([/Smooth Tchebycheff/]);
  await expect(lab.getByRole('combobox', { name: 'Problem' })).toHaveValue('valleys');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }
  await page.keyboard.press('Escape');
  await expect(lab).toBeHidden();
  expect(new URL(page.url()).hash).toBe('');
});
