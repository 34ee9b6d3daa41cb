/**
 * Every state of the page is free of what axe finds (WCAG 2.2 AA), in light and in dark: the main ones, the panels
 * beside the canvas, and the places with their results. Motion is reduced, and what still moves is waited for.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { canvas, card, load, openWith, settings, step, test, violations } from '../e2e/support.ts';

/** Reports the state by name and goes on, so that one run finds all faults. */
async function check(page: Page, state: string, part: string): Promise<void> {
  expect.soft(await violations(page, part), state).toEqual([]);
}
const DIALOG = '[role="dialog"]';
const RESULTS = '[aria-label="What the heads answer"]';

const onCpu = (experiment: Experiment): Experiment => ({
  ...experiment,
  training: { ...experiment.training, backend: 'cpu' },
});
const preset = (id: string): Experiment => onCpu(presets.get(id).build());
/** The opening data in a form that trains in a blink. */
function quick(id: string): Experiment {
  const experiment = preset(id);
  return {
    ...experiment,
    data: { ...experiment.data, sizes: { train: 40, validation: 20, test: 30 } },
    training: {
      ...experiment.training,
      stop: { kind: 'steps', steps: 8 },
      repeats: { ...experiment.training.repeats, count: 2 },
    },
  };
}
async function opened(page: Page, button: string): Promise<Locator> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog').last();
  await dialog.waitFor();
  return dialog;
}
async function closed(page: Page, dialog: Locator): Promise<void> {
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}
const openSection = async (page: Page, name: string): Promise<void> => {
  const head = settings(page).getByRole('button', { name, exact: true });
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
};

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('the main states', async ({ page }) => {
      await openWith(page, preset('hard-beside-separate'));
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
      const slow = page.getByRole('region', { name: 'One step, slowly' });
      await expect(slow).toContainText('Stop 1');
      // Each stop dims other cards; every third is enough to meet each of its five parts.
      const stops = Number((await slow.getByText(/^Stop \d+ of \d+$/).textContent())?.match(/of (\d+)/)?.[1]);
      for (let stop = 1; stop <= stops; stop += 1) {
        await expect(slow).toContainText(`Stop ${stop} of ${stops}`);
        if (stop % 3 === 1 || stop === stops) await check(page, `slow mode, stop ${stop}`, 'main');
        if (stop < stops) await slow.getByRole('button', { name: /^(Next|Take the step)$/ }).click();
      }
      await page.setViewportSize({ width: 820, height: 1180 });
      await check(page, 'narrow', 'body');
      for (const [button, name] of [
        ['Show or hide data and layers', 'Data and layers'],
        ['Show or hide the settings', 'Settings'],
      ] as const) {
        await page.getByRole('button', { name: button }).click();
        await page.getByRole('dialog', { name }).waitFor();
        await check(page, `narrow: ${name}`, DIALOG);
        await closed(page, page.getByRole('dialog', { name }));
      }
      await page.setViewportSize({ width: 390, height: 844 });
      await check(page, 'on a phone', 'body');
    });

    test('the panels', async ({ page }) => {
      await openWith(page, preset('mmoe'));
      await step(page, 3);
      await check(page, 'cards with bars of gates', 'main');
      await page.getByRole('tab', { name: 'Sharing' }).click();
      await check(page, 'what it costs', 'aside');
      await page.getByRole('tab', { name: 'Training' }).click();
      await openSection(page, 'Phases');
      await settings(page).getByRole('button', { name: 'Add a phase' }).click();
      await openSection(page, 'Pruning');
      await settings(page).getByRole('button', { name: 'Measure against sparsity' }).click();
      await settings(page)
        .getByRole('img', { name: /by share of zeros/ })
        .first()
        .waitFor();
      await check(page, 'phases and pruning', 'aside');

      const tied = preset('soft-sharing');
      const models = tied.models.map((model) => ({
        ...model,
        ties: model.ties.map((tie) => ({ ...tie, kind: 'pairwiseDistance' })),
      }));
      await load(page, { ...tied, models });
      await page.getByRole('tab', { name: 'Sharing' }).click();
      await settings(page).getByRole('columnheader').first().waitFor();
      await check(page, 'relations between tasks', 'aside');

      await page.getByRole('button', { name: /Choose among/ }).click();
      const picker = page.getByRole('dialog', { name: 'Choose a scenario' });
      await picker.waitFor();
      await check(page, 'the picker of scenarios', DIALOG);
      await picker.getByRole('textbox', { name: 'Search scenarios' }).fill('zzz');
      await check(page, 'no scenario found', DIALOG);
      await closed(page, picker);

      await page.getByText('Predictions', { exact: true }).click();
      // A point, a drawing, a text, the numbers of a row.
      for (const id of ['hard-sharing', 'multi-mnist-hard', 'mini-qa', 'penguins']) {
        const experiment = presets.get(id).build();
        await load(page, {
          ...experiment,
          data: { ...experiment.data, sizes: { train: 64, validation: 32, test: 32 } },
        });
        await step(page, 1);
        for (const part of ['Samples', 'Confusions', 'Try it']) {
          await page.getByText(part, { exact: true }).click();
          await check(page, `${id}: ${part}`, RESULTS);
        }
      }
    });

    test('the places and their results', async ({ page }) => {
      await openWith(page, quick('few-labels'));
      await step(page, 5);
      const lessons = await opened(page, 'Lessons');
      await check(page, 'the lessons', DIALOG);
      await lessons.getByRole('button', { name: /Two tasks, one trunk/ }).click();
      await lessons.waitFor({ state: 'hidden' });
      await page.getByRole('complementary', { name: 'Lesson' }).waitFor();
      await check(page, 'a lesson', '[aria-label="Lesson"]');
      await page.getByRole('button', { name: 'Close the lesson' }).click();

      // One model: on a canvas zoomed out to fit many, ports are small, and wiring has its keys and the zoom.
      await load(page, quick('hard-sharing'));
      const classroom = await opened(page, 'Class');
      await check(page, 'the class, set up', DIALOG);
      await classroom.getByRole('switch', { name: /^Ask for a prediction/ }).check();
      await classroom.getByRole('switch', { name: /^Offer only some kinds/ }).check();
      await check(page, 'the class, a question and layers', DIALOG);
      for (const tab of ['Hand in', 'Compare hand-ins']) {
        await classroom.getByRole('tab', { name: tab }).click();
        await check(page, `the class: ${tab}`, DIALOG);
      }
      await closed(page, classroom);
      const strip = page.getByRole('region', { name: 'Class', exact: true });
      await check(page, 'the strip of whoever sets it up', 'header');
      await strip.getByRole('button', { name: 'See it as the class does' }).click();
      await check(page, 'the strip and the question as the class sees them', 'header');
      await check(page, 'the class, fenced', 'body');

      await load(page, quick('few-labels'));
      const exporting = await opened(page, 'Export');
      await exporting.getByText('Keras', { exact: true }).waitFor();
      await check(page, 'export', DIALOG);
      await exporting.getByText('Keras', { exact: true }).click();
      await check(page, 'export to Keras', DIALOG);
      await closed(page, exporting);

      const study = await opened(page, 'Study');
      for (const tab of [
        'Over seeds',
        'Strength of sharing',
        'What sharing is worth',
        'Controls',
        'Fairness',
        'Methods',
      ] as const) {
        await study.getByRole('tab', { name: tab }).click();
        await check(page, `study, empty: ${tab}`, DIALOG);
      }
      for (const tab of ['Over seeds', 'What sharing is worth', 'Controls', 'Strength of sharing'] as const) {
        await study.getByRole('tab', { name: tab }).click();
        await study.getByRole('button', { name: 'Run', exact: true }).first().click();
        await expect(study.getByText(/^Done/).first()).toBeVisible({ timeout: 180_000 });
        await check(page, `study, filled: ${tab}`, DIALOG);
      }
      const map = study.getByRole('region', { name: 'Relatedness against strength' });
      await map.getByRole('button', { name: 'Run', exact: true }).click();
      await expect(map.getByText(/^Done/)).toBeVisible({ timeout: 180_000 });
      await map.scrollIntoViewIfNeeded();
      await check(page, 'study, filled: the map of strengths', DIALOG);
    });
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
