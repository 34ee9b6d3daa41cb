/** Which layers a search text means: those whose label or kind begins with it first, then those that contain it. */
import type { LayerSpec } from '../../core/layers/layer.ts';

export function matchingLayers(
  specs: readonly LayerSpec[],
  text: string,
  word: (key: string) => string,
): readonly LayerSpec[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return specs;
  const rank = (spec: LayerSpec): number => {
    const names = [word(`layer.${spec.kind}.label`).toLowerCase(), spec.kind.toLowerCase()];
    if (names.some((name) => name.startsWith(wanted))) return 0;
    if (names.some((name) => name.includes(wanted))) return 1;
    return word(`layer.${spec.kind}.help`).toLowerCase().includes(wanted) ? 2 : 3;
  };
  return specs
    .map((spec) => ({ spec, rank: rank(spec) }))
    .filter((entry) => entry.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map((entry) => entry.spec);
}
