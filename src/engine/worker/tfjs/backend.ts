/**
 * All tfjs set-up. Each backend is fetched only when it is opened; which one is the matter of choice.ts.
 */
import { engine, env, getBackend, ready, setBackend } from '@tensorflow/tfjs-core';
import type { BackendInfo } from '../../protocol.ts';
import type { Executor } from '../executor.ts';
import { arrayUpdater } from './arrayUpdater.ts';
import { tensorUpdater } from './tensorUpdater.ts';
import { createTfExecutor } from './tfExecutor.ts';

/** Renderers that run on the CPU: wasm is several times faster than these. */
const SOFTWARE = /SwiftShader|llvmpipe|Basic Render|software/i;

type TfBackend = 'webgl' | 'wasm' | 'cpu';
interface Opened {
  readonly renderer?: string;
  readonly simd?: boolean;
  lost(): boolean;
}
const OPENERS: Readonly<Record<TfBackend, (large: boolean) => Promise<Opened>>> = {
  webgl: openWebgl,
  wasm: openWasm,
  cpu: openCpu,
};

/**
 * @param large whether arithmetic rather than the number of operations makes a step
 * @throws Error that says why it cannot be opened
 */
export async function openTfBackend(
  name: TfBackend,
  large: boolean,
): Promise<{
  readonly executor: Executor;
  readonly found: Pick<BackendInfo, 'renderer' | 'simd' | 'hardware'>;
  lost(): boolean;
}> {
  const { lost, ...rest } = await OPENERS[name](large);
  const hardware = name === 'webgl' && !SOFTWARE.test(rest.renderer ?? '');
  const found = { ...rest, ...(hardware ? { hardware } : {}) };
  return { executor: createTfExecutor(name === 'webgl' ? tensorUpdater : arrayUpdater), found, lost };
}

/** The GPU's name, if there is a hardware GPU that can render to float32 textures. */
export function hardwareRenderer(): string | undefined {
  try {
    const canvas = makeCanvas();
    const gl = canvas.getContext('webgl2') as WebGL2RenderingContext | null;
    if (!gl) return undefined;
    const name = rendererOf(gl);
    const float32 = gl.getExtension('EXT_color_buffer_float') !== null;
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    return float32 && name !== '' && !SOFTWARE.test(name) ? name : undefined;
  } catch {
    return undefined;
  }
}
const makeCanvas = (): OffscreenCanvas | HTMLCanvasElement =>
  typeof OffscreenCanvas === 'undefined' ? document.createElement('canvas') : new OffscreenCanvas(1, 1);
function rendererOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER) ?? '');
}

async function use(name: TfBackend): Promise<void> {
  if (getBackend() === name) return;
  if (!(await setBackend(name))) throw new Error(`the ${name} backend could not be set up`);
  await ready();
}

interface WebglBackend {
  readonly gpgpu: { readonly gl: WebGL2RenderingContext };
}
async function openWebgl(large: boolean): Promise<Opened> {
  const [{ registerWebglKernels, suitWebgl }] = await Promise.all([
    import('./webglKernels.ts'),
    import('@tensorflow/tfjs-backend-webgl'),
  ]);
  // Software renderers count as a performance caveat: without this some browsers refuse them a context.
  env().set('SOFTWARE_WEBGL_ENABLED', true);
  suitWebgl(large);
  await use('webgl');
  registerWebglKernels();
  if (!env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) throw new Error('no float32 textures to render to');
  const { gl } = (engine().backend as unknown as WebglBackend).gpgpu;
  return { renderer: rendererOf(gl), lost: () => gl.isContextLost() };
}

async function openWasm(): Promise<Opened> {
  const [{ setWasmPaths }, { registerWasmKernels }, { default: plain }, { default: simd }, { default: threaded }] =
    await Promise.all([
      import('@tensorflow/tfjs-backend-wasm'),
      import('./wasmKernels.ts'),
      import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'),
      import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'),
      import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'),
    ]);
  if (getBackend() !== 'wasm') {
    setWasmPaths({
      'tfjs-backend-wasm.wasm': plain,
      'tfjs-backend-wasm-simd.wasm': simd,
      'tfjs-backend-wasm-threaded-simd.wasm': threaded,
    });
    registerWasmKernels();
  }
  await use('wasm');
  return { simd: Boolean(await env().getAsync('WASM_HAS_SIMD_SUPPORT')), lost: () => false };
}

async function openCpu(): Promise<Opened> {
  await import('@tensorflow/tfjs-backend-cpu');
  await use('cpu');
  return { lost: () => false };
}
