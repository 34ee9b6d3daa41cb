/**
 * What a fresh engine must be told to do what another one did: the start from the newest checkpoint; each change since, at
 * the step at which it took effect; each stretch of steps since, for the tasks that took them; limit and probes. It
 * listens to what is said on the line; it keeps no clock and starts nothing.
 */
import type { Experiment } from '../core/experiment/experiment.ts';
import type { Checkpoint, Command, Report } from './protocol.ts';
import type { Answered } from './questions.ts';

type Start = Extract<Command, { type: 'start' }>;
type Change = Extract<Command, { type: 'tune' | 'hand' }>;
type Training = Extract<Command, { type: 'play' | 'step' }>;
export interface Revival {
  readonly start: Start;
  readonly follow: readonly Command[];
  /** Rows of the log up to this step stand; later ones will be written anew. -1: none stand. */
  readonly keptTo: number;
}
export interface Memory {
  /** Notes a command; it goes on its way as it is returned. */
  sent(command: Command): Command;
  heard(report: Report): void;
  /** The report answers what this memory had done again: nobody else waits for it. */
  own(report: Report): boolean;
  /** @param unanswered questions that are still open, oldest first; they are asked again */
  revive(request: number, unanswered: readonly Answered[]): Revival | undefined;
}

interface Made {
  readonly command: Change;
  /** The step before which it took effect; unknown as long as the engine has not said so. */
  at: number | undefined;
}
interface Stretch {
  readonly command: Training;
  readonly from: number;
  /** Where it came to rest. */
  to?: number;
  byRule?: boolean;
}
const requestOf = (command: Training): number | undefined => (command.type === 'step' ? command.request : undefined);

export function createMemory(): Memory {
  let start: Start | undefined;
  let point: { readonly checkpoint: Checkpoint; readonly experiment: Experiment } | undefined;
  /** Since the newest checkpoint, oldest first. */
  let changes: Made[] = [];
  let stretches: Stretch[] = [];
  let limit: Command | undefined;
  let watch: Command | undefined;
  let step = 0;
  let numbers = 0;

  const begin = (command: Start): void => {
    start = command;
    point = command.checkpoint && { checkpoint: command.checkpoint, experiment: command.experiment };
    changes = [];
    stretches = [];
    limit = undefined;
    watch = undefined;
    step = command.checkpoint?.step ?? 0;
  };
  /** What a checkpoint holds need not be done again. */
  const keep = (checkpoint: Checkpoint, first: Start): void => {
    const held = changes.filter(({ at }) => at !== undefined && at <= checkpoint.step);
    const tuned = held.map(({ command }) => command).findLast((command) => command.type === 'tune');
    point = { checkpoint, experiment: tuned?.experiment ?? point?.experiment ?? first.experiment };
    changes = changes.filter((each) => !held.includes(each));
    stretches = stretches.filter(({ to }) => to === undefined || to > checkpoint.step);
  };
  const rest = (request: number | undefined, at: number, byRule: boolean): void => {
    const open = stretches.find((each) => each.to === undefined && requestOf(each.command) === request);
    if (open) Object.assign(open, { to: at, byRule });
  };
  /** The part of a stretch that lies after `point`; one that is over is the memory's own. */
  const again = ({ command, from, to, byRule }: Stretch, since: number): Command[] => {
    const done = Math.max(from, since);
    const { run } = command;
    if (to === undefined) {
      if (command.type === 'play') return [command];
      const left = from + command.count - done;
      // All of them were made before the checkpoint: only the answer is missing.
      return [left > 0 ? { ...command, count: left } : { type: 'pause', run, request: command.request }];
    }
    if (to <= done) return [];
    numbers += 1;
    // The stop rule that held lets none of the steps after it be made, and measures as it did.
    const count = to - done + (byRule ? 1 : 0);
    return [{ ...(command.type === 'step' ? command : {}), type: 'step', run, request: -numbers, count, whole: true }];
  };

  return {
    sent(command) {
      switch (command.type) {
        case 'start':
          begin(command);
          return command;
        case 'tune':
        case 'hand': {
          numbers += 1;
          const numbered = { ...command, change: numbers };
          changes.push({ command: numbered, at: undefined });
          return numbered;
        }
        case 'limit':
          limit = command;
          return command;
        case 'watch':
          watch = command;
          return command;
        case 'play':
        case 'step':
          stretches.push({ command, from: step });
          return command;
        case 'stop':
          start = undefined;
          return command;
        case 'pause':
        case 'probe':
        case 'checkpoint':
          return command;
        default:
          command satisfies never;
          return command;
      }
    },
    heard(report) {
      switch (report.type) {
        case 'started':
          step = report.progress.step;
          return;
        case 'progress': {
          const { change, progress } = report;
          const made = change === undefined ? undefined : changes.find((each) => each.command.change === change);
          if (made) made.at = progress.step;
          // After a loss that is no number the run stands at an earlier step, with all the changes.
          for (const each of changes) {
            if (progress.step < step && each.at !== undefined) each.at = Math.min(each.at, progress.step);
          }
          step = progress.step;
          return;
        }
        case 'rested':
          step = report.progress.step;
          rest(report.request, step, report.reason.code !== 'stop.paused' && report.reason.code !== 'stop.stepped');
          return;
        case 'failed':
          if (report.stage === 'training') rest(report.request, step, false);
          return;
        case 'checkpointed':
          if (start) keep(report.checkpoint, start);
          return;
        default:
      }
    },
    own: (report) =>
      (report.type === 'rested' || (report.type === 'failed' && report.canContinue)) && (report.request ?? 0) < 0,
    revive(request, unanswered) {
      if (!start) return undefined;
      const since = point?.checkpoint.step ?? 0;
      // Nothing was heard after it: the last step that was is where the person saw it made.
      for (const made of changes) made.at ??= step;
      const { checkpoint: _, ...rest } = start;
      const afresh = { ...rest, request, experiment: point?.experiment ?? start.experiment };
      return {
        start: point ? { ...afresh, checkpoint: point.checkpoint } : afresh,
        follow: [
          ...(limit ? [limit] : []),
          ...(watch ? [watch] : []),
          ...changes.map(({ command, at }) => ({ ...command, at })),
          ...stretches.flatMap((stretch) => again(stretch, since)),
          ...unanswered.filter(({ type }) => type !== 'hand' && type !== 'step'),
        ],
        keptTo: point ? point.checkpoint.lastRow : -1,
      };
    },
  };
}
