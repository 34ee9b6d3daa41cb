/** E4: one trunk of six, two of three, nearly the same number of parameters, and gated experts, by how alike the tasks are. */
import { relatedWaves, waveExperts } from '../../src/core/experiment/presets/methods.ts';
import { type Line, line } from './report.ts';
import { type Machine, study, testLosses } from './studies.ts';

type Reference = Readonly<Record<string, { readonly test_nmse: readonly [mean: number, sd: number] }>>;

export async function e4(
  machine: Machine,
  seeds: number,
  reference: unknown,
  add: (line: Line) => void,
): Promise<void> {
  for (const p of [1, 0.5, 0]) {
    const trained = await study(
      machine,
      `E4 p=${p}`,
      relatedWaves(p, [waveExperts.mmoe, waveExperts.omoe]),
      Math.min(seeds, 8),
    );
    for (const [model, name] of ['sb_h6', 'stl_h3', 'mmoe_h2', 'omoe_h2'].entries()) {
      const expected = (reference as Reference)[`p${p}_${name}`]?.test_nmse;
      const [a, b] = ['a', 'b'].map((task) => testLosses(trained, model, task)) as [number[], number[]];
      const values = a.map((value, i) => (value + (b[i] as number)) / 2);
      add(line('E4', `p=${p} ${name}`, values, expected && { mean: expected[0], sd: expected[1], n: 8 }));
    }
  }
}
