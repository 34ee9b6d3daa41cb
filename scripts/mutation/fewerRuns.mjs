/**
 * fast-check as mutants meet it: every property with a few runs and without a search for smaller counterexamples. What
 * a few runs notice, many notice too.
 */
import * as fc from '../../node_modules/fast-check/lib/fast-check.js';

const MOST_RUNS = 40;
const fewer = (parameters = {}) => ({
  ...parameters,
  numRuns: Math.min(MOST_RUNS, parameters.numRuns ?? fc.readConfigureGlobal().numRuns ?? MOST_RUNS),
  endOnFailure: true,
});
export const assert = (property, parameters) => fc.assert(property, fewer(parameters));
export * from '../../node_modules/fast-check/lib/fast-check.js';
export default { ...fc, assert };
