import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { taskId } from '../../../src/core/experiment/experiment.ts';
import { readDigits } from '../../../src/core/scenarios/mnistFile.ts';
import { multiMnist } from '../../../src/core/scenarios/multiMnist.ts';
import { diskAssets } from '../../support/assets.ts';

const SIZES = { train: 60, validation: 30, test: 40 };
const load = (sum = false, seed = 1) => multiMnist.load({ sum }, SIZES, seed, diskAssets);

/** A data file whose digits are told apart by one grey value: digit i is 1 pixel of value i + 1 at its own place. */
function marked(count: number): Uint8Array {
  const bytes = new Uint8Array(12 + count * (1 + 784));
  bytes.set([66, 82, 68, 49]);
  const view = new DataView(bytes.buffer);
  view.setUint32(4, count, true);
  view.setUint16(8, 28, true);
  view.setUint16(10, 28, true);
  for (let i = 0; i < count; i += 1) {
    bytes[12 + i] = i % 10;
    bytes[12 + count + i * 784] = i + 1;
  }
  return bytes;
}

describe('the shipped file', () => {
  it('has the bytes that the manifest names', async () => {
    const manifest = JSON.parse(await readFile('public/data/manifest.json', 'utf8'));
    const { file, sha256, bytes, attribution, licence } = manifest.files.mnist;
    const raw = gunzipSync(await readFile(`public/data/${file}`));
    expect(createHash('sha256').update(raw).digest('hex')).toBe(sha256);
    expect(raw.length).toBe(bytes);
    expect(attribution).toContain('LeCun');
    expect(licence).toBe('CC BY-SA 3.0');
    expect(await readFile('public/data/LICENSES.md', 'utf8')).toContain(file);
  });
  it('holds 10,000 digits in known numbers per class', async () => {
    const digits = readDigits('mnist.bin', await diskAssets.read('mnist.bin'));
    const counts = Array.from({ length: 10 }, (_, k) => digits.labels.filter((label) => label === k).length);
    expect(counts).toEqual([1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]);
    expect(digits.pixels.length).toBe(10_000 * 784);
    expect(Math.max(...digits.pixels.subarray(0, 78_400))).toBe(255);
  });
  it('reads the same when a server has already inflated it', async () => {
    const bytes = await diskAssets.read('mnist.bin');
    const inflated = new Uint8Array(gunzipSync(bytes));
    expect(readDigits('mnist.bin', inflated).labels).toEqual(readDigits('mnist.bin', bytes).labels);
  });
  it('refuses what is no such file', () => {
    const page = new Uint8Array([...'<!doctype html>'].map((letter) => letter.charCodeAt(0)));
    expect(() => readDigits('mnist.bin', page)).toThrow(/mnist\.bin: expected a data file/);
    expect(() => readDigits('mnist.bin', new Uint8Array())).toThrow(/expected a data file/);
    expect(() => readDigits('mnist.bin', marked(5).subarray(0, 900))).toThrow(/expected 3937 bytes, found 900/);
  });
});

describe('MultiMNIST', () => {
  it('never uses a source digit in two splits', async () => {
    const assets = { read: async () => marked(200) };
    const dataset = await multiMnist.load({ sum: false }, { train: 400, validation: 200, test: 300 }, 4, assets);
    const sources = [dataset.train, dataset.validation, dataset.test].map(
      (split) =>
        new Set(Array.from(split.inputs.x as Float32Array, (value) => Math.round(value * 255)).filter(Boolean)),
    );
    expect(sources.map((set) => set.size)).toEqual([140, 20, 40]);
    expect(new Set(sources.flatMap((set) => [...set])).size).toBe(200);
  });
  it('lays the left digit at 0..4 and the right one at 4..8, each with its label', async () => {
    const assets = { read: async () => marked(200) };
    const { train } = await multiMnist.load({ sum: false }, SIZES, 4, assets);
    const x = train.inputs.x as Float32Array;
    for (let row = 0; row < train.rows; row += 1) {
      const inside = (value: number, from: number) => value >= from && value <= from + 4;
      const marks = Array.from(x.subarray(row * 1296, (row + 1) * 1296), (value, i) => ({
        id: Math.round(value * 255) - 1,
        top: Math.floor(i / 36),
        left: i % 36,
      })).filter(({ id }) => id >= 0);
      const left = train.labels[taskId('digit-left')]?.[row];
      const right = train.labels[taskId('digit-right')]?.[row];
      expect(marks.some((m) => m.id % 10 === left && inside(m.top, 0) && inside(m.left, 0))).toBe(true);
      expect(marks.some((m) => m.id % 10 === right && inside(m.top, 4) && inside(m.left, 4))).toBe(true);
    }
  });
  it('has grey values from 0 to 1', async () => {
    const x = (await load()).train.inputs.x as Float32Array;
    expect(x.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(x.some((value) => value === 1)).toBe(true);
  });
  it('adds the sum as a third task', async () => {
    const { labels } = (await load(true)).test;
    const of = (task: string) => labels[taskId(task)] as Float32Array;
    of('sum').forEach((value, row) => {
      const total = (of('digit-left')[row] as number) + (of('digit-right')[row] as number);
      expect(value).toBe(total >= 10 ? 1 : 0);
    });
    expect(multiMnist.outline({ sum: true }).tasks.map((task) => task.id)).toEqual([
      'digit-left',
      'digit-right',
      'sum',
    ]);
    expect((await load(false)).test.inputs).toEqual((await load(true)).test.inputs);
  });
});
