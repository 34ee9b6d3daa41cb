/** Every preset but the dearest trains in the built page on the backend that is chosen for it, and every loss falls. */
import { cheap, expectEveryLossFalls, stepsFor } from './presetCases.ts';
import { sharedTest } from './support.ts';

for (const { id, experiment } of cheap) {
  sharedTest(`preset '${id}' trains and every loss falls`, ({ page }) =>
    expectEveryLossFalls(page, experiment, stepsFor(experiment)),
  );
}
