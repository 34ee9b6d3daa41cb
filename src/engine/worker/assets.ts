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

export function fetchAssets(dataUrl: string): Assets {
  let manifest: Promise<Manifest> | undefined;
  const expectedOf = async (file: string): Promise<string | undefined> => {
    manifest ??= fetched('manifest.json', dataUrl).then((answer) => answer.json() as Promise<Manifest>);
    const { files } = await manifest;
    return Object.values(files).find((entry) => entry.file === file)?.sha256;
  };
  return {
    async read(file) {
      const [answer, expected] = await Promise.all([fetched(file, dataUrl), expectedOf(file)]);
      const bytes = new Uint8Array(await answer.arrayBuffer());
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
