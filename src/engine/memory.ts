/**
 * What a fresh engine must be told to go on where another one ended: the start from the newest checkpoint, the live
 * changes since, limit and probes, and whether it was training. It listens to what is said on the line; it keeps no
 * clock and starts nothing.
 */
import type { Experiment } from '../core/experiment/experiment.ts';
import type { Checkpoint, Command, Report } from './protocol.ts';

type Start = Extract<Command, { type: 'start' }>;
type Answered = Command & { readonly request: number };
export interface Revival {
  readonly start: Start;
  readonly follow: readonly Command[];
  /** Rows of the log up to this step stand; later ones will be written anew. -1: none stand. */
  readonly keptTo: number;
}
export interface Memory {
  sent(command: Command): void;
  heard(report: Report): void;
  /** @param unanswered questions that are still open, oldest first; they are asked again */
  revive(request: number, unanswered: readonly Answered[]): Revival | undefined;
}

export function createMemory(): Memory {
  let start: Start | undefined;
  let newest: Experiment | undefined;
  let point: { readonly checkpoint: Checkpoint; readonly experiment: Experiment } | undefined;
  /** The document as it was when each open checkpoint was asked for: commands are taken in order. */
  const asked = new Map<number, Experiment>();
  let limit: Command | undefined;
  let watch: Command | undefined;
  let playing = false;
  let step = 0;
  /** At which step each open 'step' command will have done its count. */
  const goals = new Map<number, number>();

  const begin = (command: Start): void => {
    start = command;
    newest = command.experiment;
    point = command.checkpoint && { checkpoint: command.checkpoint, experiment: command.experiment };
    asked.clear();
    goals.clear();
    limit = undefined;
    watch = undefined;
    playing = false;
    step = command.checkpoint?.step ?? 0;
  };
  const again = (command: Answered, from: number): Command => {
    if (command.type === 'checkpoint' && newest) asked.set(command.request, newest);
    if (command.type !== 'step') return command;
    const left = (goals.get(command.request) ?? from + command.count) - from;
    // All of them were made before the checkpoint: only the answer is missing.
    if (left <= 0) return { type: 'pause', run: command.run, request: command.request };
    return { ...command, count: left };
  };

  return {
    sent(command) {
      switch (command.type) {
        case 'start':
          begin(command);
          return;
        case 'tune':
          newest = command.experiment;
          return;
        case 'checkpoint':
          if (newest) asked.set(command.request, newest);
          return;
        case 'limit':
          limit = command;
          return;
        case 'watch':
          watch = command;
          return;
        case 'play':
          playing = true;
          return;
        case 'step':
          playing = false;
          goals.set(command.request, step + command.count);
          return;
        case 'stop':
          start = undefined;
          return;
        case 'pause':
        case 'probe':
        case 'hand':
          return;
        default:
          command satisfies never;
      }
    },
    heard(report) {
      if (report.type === 'progress' || report.type === 'rested' || report.type === 'started') {
        step = report.progress.step;
      }
      if (report.type === 'rested' || (report.type === 'failed' && report.stage !== 'probe')) playing = false;
      if (report.type !== 'checkpointed') return;
      const experiment = asked.get(report.request);
      asked.delete(report.request);
      if (experiment) point = { checkpoint: report.checkpoint, experiment };
    },
    revive(request, unanswered) {
      if (!start) return undefined;
      const { run } = start;
      const from = point?.checkpoint.step ?? 0;
      const { checkpoint: _, ...rest } = start;
      const afresh = { ...rest, request, experiment: point?.experiment ?? start.experiment };
      const changed = newest !== afresh.experiment ? newest : undefined;
      return {
        start: point ? { ...afresh, checkpoint: point.checkpoint } : afresh,
        follow: [
          ...(changed ? [{ type: 'tune', run, experiment: changed } as const] : []),
          ...(limit ? [limit] : []),
          ...(watch ? [watch] : []),
          ...(playing ? [{ type: 'play', run } as const] : []),
          ...unanswered.map((command) => again(command, from)),
        ],
        keptTo: point ? point.checkpoint.lastRow : -1,
      };
    },
  };
}
