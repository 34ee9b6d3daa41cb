/** What the training workers of a page hold, read from outside: tensors, textures, compiled programs, heap. */
import type { Page } from '@playwright/test';

export interface Held {
  readonly tensors: number;
  readonly bytes: number;
  readonly textures: number;
  readonly programs: number;
}
interface TfEngine {
  memory(): { numTensors: number; numBytes: number };
  readonly backend?: {
    readonly textureManager?: { getNumUsedTextures(): number; getNumFreeTextures(): number };
    readonly binaryCache?: object;
  };
}
/** Sums over all workers that run tfjs; waits until the run rests. */
export async function heldBy(page: Page): Promise<Held> {
  const each = await Promise.all(
    page.workers().map((worker) =>
      worker.evaluate(() => {
        const { _tfengine: engine } = globalThis as unknown as { _tfengine?: TfEngine };
        const memory = engine?.memory();
        const textures = engine?.backend?.textureManager;
        return {
          tensors: memory?.numTensors ?? 0,
          bytes: memory?.numBytes ?? 0,
          textures: (textures?.getNumUsedTextures() ?? 0) + (textures?.getNumFreeTextures() ?? 0),
          programs: Object.keys(engine?.backend?.binaryCache ?? {}).length,
        };
      }),
    ),
  );
  const sum = (of: (held: Held) => number): number => each.reduce((total, held) => total + of(held), 0);
  return {
    tensors: sum((held) => held.tensors),
    bytes: sum((held) => held.bytes),
    textures: sum((held) => held.textures),
    programs: sum((held) => held.programs),
  };
}
/** Bytes of the page's own heap after a collection. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
