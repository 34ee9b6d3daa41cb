/** The page inside another page: who is heard, what is answered, and to whom. */
import { describe, expect, it, vi } from 'vitest';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { toJson } from '../../src/core/experiment/file.ts';
import { encodeLink } from '../../src/core/experiment/link.ts';
import { FIRST_PRESET, presets } from '../../src/core/experiment/presets/index.ts';
import { answerParent, type EmbedReply, noStorage, readRequest } from '../../src/state/embed.ts';
import { readPageOptions, writeEmbedOptions } from '../../src/state/pageOptions.ts';
import type { Playground } from '../../src/state/playground.ts';

const ORIGIN = 'https://school.example';
const preset = presets.get(FIRST_PRESET).build();

function fresh(options: { readonly alone?: boolean } = {}) {
  const posted: { readonly message: EmbedReply; readonly to: string | undefined }[] = [];
  const parent = {
    postMessage: (message: EmbedReply, target: { readonly targetOrigin?: string }) =>
      void posted.push({ message: structuredClone(message), to: target.targetOrigin }),
  };
  const listeners: ((event: Partial<MessageEvent>) => void)[] = [];
  const self = {
    addEventListener: (_: string, listener: () => void) => void listeners.push(listener),
  } as unknown as Window;
  Object.assign(self, { parent: options.alone ? self : parent });
  const opened: Experiment[] = [];
  const step = vi.fn(async (_?: number) => {});
  const playground = {
    experiment: () => preset,
    link: () => 'https://braid.example/#1.x',
    log: () => ({ columns: { step: [0, 1] } }),
    play: vi.fn(async () => {}),
    step,
  } as unknown as Playground;
  answerParent(
    { playground, open: async (experiment) => void opened.push(experiment) },
    { self, say: (issue) => `sentence of ${issue.code}` },
  );
  const receive = async (data: unknown, event: Partial<MessageEvent> = {}): Promise<void> => {
    for (const listener of listeners) listener({ data, source: parent as unknown as Window, origin: ORIGIN, ...event });
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { posted, opened, playground, step, receive, listeners };
}
const ask = (call: string, argument?: unknown) => ({ braid: 1, id: 5, call, argument });

describe('an embedded page', () => {
  it.each([
    ['?embed=1', true],
    ['?a=b&embed=1', true],
    ['?embed=0', false],
    ['', false],
  ])('is one by its address: %s', (search, embedded) => {
    expect(readPageOptions(search).embedded).toBe(embedded);
  });
  it('is told by its address what to show, and what it does not understand it passes over', () => {
    const address = new URL('https://braid.example/?present=1&mine=2');
    const options = { show: 'charts', autoplay: true, language: 'zh-CN', theme: 'dark' } as const;
    writeEmbedOptions(address, options);
    expect(readPageOptions(address.search)).toEqual({ ...options, embedded: true, presenting: false });
    expect(address.searchParams.get('mine')).toBe('2');
    writeEmbedOptions(address, undefined);
    expect(address.search).toBe('?mine=2');
    expect(readPageOptions('?show=canvas&theme=pink&lang=zh-TW&present=1')).toEqual({
      embedded: false,
      presenting: true,
      autoplay: false,
      show: 'all',
      language: 'zh-CN',
    });
  });
  it('reads and writes nothing', async () => {
    const work = vi.fn();
    expect(await noStorage.attempt(work)).toBeUndefined();
    expect(work).not.toHaveBeenCalled();
  });
  it('answers the origin that asked, with the id of the question', async () => {
    const { posted, receive } = fresh();
    await receive(ask('log'));
    expect(posted).toEqual([
      { message: { braid: 1, id: 5, ok: true, value: { columns: { step: [0, 1] } } }, to: ORIGIN },
    ]);
  });
  it('hears nobody but its parent', async () => {
    const { posted, receive, playground } = fresh();
    await receive(ask('play'), { source: {} as Window });
    await receive(ask('play'), { source: null });
    expect(posted).toEqual([]);
    expect(playground.play).not.toHaveBeenCalled();
  });
  it('does not answer a parent that cannot be addressed alone', async () => {
    const { posted, receive, playground } = fresh();
    await receive(ask('play'), { origin: 'null' });
    expect(posted).toEqual([]);
    expect(playground.play).not.toHaveBeenCalled();
  });
  it('does not listen where there is no page around it', () => {
    expect(fresh({ alone: true }).listeners).toEqual([]);
  });
  it.each([
    ['an experiment', preset],
    ['its JSON text', toJson(preset)],
    ['a link', `https://braid.example/?embed=1#${encodeLink(preset, { positions: true })}`],
  ])('loads %s', async (_, argument) => {
    const { posted, opened, receive } = fresh();
    await receive(ask('load', argument));
    expect(posted[0]?.message.ok).toBe(true);
    expect(opened.map(({ models }) => models.map((model) => model.wiring))).toEqual([
      preset.models.map((model) => model.wiring),
    ]);
  });
  it.each([
    ['nothing', undefined],
    ['half an experiment', { version: 1 }],
    ['bad text', 'hello'],
    ['a bad link', 'https://braid.example/#1.?'],
    ['an experiment too large', { ...preset, models: Array.from({ length: 9 }, () => preset.models[0]) }],
  ])('refuses to load %s', async (_, argument) => {
    const { posted, opened, receive } = fresh();
    await receive(ask('load', argument));
    expect(opened).toEqual([]);
    expect(posted).toHaveLength(1);
    const [reply] = posted;
    if (reply?.message.ok !== false) throw new Error('was accepted');
    expect(reply.message.error.message).toBe(`sentence of ${reply.message.error.code}`);
    expect(reply).toMatchObject({ to: ORIGIN, message: { id: 5 } });
  });
  it.each([undefined, 1, 250])('makes %s steps', async (count) => {
    const { posted, step, receive } = fresh();
    await receive(ask('step', count));
    expect(step).toHaveBeenCalledWith(count ?? 1);
    expect(posted[0]?.message.ok).toBe(true);
  });
  it.each([0, -1, 1.5, 1e9, Number.NaN, '3', null, {}])('refuses %s steps', async (count) => {
    const { posted, step, receive } = fresh();
    await receive(ask('step', count));
    // `null` is what JSON makes of an absent argument.
    if (count === null) expect(step).toHaveBeenCalledWith(1);
    else {
      expect(step).not.toHaveBeenCalled();
      expect(posted[0]?.message).toMatchObject({ ok: false, error: { code: 'embed.steps' } });
    }
  });
  it('passes a failure on as an error', async () => {
    const { posted, step, receive } = fresh();
    step.mockRejectedValueOnce(new Error('no backend'));
    await receive(ask('step'));
    expect(posted[0]?.message).toMatchObject({ error: { code: 'embed.failed', params: { reason: 'no backend' } } });
  });
  it.each([
    ['hello', 'embed.message', undefined],
    [undefined, 'embed.message', undefined],
    [[1, 2], 'embed.message', undefined],
    [{ braid: 2, id: 3, call: 'play' }, 'embed.message', 3],
    [{ braid: 1, call: 'play' }, 'embed.id', undefined],
    [{ braid: 1, id: {}, call: 'play' }, 'embed.id', undefined],
    [{ braid: 1, id: 'x'.repeat(201), call: 'play' }, 'embed.id', undefined],
    [{ braid: 1, id: 'a', call: 'constructor' }, 'embed.call', 'a'],
    [{ braid: 1, id: 'a', call: 'idle' }, 'embed.call', 'a'],
    [{ braid: 1, id: 'a' }, 'embed.call', 'a'],
  ])('tells what is wrong with %j', (data, code, id) => {
    const request = readRequest(data);
    expect(request.id).toBe(id);
    expect(request.asked.ok ? 'accepted' : request.asked.issue.code).toBe(code);
  });
});
