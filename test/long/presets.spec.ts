/** The presets whose steps are dear (pictures and sounds through convolutions): every loss falls. */
import { dear, expectEveryLossFalls } from '../e2e/presetCases.ts';
import { sharedTest } from '../e2e/support.ts';

for (const { id, experiment } of dear) {
  sharedTest(`preset '${id}' trains and every loss falls`, ({ page }) => expectEveryLossFalls(page, experiment, 300));
}
