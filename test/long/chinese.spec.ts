/**
 * The Chinese page holds no English: every preset with its canvas, charts, settings and answers, every lesson, and every
 * window, with what stands on the screen and what is only spoken (labels, titles). What is allowed is named below: names
 * of methods and architectures as their papers print them, file types, keys, units, code and citations.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { lessons } from '../../src/ui/lessons/lessons.ts';
import { tours } from '../../src/ui/lessons/tours.ts';
import { zhCN } from '../../src/ui/parts/i18n/zh-CN/index.ts';
import { load, open, step, test } from '../e2e/support.ts';

/** As cited in the lessons, and what papers and programs call things. */
const CITED = new Set(
  `Caruana Evgeniou Pontil Duong Platt Barr Liu Navon Kurin Xin NeurIPS Standley Fifty Srivastava Zhang Collobert Weston
  LeCun mean kernel bias logits torchrun`.split(/\s+/),
);
/** Texts of others, and programs: a citation, a program, a formula, a key, a link, data in their own language. */
const OUTSIDE = 'cite, em, pre, code, kbd, .katex, input, textarea, [data-row], [data-text], script, style';
const ALLOWED = new Set(
  `Braid ReLU tanh sigmoid softplus ELU SGD Adam AdamW RMSProp RMSprop Adagrad Adadelta Adamax Lion Nesterov
  PyTorch Keras TensorFlow Jupyter Python npz safetensors ipynb CSV SVG PNG JSON HTML WebGL WebAssembly WASM GPU CPU
  Markdown PCGrad CAGrad UPGrad FAMO Aligned Fonseca Fleming delta gamma
  Softmax Dropout MultiMNIST cross stitch Transformer Sluice NDDR MMoE DSelect Nash GradNorm
  Ctrl Shift Alt Esc Enter Space Tab Del Delete Home End PageUp PageDown English`.split(/\s+/),
);

/** What is seen or spoken, text by text. */
const texts = (page: Page): Promise<string[]> =>
  page.evaluate((outside) => {
    const found = new Set<string>();
    const visible = (element: Element): boolean => element.checkVisibility() && !element.closest(outside);
    for (const element of document.body.querySelectorAll('*')) {
      if (!visible(element)) continue;
      for (const name of ['aria-label', 'aria-description', 'aria-roledescription', 'title', 'placeholder', 'alt']) {
        const said = element.getAttribute(name);
        if (said) found.add(said);
      }
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE && node.textContent?.trim()) found.add(node.textContent.trim());
      }
    }
    return [...found];
  }, OUTSIDE);
/** A word with a number is a layer's id, which stands in programs, too. */
const foreign = (text: string): string[] =>
  (text.match(/[A-Za-z]+[a-z]{2,}[A-Za-z0-9]*/g) ?? []).filter(
    (word) => !ALLOWED.has(word) && !CITED.has(word) && !/\d$/.test(word),
  );

/** Texts with foreign words, by the states that show them. */
class Strangers {
  readonly #found = new Map<string, Set<string>>();
  async check(page: Page, state: string): Promise<void> {
    for (const text of await texts(page)) {
      if (foreign(text).length > 0 && !this.#found.has(text)) console.log(`${state}: ${text}`);
      if (foreign(text).length > 0) this.#found.set(text, (this.#found.get(text) ?? new Set()).add(state));
    }
  }
  get list(): string[] {
    return [...this.#found].map(([text, states]) => `${text}  (${[...states].slice(0, 3).join(', ')})`);
  }
}
const small = (id: string): Experiment => {
  const preset = presets.get(id).build();
  return { ...preset, data: { ...preset.data, sizes: { train: 64, validation: 32, test: 32 } } };
};
async function inWindow(page: Page, name: string, look: (dialog: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog').last();
  await dialog.waitFor();
  await look(dialog);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

/** One of each kind of data and of cards; names of presets are held against the catalogue by test/ui/words.test.ts. */
const KINDS = ['penguins', 'mini-qa', 'multi-mnist-hard', 'valley-moves', 'textbook-b', 'esmm', 'dselect-k', 'graph'];

test('presets of every kind, with their canvas and charts', async ({ page }) => {
  const strangers = new Strangers();
  await open(page, './?lang=zh-CN');
  for (const id of KINDS) {
    await load(page, small(id));
    await strangers.check(page, id);
  }
  expect(strangers.list).toEqual([]);
});

test('the panels, every lesson, and the results', async ({ page }) => {
  const strangers = new Strangers();
  await open(page, './?lang=zh-CN');
  for (const id of ['mmoe', 'soft-sharing', 'one-loud-task', 'hard-beside-separate']) {
    await load(page, small(id));
    await step(page, 4);
    await page
      .getByRole('main')
      .getByRole('group', { name: new RegExp(`^${zhCN.layer.dense.label} `) })
      .first()
      .click();
    for (const panel of ['complementary', 'navigation'] as const) {
      for (const tab of await page.getByRole(panel).getByRole('tab').all()) {
        await tab.click();
        await strangers.check(page, `${id}, ${await tab.innerText()}`);
      }
    }
  }
  for (const answers of ['predictions', 'history'] as const) {
    await page.getByText(zhCN.app[answers], { exact: true }).click();
    await strangers.check(page, answers);
  }
  for (const course of [...lessons.all, ...tours.all]) {
    const begin = course.begin();
    await load(page, { ...begin, view: { ...begin.view, lesson: course.id } });
    await page.getByRole('complementary', { name: zhCN.lessons.panel }).getByRole('heading').first().waitFor();
    await strangers.check(page, `lesson ${course.id}`);
  }
  expect(strangers.list).toEqual([]);
});

test('every window', async ({ page }) => {
  const strangers = new Strangers();
  await open(page, './?lang=zh-CN');
  await load(page, small('few-labels'));
  await step(page, 8);
  const { app, controls, exporting, lab } = zhCN;
  for (const name of [controls.presets.title, zhCN.lessons.open, controls.share.button, app.help, exporting.open]) {
    await inWindow(page, name, () => strangers.check(page, name));
  }
  for (const name of [zhCN.classroom.open, zhCN.study.open]) {
    await inWindow(page, name, async (dialog) => {
      for (const tab of await dialog.getByRole('tab').all()) {
        await tab.click();
        await strangers.check(page, `${name}, ${await tab.innerText()}`);
      }
    });
  }
  await inWindow(page, lab.open, async (dialog) => {
    for (const { label } of Object.values(lab.try).filter((each) => typeof each === 'object')) {
      await dialog.getByRole('combobox', { name: lab.try.label }).selectOption({ label });
      await strangers.check(page, label);
    }
  });
  expect(strangers.list).toEqual([]);
});
