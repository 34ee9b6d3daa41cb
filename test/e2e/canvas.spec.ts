/** The canvas as a person uses it, through roles and labels: wire by hand, share and split, tie, mend, undo. */
import { expect, type Page } from '@playwright/test';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { canvas, columnsOf, ends, experimentOf, load, open, port, settings, step, test } from './support.ts';

async function choosePreset(page: Page, id: string): Promise<void> {
  await load(page, presets.get(id).build());
}
/** Wires by keyboard: Enter on one port, then on another. */
async function wire(page: Page, from: string, to: string): Promise<void> {
  await port(page, `Output of ${from}`).press('Enter');
  await port(page, `Input of ${to}`).press('Enter');
}
async function addLayer(page: Page, label: string): Promise<void> {
  await page.getByRole('tab', { name: 'Layers' }).click();
  await page.getByRole('tabpanel', { name: 'Layers' }).getByRole('button', { name: label }).click();
}

test('the tour from an empty canvas: wired by hand, trained on WebGL, split and compared', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Lessons', exact: true }).click();
  await page.getByRole('button', { name: /Build it yourself/ }).click();
  const tour = page.getByRole('complementary', { name: 'Lesson' });
  const done = tour.getByRole('img', { name: 'Done' });
  await expect(tour.getByRole('img', { name: 'To do' })).toHaveCount(5);
  // The link opens the panel that it points to; the canvas keeps the room beside the text.
  await tour.getByRole('button', { name: 'layers' }).click();
  await addLayer(page, 'Dense');
  await addLayer(page, 'Task head');
  await addLayer(page, 'Task head');
  const [text, drawing] = [await tour.boundingBox(), await canvas(page).boundingBox()];
  expect((text?.x ?? 0) + (text?.width ?? 0)).toBeLessThanOrEqual(drawing?.x ?? 0);
  const nodes = (await experimentOf(page)).models[0]?.wiring.nodes ?? [];
  expect(nodes.map((node) => node.kind).sort()).toEqual(['dense', 'head', 'head', 'input']);
  const heads = canvas(page).getByRole('group', { name: /^Task head/ });
  for (const [index, task] of ['A', 'B'].entries()) {
    await heads.nth(index).click();
    await settings(page)
      .getByRole('combobox', { name: 'Task', exact: true })
      .selectOption({ label: `Task ${task}` });
  }
  await wire(page, 'Input input1', 'Dense dense1');
  await wire(page, 'Dense dense1', 'Task head A');
  await wire(page, 'Dense dense1', 'Task head B');
  await expect(canvas(page).getByRole('group', { name: /Dense dense1, shared by A and B/ })).toBeVisible();

  await page.getByRole('button', { name: /^Backend/ }).click();
  await page.getByRole('menuitemradio', { name: /WebGL/ }).click();
  await page.evaluate(() => window.playground.idle());
  await step(page, 120);
  expect(await page.evaluate(() => window.playground.backend()?.name)).toBe('webgl');
  const columns = await columnsOf(page);
  for (const task of ['a', 'b']) {
    const { first, last } = ends(columns[`A/${task}/train/loss`] ?? []);
    expect(last, task).toBeLessThan(first);
  }
  await expect(done).toHaveCount(3);

  await canvas(page).getByRole('button', { name: 'Model menu of Mine' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await canvas(page)
    .getByRole('group', { name: /^Dense dense1, .*Mine 2/ })
    .click();
  await settings(page).getByRole('button', { name: 'Give each task its own copy' }).click();
  await expect(done).toHaveCount(4);
  await page.getByRole('button', { name: /^Backend/ }).click();
  await page.getByRole('menuitemradio', { name: /^Choose the best one/ }).click();
  await page.getByRole('button', { name: 'Apply changes' }).click();
  await page.evaluate(() => window.playground.idle());
  await step(page, 200);
  await expect(done).toHaveCount(5);
});

test('a wire that would make a loop or does not fit is refused in words', async ({ page }) => {
  await open(page);
  await choosePreset(page, 'hard-sharing');
  const before = await experimentOf(page);
  await wire(page, 'Dense dense2', 'Dense dense1');
  await expect(page.getByRole('alert').first()).toBeVisible();
  expect((await experimentOf(page)).models).toEqual(before.models);
});

test('splitting and sharing a layer moves parameters between shared and private, and undo returns exactly', async ({
  page,
}) => {
  await open(page);
  await choosePreset(page, 'hard-sharing');
  const before = await experimentOf(page);
  const legend = canvas(page).getByRole('list', { name: 'Parameters by who shares them' });
  await expect(legend).toContainText('shared 96');
  await canvas(page)
    .getByRole('group', { name: /^Dense dense2/ })
    .click();
  await settings(page).getByRole('button', { name: 'Give each task its own copy' }).click();
  await expect(legend).toContainText('shared 24');
  await settings(page).getByRole('button', { name: 'Share this layer too' }).click();
  await expect(legend).toContainText('shared 96');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect((await experimentOf(page)).models).toEqual(before.models);
});

test('a trunk becomes tied twins and one trunk again; the strength is live', async ({ page }) => {
  await open(page);
  await choosePreset(page, 'hard-sharing');
  await settings(page).getByRole('tab', { name: 'Sharing' }).click();
  await settings(page).getByRole('button', { name: 'Turn the trunk into tied twins' }).click();
  const ties = (await experimentOf(page)).models[0]?.ties ?? [];
  expect(ties).toHaveLength(2);
  await page.evaluate(() => window.playground.idle());
  await step(page, 60);
  const strength = settings(page).getByRole('textbox', { name: 'Strength λ' }).first();
  await strength.fill('0');
  await strength.press('Enter');
  await step(page, 60);
  const columns = await columnsOf(page);
  const at = (to: number): number =>
    (columns[`A/tie/${ties[0]?.id}/distance`] ?? []).slice(0, to + 1).findLast(Number.isFinite) ?? Number.NaN;
  expect(at(0)).toBe(0);
  expect(at(120)).toBeGreaterThan(at(60));
  expect(columns.step?.at(-1)).toBe(120);
  await settings(page).getByRole('button', { name: 'Join twins into one trunk' }).click();
  expect((await experimentOf(page)).models[0]?.ties).toHaveLength(0);
});

test('structural changes wait for Apply once there are curves', async ({ page }) => {
  await open(page);
  await choosePreset(page, 'hard-sharing');
  await step(page, 30);
  await canvas(page)
    .getByRole('group', { name: /^Dense dense1/ })
    .click();
  const units = settings(page).getByRole('textbox', { name: 'Units' });
  await units.fill('5');
  await units.press('Enter');
  const apply = page.getByRole('button', { name: 'Apply changes' });
  await expect(apply).toBeVisible();
  expect((await columnsOf(page)).step?.at(-1)).toBe(30);
  await apply.click();
  await page.evaluate(() => window.playground.idle());
  await expect(apply).toBeHidden();
  expect((await columnsOf(page)).step?.at(-1)).toBe(0);
});

test('a problem stands on its node with a mend that one click applies', async ({ page }) => {
  await open(page);
  const preset = presets.get('multi-mnist-hard').build();
  await load(page, {
    ...preset,
    data: { ...preset.data, sizes: { train: 200, validation: 50, test: 50 } },
    models: preset.models.map((model) => {
      const { nodes, edges } = model.wiring;
      const flatten = nodes.find((node) => node.kind === 'flatten')?.id;
      const { [flatten as never]: _, ...positions } = model.positions;
      const before = edges.find((edge) => edge.target === flatten);
      if (!before) throw new Error('the preset has no flatten');
      // The picture goes straight into the dense layer.
      const bridged = edges
        .filter((edge) => edge !== before)
        .map((edge) =>
          edge.source === flatten ? { ...edge, source: before.source, sourcePort: before.sourcePort } : edge,
        );
      return { ...model, positions, wiring: { nodes: nodes.filter((node) => node.id !== flatten), edges: bridged } };
    }),
  });
  const play = page.getByRole('button', { name: 'Play', exact: true });
  await expect(play).toHaveAttribute('aria-disabled', 'true');
  await canvas(page)
    .getByRole('button', { name: /Insert .*Flatten/i })
    .first()
    .click();
  expect((await experimentOf(page)).models[0]?.wiring.nodes.map((node) => node.kind)).toContain('flatten');
  await expect(play).not.toHaveAttribute('aria-disabled', 'true');
});

test('a loss that is not finite stops the run, names the task, and half the rate goes on', async ({ page }) => {
  await open(page);
  const preset = presets.get('hard-sharing').build();
  await load(page, {
    ...preset,
    data: { ...preset.data, options: { ...preset.data.options, b: 'slope' } },
    training: {
      ...preset.training,
      backend: 'wasm',
      optimizer: { ...preset.training.optimizer, kind: 'sgd', learningRate: 10 },
    },
    models: preset.models.map((model) => ({
      ...model,
      wiring: {
        ...model.wiring,
        nodes: model.wiring.nodes.map((node) =>
          node.kind === 'dense' ? { ...node, options: { ...node.options, activation: 'linear' } } : node,
        ),
      },
    })),
  });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const alert = page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Halve the learning rate' }) });
  await expect(alert).toBeVisible({ timeout: 20_000 });
  await alert.getByRole('button', { name: 'Halve the learning rate' }).click();
  expect((await experimentOf(page)).training.optimizer.learningRate).toBe(5);
});
