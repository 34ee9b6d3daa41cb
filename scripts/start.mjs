/** `npm start`: builds the page where it is missing or older than its sources, serves it, prints the address. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, preview } from 'vite';
import { writeNotices } from './notices.mjs';

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
const built = 'dist/index.html';
const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];
if (!existsSync(built) || Math.max(...sources.map(newest)) > statSync(built).mtimeMs) {
  await build({ logLevel: 'warn' });
  writeNotices();
}
const server = await preview({
  preview: { port: Number(process.env.PORT ?? 4700), host: process.env.HOST ?? 'localhost' },
});
console.log('Braid is served at:');
server.printUrls();
