/** The rows of the bench: what is compared, which way a ratio is better, and the target it is held against. */

const own = (model, backend, more = {}) => ({ kind: 'own', model, backend, ...more });
const layers = (model, backend, kernels) => ({ kind: 'layers', model, backend, kernels });

const against = (model, backend, target, kernels = 'stock') => ({
  id: `own/${backend}/${model}${kernels === 'ours' ? '/our kernels' : ''}`,
  what: `LayersModel.trainOnBatch / own step, ${backend}, ${model}${kernels === 'ours' ? ', both on our kernels' : ''}`,
  unit: 'times faster',
  target,
  better: 'higher',
  group: backend,
  who: [own(model, backend), layers(model, backend, kernels)],
  value: ([mine, theirs]) => theirs / mine,
});
const automatic = (model, executors) => ({
  id: `auto/${model}`,
  what: `automatic choice / fastest of ${executors.join(', ')}, ${model}`,
  unit: 'times as long',
  target: 1.15,
  better: 'lower',
  group: 'auto',
  who: [own(model, 'auto'), ...executors.map((backend) => own(model, backend))],
  value: ([chosen, ...others]) => chosen / Math.min(...others),
});
const scalar = (batch) => ({
  id: `playground/${batch}`,
  what: `per-sample scalar network / own step, tiny, batch ${batch}`,
  unit: 'times faster',
  target: 2,
  better: 'higher',
  group: 'arrays',
  who: [own('tiny', 'auto', { batch }), { kind: 'scalar', batch }],
  value: ([mine, theirs]) => theirs / mine,
});
const surgery = (model, backend, tasks, form, target) => ({
  id: `surgery/${backend}/${model}/T${tasks}/${form}`,
  what: `MGDA (${form}) / weighted sum, T = ${tasks}, ${model}, ${backend}`,
  unit: 'times as long',
  target,
  better: 'lower',
  group: 'surgery',
  who: [
    own(model, backend, { tasks, method: 'mgda', options: { gradients: form } }),
    own(model, backend, { tasks, method: 'weighted-sum' }),
  ],
  value: ([balanced, plain]) => balanced / plain,
});

const NAMES = ['tiny', 'seed', 'medium', 'cnn'];
export const ENGINE_ROWS = [
  against('tiny', 'webgl', 4),
  against('seed', 'webgl', 4),
  against('medium', 'webgl', 1.2),
  against('cnn', 'webgl', 1.2),
  against('tiny', 'wasm', 3),
  against('seed', 'wasm', 1.6),
  against('medium', 'wasm', 3),
  against('tiny', 'wasm', 2.5, 'ours'),
  ...[...NAMES, 'text'].map((model) => automatic(model, ['arrays', 'wasm'])),
  scalar(30),
  scalar(10),
  {
    id: 'reports/tiny',
    what: 'steps per second with rows written and read / without, tiny, automatic choice',
    unit: 'share',
    target: 0.9,
    better: 'higher',
    group: 'arrays',
    who: [own('tiny', 'auto', { reports: true }), own('tiny', 'auto')],
    value: ([on, off]) => off / on,
  },
  ...['wasm', 'webgl', 'arrays'].flatMap((backend) =>
    NAMES.filter((model) => backend !== 'webgl' || model === 'tiny' || model === 'seed').flatMap((model) => [
      ...[2, 3, 5].map((tasks) => surgery(model, backend, tasks, 'exact', 0.9 * tasks + 0.4)),
      surgery(model, backend, 3, 'representation', 1.5),
    ]),
  ),
];
export const SEED_ROWS = ['tiny', 'seed'].map((model) => ({
  id: `seeds/${model}`,
  what: `5 seeds / 1, ${model}`,
  unit: 'times as long',
  target: 3,
  better: 'lower',
  group: 'seeds',
  who: own(model, 'auto'),
  jobs: 5,
}));
