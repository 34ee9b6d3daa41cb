/** Every main state of the page is free of what axe finds (WCAG 2.2 AA), in light and in dark. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { canvas, card, openWith, step, test } from '../e2e/support.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
async function check(page: Page, state: string, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).include(part).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`),
    state,
  ).toEqual([]);
}
const DIALOG = '[role="dialog"]';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`states without axe violations, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const preset = presets.get('hard-beside-separate').build();
    await openWith(page, { ...preset, training: { ...preset.training, backend: 'cpu' } });
    await step(page, 20);
    await check(page, 'at rest', 'body');

    await card(page, 'Dense dense2').first().click();
    await check(page, 'a layer selected', 'main');
    await page.getByRole('button', { name: 'Units and parameters' }).click();
    await check(page, 'units and parameters', 'aside');
    await canvas(page)
      .getByRole('button', { name: /^Model menu of Hard sharing/ })
      .click();
    await check(page, 'the menu of a model', '[role="menu"]');
    await page.getByRole('menuitem', { name: 'Fold every tower to one card' }).click();
    await check(page, 'folded towers', 'main');
    await page.getByRole('button', { name: 'Overview map' }).click();
    await check(page, 'the overview map', 'main');
    await page.getByRole('button', { name: 'Overview map' }).click();
    for (const tab of ['Balancing', 'Sharing']) {
      await page.getByRole('tab', { name: tab }).click();
      await check(page, tab, 'aside');
    }
    await page.getByRole('tab', { name: 'Layers' }).click();
    await check(page, 'the palette', 'nav[aria-label="Data and layers"]');

    await page.getByRole('button', { name: 'Table: Loss' }).click();
    await check(page, 'a table', '[aria-label="Charts"]');
    for (const tab of ['Predictions', 'Runs']) {
      await page.getByText(tab, { exact: true }).click();
      await check(page, tab, '[aria-label="What the heads answer"]');
    }
    await page.getByRole('button', { name: 'Files' }).click();
    await check(page, 'the menu of files', '[role="menu"]');
    await page.getByRole('menuitem', { name: 'My experiments' }).click();
    await page.getByRole('dialog', { name: 'My experiments' }).waitFor();
    await check(page, 'my experiments', DIALOG);
    await page.keyboard.press('Escape');
    for (const [button, name] of [
      ['Presets', 'Presets'],
      ['Share', 'Share this experiment'],
      ['Help and keys', 'Help and keys'],
    ] as const) {
      await page.getByRole('button', { name: button, exact: true }).click();
      await page.getByRole('dialog', { name }).waitFor();
      await check(page, name, DIALOG);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name }).waitFor({ state: 'hidden' });
      // The focus goes back to where it came from.
      await expect(page.getByRole('button', { name: button, exact: true })).toBeFocused();
    }
    await page.keyboard.press('/');
    await check(page, 'search and add', 'main');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Other steps' }).click();
    await page.getByRole('menuitem', { name: 'Walk through one step' }).click();
    await expect(page.getByRole('region', { name: 'One step, slowly' })).toContainText('Stop 1');
    await check(page, 'slow mode', 'main');
    await page.setViewportSize({ width: 820, height: 1180 });
    await check(page, 'narrow', 'body');
  });
}

test('the keyboard goes through the page in its order of reading, and everything it reaches has a name', async ({
  page,
}) => {
  await openWith(page, presets.get('hard-sharing').build());
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const seen: { region: string; name: string }[] = [];
  for (let i = 0; i < 140; i += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const label = (target: Element): string =>
        target.getAttribute('aria-label') ??
        document.getElementById(target.getAttribute('aria-labelledby') ?? '')?.textContent ??
        (target as HTMLInputElement).labels?.[0]?.textContent ??
        target.textContent ??
        '';
      // The top bar holds a list of places of its own, and a model's panel has a head.
      const region = ['main', 'header', 'nav', 'aside', 'section[aria-label="Results"]']
        .map((selector) => element.closest(selector))
        .find((found) => found !== null);
      return { region: region?.tagName ?? '', name: label(element).trim() };
    });
    if (!here) break;
    seen.push(here);
  }
  expect(seen.filter(({ name }) => name === '')).toEqual([]);
  const regions = seen.map(({ region }) => region).filter((region, i, all) => region !== '' && region !== all[i - 1]);
  expect(regions).toEqual(['HEADER', 'NAV', 'MAIN', 'ASIDE', 'SECTION']);
});
