/** Reads the imports of TypeScript sources as text: static, type, side-effect, re-exports, dynamic, and `new URL()`. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export interface Import {
  /** Path of the importing file from the project's root, with forward slashes. */
  readonly from: string;
  /** Path of the imported file for relative imports, else the package's name as written. */
  readonly to: string;
  readonly how: 'static' | 'type' | 'dynamic' | 'url';
}

const PATTERNS: readonly { readonly how: Import['how']; readonly pattern: RegExp }[] = [
  { how: 'type', pattern: /^\s*(?:import|export)\s+type\s[^'"]*?from\s*['"]([^'"]+)['"]/gm },
  { how: 'static', pattern: /^\s*(?:import|export)\s+(?!type\s)[^'"]*?from\s*['"]([^'"]+)['"]/gm },
  { how: 'static', pattern: /^\s*import\s*['"]([^'"]+)['"]/gm },
  { how: 'dynamic', pattern: /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g },
  { how: 'url', pattern: /new URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/g },
];

export function importsOf(from: string, source: string): Import[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return PATTERNS.flatMap(({ how, pattern }) =>
    [...code.matchAll(pattern)].map(([, text = '']) => ({
      from,
      to: text.startsWith('.') ? posix.join(posix.dirname(from), text.replace(/\?.*$/, '')) : text,
      how,
    })),
  );
}

export function sourceFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(name) && !name.endsWith('.d.ts') ? [path.replaceAll('\\', '/')] : [];
  });
}

export function readImports(folder: string): Import[] {
  return sourceFiles(folder).flatMap((file) => importsOf(file, readFileSync(file, 'utf8')));
}

/** The files of one import cycle, or `undefined`. Type imports count; a worker's URL does not (it is another realm). */
export function findCycle(imports: readonly Import[]): string[] | undefined {
  const targets = new Map<string, string[]>();
  for (const { from, to, how } of imports) {
    if (how !== 'url') targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | undefined => {
    const at = path.indexOf(file);
    if (at >= 0) return [...path.slice(at), file];
    if (done.has(file)) return undefined;
    path.push(file);
    for (const next of targets.get(file) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of targets.keys()) {
    const cycle = visit(file);
    if (cycle) return cycle;
  }
  return undefined;
}

export const folderOf = (file: string): string => dirname(file).replaceAll('\\', '/');
