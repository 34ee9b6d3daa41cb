/** 'Match parameter counts': near the target, twins alike, starts told apart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../src/core/experiment/applyEdit.ts';
import { type Experiment, type ModelSpec, modelId } from '../../../src/core/experiment/experiment.ts';
import { matchParameters, startsCorrespond } from '../../../src/core/experiment/matchParameters.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import { outlineOf } from '../../../src/core/scenarios/outline.ts';

const helps = presets.get('sharing-helps').build();
const [separate, soft, hard] = helps.models as [ModelSpec, ModelSpec, ModelSpec];
const countOf = (experiment: Experiment, model: ModelSpec): number =>
  analyseModel(model, experiment.data, outlineOf(experiment.data)).counts.total;
const matched = (experiment: Experiment, model: ModelSpec, target: number) => {
  const match = matchParameters(experiment, model.id, target);
  if (!match.ok) throw new Error(match.issue.code);
  const edited = applyEdit(experiment, match.value.edit);
  if (!edited.ok) throw new Error(edited.issue.code);
  const own = edited.value.models.find(({ id }) => id === model.id) as ModelSpec;
  return { match: match.value, experiment: edited.value, own };
};

describe('matchParameters', () => {
  it('gives two separate networks about the parameters of one shared trunk', () => {
    // 20-24-24 shared with two heads: 20*24 + 24 + 24*24 + 24 + 2 * 25 = 1154.
    const target = countOf(helps, hard);
    expect(target).toBe(1154);
    const { match, experiment, own } = matched(helps, separate, target);
    expect(countOf(experiment, own)).toBe(match.after);
    expect(Math.abs(match.after - target) / target).toBeLessThan(0.03);
  });
  it('leaves every problem away: ties keep twins of equal width', () => {
    const { experiment, own } = matched(helps, soft, 1154);
    const { issues } = analyseModel(own, experiment.data, outlineOf(experiment.data));
    expect(issues).toEqual([]);
  });
  it('comes within a tenth of any target that widths can reach, and never moves away from it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 20_000 }), (target) => {
        const { match } = matched(helps, separate, target);
        expect(Math.abs(match.after - target) / target).toBeLessThan(0.1);
      }),
      { numRuns: 12 },
    );
  });
  it('refuses what it cannot do', () => {
    expect(matchParameters(helps, modelId('Z'), 100)).toMatchObject({ ok: false, issue: { code: 'match.noModel' } });
    expect(matchParameters(helps, hard.id, countOf(helps, hard))).toMatchObject({
      ok: false,
      issue: { code: 'match.same' },
    });
    const linear = presets.get('valley-moves').build();
    expect(matchParameters(linear, linear.models[0]?.id ?? modelId('A'), 10)).toMatchObject({
      ok: false,
      issue: { code: 'match.noWidths' },
    });
  });
});

describe('startsCorrespond', () => {
  it('holds for the presets and no longer after a match', () => {
    expect(startsCorrespond(helps)).toBe(true);
    expect(startsCorrespond(matched(helps, separate, 1154).experiment)).toBe(false);
  });
});
