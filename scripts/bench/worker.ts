/** One stepper in a thread of its own, as in the page: made by the first message, timed by the next ones. */
import type { BackendName } from '../../src/core/experiment/experiment.ts';
import type { ModelName } from './models.ts';
import { ownSteps, type Stepper } from './own.ts';

export type Who =
  | {
      readonly kind: 'own';
      readonly model: ModelName;
      readonly backend: BackendName | 'auto';
      readonly batch?: number;
      readonly method?: string;
      readonly options?: Readonly<Record<string, string | number | boolean>>;
      readonly tasks?: number;
      readonly reports?: boolean;
    }
  | {
      readonly kind: 'layers';
      readonly model: ModelName;
      readonly backend: 'webgl' | 'wasm';
      readonly kernels: 'stock' | 'ours';
    }
  | { readonly kind: 'scalar'; readonly batch: number };
export type Question = { readonly make: Who } | { readonly steps: number };
export type Answer = { readonly backend: string } | { readonly milliseconds: number } | { readonly fault: string };

async function make(who: Who): Promise<Stepper> {
  if (who.kind === 'own') return ownSteps(who.model, who.backend, who);
  const { layersModelSteps, scalarSteps } = await import('./yardsticks.ts');
  return who.kind === 'scalar' ? scalarSteps(who.batch) : layersModelSteps(who.model, who.backend, who.kernels);
}
let stepper: Stepper | undefined;
const scope = self as unknown as {
  postMessage(answer: Answer): void;
  onmessage: ((event: MessageEvent<Question>) => void) | null;
};
scope.onmessage = async ({ data }) => {
  try {
    if ('make' in data) {
      stepper = await make(data.make);
      scope.postMessage({ backend: stepper.backend });
      return;
    }
    const begin = performance.now();
    await stepper?.run(data.steps);
    scope.postMessage({ milliseconds: performance.now() - begin });
  } catch (fault) {
    scope.postMessage({ fault: String(fault) });
  }
};
