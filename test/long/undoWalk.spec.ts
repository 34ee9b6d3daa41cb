/** Undo and redo over 200 mixed gestures through the real page: all the way back is where it began, all the way forth where it ended. */
import { expect, type Page } from '@playwright/test';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { createRng } from '../../src/core/math/rng.ts';
import { canvas, experimentOf, openWith, settings, test } from '../e2e/support.ts';

const GESTURES = 200;
const document = async (page: Page) => {
  const { view: _, ...rest } = await experimentOf(page);
  return rest;
};

test('two hundred mixed gestures, undone and done again', async ({ page }) => {
  const preset = presets.get('hard-beside-separate').build();
  await openWith(page, { ...preset, training: { ...preset.training, backend: 'cpu' } });
  const rng = createRng(7, 'undo walk');
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(rng.uniform() * list.length)] as Item;
  const cards = canvas(page).locator('.react-flow__node-layer, .react-flow__node-fold');
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  const redo = page.getByRole('button', { name: 'Redo', exact: true });

  /** Selects a card by the keyboard: it may lie under a toolbar. */
  const choose = async (several = false): Promise<void> => {
    const count = await cards.count();
    if (count === 0) return;
    await cards.nth(Math.floor(rng.uniform() * count)).press(several ? 'Control+Enter' : 'Enter');
  };
  const press = (key: string) => page.keyboard.press(key);
  const gestures: Readonly<Record<string, () => Promise<unknown>>> = {
    async nudge() {
      await choose();
      await press(pick(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']));
    },
    async duplicate() {
      await choose();
      await choose(true);
      await press('Control+d');
    },
    async remove() {
      await choose();
      await press('Delete');
    },
    async copy() {
      await choose();
      await press('Control+c');
      await press('Control+v');
    },
    async drag() {
      const box = await cards.nth(Math.floor(rng.uniform() * (await cards.count()))).boundingBox();
      if (!box) return;
      const [x, y] = [box.x + 20, box.y + 6];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 30 * rng.uniform() - 15, y + 30 * rng.uniform() + 8, { steps: 3 });
      await page.mouse.up();
    },
    async search() {
      await canvas(page).locator('.react-flow').focus();
      await press('/');
      await page.keyboard.type(pick(['dense', 'dropout', 'add', 'task head', 'input']));
      await press('Enter');
    },
    async wire() {
      const [outs, ins] = [
        canvas(page).getByRole('button', { name: /^Output of/ }),
        canvas(page).getByRole('button', { name: /^Input of/ }),
      ];
      const [a, b] = [await outs.count(), await ins.count()];
      if (a === 0 || b === 0) return;
      await outs.nth(Math.floor(rng.uniform() * a)).press('Enter');
      await ins.nth(Math.floor(rng.uniform() * b)).press('Enter');
      await press('Escape');
    },
    async fold() {
      await choose();
      await press(pick(['Control+g', 'Control+Shift+g']));
    },
    async tower() {
      await canvas(page)
        .getByRole('button', { name: /^Model menu of/ })
        .first()
        .press('Enter');
      await page
        .getByRole('menuitem', {
          name: pick(['One tower per task', 'Trunk to tied twins', 'Twins to one shared trunk', 'Arrange']),
        })
        .click();
    },
    async split() {
      const divider = canvas(page).getByRole('slider', { name: /^Split point/ });
      if ((await divider.count()) > 0) await divider.first().press(pick(['ArrowLeft', 'ArrowRight']));
    },
    async title() {
      const box = page.getByRole('textbox', { name: 'Title of the experiment' });
      await box.fill(`Walk ${Math.floor(rng.uniform() * 1e6)}`);
      await box.press('Enter');
    },
    async rate() {
      await settings(page).getByRole('tab', { name: 'Training' }).click();
      const box = settings(page).getByRole('textbox', { name: 'Learning rate' }).first();
      await box.fill(String(Number((0.001 + 0.1 * rng.uniform()).toPrecision(3))));
      await box.press('Enter');
    },
    async seed() {
      await page.getByRole('textbox', { name: 'Seed', exact: true }).fill(String(Math.floor(rng.uniform() * 1000)));
      await press('Enter');
    },
    back: () => undo.click({ timeout: 500 }),
    forth: () => redo.click({ timeout: 500 }),
  };

  const start = await document(page);
  const names = Object.keys(gestures);
  for (let i = 0; i < GESTURES; i += 1) {
    // A gesture may have nothing to act on: then it changes nothing, which is as good a test.
    await gestures[pick(names)]?.().catch(() => undefined);
    await page.keyboard.press('Escape');
  }
  const end = await document(page);
  expect(end).not.toEqual(start);
  let steps = 0;
  const allTheWay = async (key: string, button: typeof undo): Promise<number> => {
    await page.getByRole('heading', { name: 'Braid' }).click();
    let count = 0;
    for (; (await button.isEnabled()) && count < 400; count += 1) await press(key);
    return count;
  };
  // What was undone on the way and not overwritten would make the end another one: forth first.
  await allTheWay('Control+y', redo);
  const last = await document(page);
  steps = await allTheWay('Control+z', undo);
  expect(steps).toBeGreaterThan(60);
  expect(await document(page)).toEqual(start);
  expect(await allTheWay('Control+Shift+z', redo)).toBe(steps);
  expect(await document(page)).toEqual(last);
  await allTheWay('Control+z', undo);
  expect(await document(page)).toEqual(start);
});
