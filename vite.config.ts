import mdx from '@mdx-js/rollup';
import react from '@vitejs/plugin-react';
import rehypeKatex from 'rehype-katex';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { defineConfig, type Plugin } from 'vite';
import { offlineWorker } from './scripts/build/offline.ts';

/** A content security policy as a meta tag, in the build only: the dev server needs inline scripts. */
function contentSecurityPolicy(): Plugin {
  const policy = [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    // Mantine writes style tags; small fonts and icons are inlined.
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' },
    ],
  };
}

/**
 * The bundler's licence list leaves out what only the workers hold. The packages met in their bundles are written down
 * for scripts/notices.mjs, which adds their texts and takes the list away again.
 */
const workerPackages = new Set<string>();
const noteWorkerPackages = (): Plugin => ({
  name: 'note-worker-packages',
  generateBundle(_, bundle) {
    for (const each of Object.values(bundle)) {
      for (const id of each.type === 'chunk' ? each.moduleIds : []) {
        const name = /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1];
        if (name) workerPackages.add(name.replaceAll('\\', '/'));
      }
    }
  },
});
const listWorkerPackages = (): Plugin => ({
  name: 'list-worker-packages',
  apply: 'build',
  generateBundle() {
    this.emitFile({
      type: 'asset',
      fileName: 'worker-packages.json',
      source: JSON.stringify([...workerPackages].sort()),
    });
  },
});

export default defineConfig({
  base: './',
  plugins: [
    // Lessons: formulas are typeset when the page is built, and a fault in one fails the build.
    {
      enforce: 'pre',
      ...mdx({
        remarkPlugins: [remarkGfm, remarkMath],
        rehypePlugins: [[rehypeKatex, { strict: 'error', throwOnError: true }]],
      }),
    },
    react({ include: /\.(tsx|ts|jsx|js|mdx)$/ }),
    contentSecurityPolicy(),
    listWorkerPackages(),
    offlineWorker(),
  ],
  worker: { format: 'es', plugins: () => [noteWorkerPackages()] },
  optimizeDeps: { entries: ['index.html', 'src/engine/worker/entry.ts'] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 20 },
            { name: 'mantine', test: /node_modules[\\/]@mantine[\\/]/, priority: 10 },
            { name: 'flow', test: /node_modules[\\/](@xyflow|@dagrejs)[\\/]/, priority: 10 },
          ],
        },
      },
    },
  },
});
