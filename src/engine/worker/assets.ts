/**
 * Data files of the page by address, each checked against the hash in the manifest beside it, so that a cut-off or exchanged
 * file is refused and not trained on. The hash is that of the inflated bytes. Browsers hash in secure pages only; elsewhere
 * (plain http in a classroom) the file's own header is all that is checked. The file's name stands in every failure.
 */
import type { Assets } from '../../core/scenarios/scenario.ts';

interface Manifest {
  readonly files: Readonly<Record<string, { readonly file: string; readonly sha256: string }>>;
}
async function fetched(file: string, dataUrl: string): Promise<Response> {
  const answer = await fetch(new URL(file, dataUrl));
  if (!answer.ok) throw new Error(`${file} could not be read (${answer.status})`);
  return answer;
}
/** Some servers inflate gzip on the way, so the gzip mark decides. */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer | Uint8Array<ArrayBuffer>> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

/** How much of a file has come, 0..1. Not told where a server does not say how long it is, or inflates it on the way. */
export type DataProgress = (file: string, fraction: number) => void;

async function readAll(answer: Response, came: (fraction: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const total = answer.headers.has('content-encoding') ? 0 : Number(answer.headers.get('content-length') ?? 0);
  if (!answer.body || !(total > 0)) return new Uint8Array(await answer.arrayBuffer());
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = answer.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    length += part.value.length;
    came(Math.min(1, length / total));
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export function fetchAssets(dataUrl: string, progress: DataProgress = () => undefined): Assets {
  let manifest: Promise<Manifest> | undefined;
  const expectedOf = async (file: string): Promise<string | undefined> => {
    manifest ??= fetched('manifest.json', dataUrl).then((answer) => answer.json() as Promise<Manifest>);
    const { files } = await manifest;
    return Object.values(files).find((entry) => entry.file === file)?.sha256;
  };
  return {
    async read(file) {
      const [answer, expected] = await Promise.all([fetched(file, dataUrl), expectedOf(file)]);
      const bytes = await readAll(answer, (fraction) => progress(file, fraction));
      const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
      if (expected === undefined || !subtle) return bytes;
      const digest = new Uint8Array(await subtle.digest('SHA-256', await inflated(bytes)));
      const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
      if (found !== expected)
        throw new Error(`${file} is not the file that was published: expected ${expected}, found ${found}`);
      return bytes;
    },
  };
}
