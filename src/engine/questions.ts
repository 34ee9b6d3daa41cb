/**
 * The book of questions: who waits for which answer, oldest first, and who waits until nobody does. Answers carry the
 * number of their question. Where an engine ends, the questions that are open can be read and asked again.
 */
import type { Issue } from '../core/result.ts';
import type { Command, Report, RunId } from './protocol.ts';

export type Answered = Command & { readonly request: number };

interface Waiting {
  readonly command: Answered;
  resolve(report: Report): void;
  reject(issue: Issue): void;
}
export interface Questions {
  /** Notes the question; it is asked by whoever calls this. */
  note(command: Answered): Promise<Report>;
  answer(report: Report): void;
  open(): Answered[];
  /** Gives up every question, or those of other runs than `kept`. */
  giveUp(issue: Issue, kept?: RunId): void;
  /** When no question is open and no loop runs; or while one runs. */
  idle(whileRunning: boolean): Promise<void>;
  /** Whoever waits for that looks again. */
  look(): void;
}

/** @param running the loop runs */
export function createQuestions(running: () => boolean): Questions {
  const waiting = new Map<number, Waiting>();
  const idlers = new Set<() => void>();
  return {
    note: (command) =>
      new Promise((resolve, reject) => {
        waiting.set(command.request, { command, resolve, reject });
      }),
    answer(report) {
      if (!('request' in report) || report.request === undefined) return;
      const held = waiting.get(report.request);
      if (!held) return;
      waiting.delete(report.request);
      if (report.type === 'failed') held.reject(report.issue);
      else held.resolve(report);
    },
    open: () => [...waiting.values()].map(({ command }) => command),
    giveUp(issue, kept) {
      for (const [request, held] of [...waiting]) {
        if (held.command.run === kept) continue;
        waiting.delete(request);
        held.reject(issue);
      }
    },
    idle: (whileRunning) =>
      new Promise((resolve) => {
        const wake = (): void => {
          if (waiting.size > 0 || (running() && !whileRunning)) return;
          idlers.delete(wake);
          resolve();
        };
        idlers.add(wake);
        wake();
      }),
    look() {
      for (const wake of [...idlers]) wake();
    },
  };
}
