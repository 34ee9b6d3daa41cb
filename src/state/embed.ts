/**
 * Inside another page (`?embed=1`) the playground keeps nothing in the browser and answers the page around it by
 * messages. Only `window.parent` is heard, and only its own origin is answered. Described in docs/embed.md.
 *   asked:    { braid: 1, id, call, argument? }
 *   answered: { braid: 1, id, ok: true, value? }  or  { braid: 1, id, ok: false, error: { code, params, message } }
 */
import { LIMITS } from '../core/experiment/experiment.ts';
import { fromJson } from '../core/experiment/file.ts';
import { type OpenedLink, openLink } from '../core/experiment/link.ts';
import { parseExperiment } from '../core/experiment/schema.ts';
import { error, fail, type Issue, ok, type Result } from '../core/result.ts';
import type { Storage } from './database.ts';
import type { Playground } from './playground.ts';
import type { Services } from './services.ts';

/** In the place of the browser's database: nothing is read, nothing is written. */
export const noStorage: Storage = { attempt: async () => undefined };

const CALLS = ['load', 'play', 'pause', 'step', 'reset', 'experiment', 'link', 'log'] as const;
type Call = (typeof CALLS)[number];
type MessageId = string | number;
const ID_LENGTH = 200;
const STEPS_AT_ONCE = 100_000;

export interface EmbedRequest {
  readonly id: MessageId;
  readonly call: Call;
  readonly argument: unknown;
}
export type EmbedReply =
  | { readonly braid: 1; readonly id: MessageId | undefined; readonly ok: true; readonly value?: unknown }
  | {
      readonly braid: 1;
      readonly id: MessageId | undefined;
      readonly ok: false;
      readonly error: Pick<Issue, 'code' | 'params'> & { readonly message: string };
    };

const isId = (value: unknown): value is MessageId =>
  (typeof value === 'string' && value.length <= ID_LENGTH) || (typeof value === 'number' && Number.isFinite(value));
const isCall = (value: unknown): value is Call => (CALLS as readonly unknown[]).includes(value);
/** What is shown of a wrong value: short, whatever it was. */
const shown = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 60) : typeof value);

/** A message's id as far as it has one, and what it asks, or what is wrong with it. */
export function readRequest(data: unknown): {
  readonly id: MessageId | undefined;
  readonly asked: Result<EmbedRequest>;
} {
  const message = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  const { braid, id, call, argument } = message;
  const known = isId(id) ? id : undefined;
  const wrong = (issue: Issue) => ({ id: known, asked: fail(issue) });
  if (braid !== 1) return wrong(error('embed.message', { found: shown(braid) }));
  if (known === undefined) return wrong(error('embed.id', { found: shown(id) }));
  if (!isCall(call)) return wrong(error('embed.call', { found: shown(call), expected: CALLS.join(', ') }));
  return { id: known, asked: ok({ id: known, call, argument }) };
}

/** An Experiment, its JSON text, or a link: all through the same schema as everything else. */
function readExperiment(argument: unknown): Result<OpenedLink> {
  const alone = (read: ReturnType<typeof parseExperiment>): Result<OpenedLink> =>
    read.ok ? ok({ experiment: read.value, results: undefined }) : read;
  if (typeof argument !== 'string') return alone(parseExperiment(argument));
  const hash = argument.indexOf('#');
  return argument.trimStart().startsWith('{') || hash < 0
    ? alone(fromJson(argument))
    : openLink(argument.slice(hash + 1));
}

type Answering = Pick<Services, 'open'> & { readonly playground: Playground };

/** Does what was asked. Never throws: what goes wrong is an Issue. */
export async function answer({ call, argument }: EmbedRequest, services: Answering): Promise<Result<unknown>> {
  const { open, playground } = services;
  if (call === 'load') {
    const read = readExperiment(argument);
    if (!read.ok) return read;
    await open(read.value.experiment, { results: read.value.results });
    return ok(undefined);
  }
  if (call === 'step') {
    const count = argument ?? 1;
    const limit = Math.min(STEPS_AT_ONCE, LIMITS.steps);
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > limit) {
      return fail(error('embed.steps', { found: typeof count === 'number' ? count : shown(count), limit }));
    }
    await playground.step(count);
    return ok(undefined);
  }
  return ok(await playground[call]());
}

export interface Listening {
  readonly self: Window;
  /** The sentence of an issue, in the page's language. */
  readonly say: (issue: Issue) => string;
}
/** Starts to hear the page around this one. Where there is none, nobody is heard. */
export function answerParent(services: Answering, { self, say }: Listening): void {
  const { parent } = self;
  if (parent === self) return;
  const reply = (to: string, message: EmbedReply): void => parent.postMessage(message, { targetOrigin: to });
  self.addEventListener('message', (event) => {
    // A page of no origin of its own ('null') cannot be addressed alone, so it is not answered at all.
    if (event.source !== parent || event.origin === 'null' || event.origin === '') return;
    const { id, asked } = readRequest(event.data);
    const refuse = (issue: Issue): void => {
      const { code, params } = issue;
      reply(event.origin, { braid: 1, id, ok: false, error: { code, params, message: say(issue) } });
    };
    if (!asked.ok) {
      refuse(asked.issue);
      return;
    }
    void answer(asked.value, services).then(
      (result) => {
        if (result.ok) reply(event.origin, { braid: 1, id, ok: true, value: result.value });
        else refuse(result.issue);
      },
      (cause: unknown) =>
        refuse(error('embed.failed', { reason: cause instanceof Error ? cause.message : String(cause) })),
    );
  });
}
